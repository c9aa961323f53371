package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Conversation;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.inbound.CommandText.Addressee;
import io.github.reelay.telegram.outbound.RemixPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The interpreter of a message, or of the messages of an album together: what it wants of the bot.
 * Asks nobody but {@link Conversation#isPostedVideo}.
 */
final class MessageInterpreter {
  /** Phones turn two hyphens into a dash; before the name of a flag it is meant as hyphens. */
  private static final Pattern SMART_DASH =
      Pattern.compile("(?<=^|\\s)[—–](?=(?:model|duration|aspect|resolution)\\b)");

  private final BotIdentity me;
  private final Predicate<MessageRef> isPostedVideo;

  MessageInterpreter(BotIdentity me, Predicate<MessageRef> isPostedVideo) {
    this.me = me;
    this.isPostedVideo = isPostedVideo;
  }

  /**
   * @param parts one message, or all of an album, in the order of their ids
   */
  Intent interpret(List<Message> parts) {
    Message message = parts.getFirst();
    if (message.getMigrateToChatId() != null) {
      return new Intent.ChatMoved(message.getChatId(), message.getMigrateToChatId());
    }
    if (message.getMigrateFromChatId() != null) {
      return new Intent.ChatMoved(message.getMigrateFromChatId(), message.getChatId());
    }
    if (Boolean.TRUE.equals(message.getIsAutomaticForward())) {
      return new Intent.Nothing(); // a channel's post, copied into its discussion group
    }
    if (addsTheBot(message)) {
      return new Intent.Hint("telegram.welcome");
    }
    String text = text(parts);
    SentImage image = picture(parts);
    Optional<CommandText> command = CommandText.parse(text, me);
    if (command.isPresent()) {
      return command(message, command.get(), image);
    }
    Message replied = message.getReplyToMessage();
    return replied != null && isOurs(replied)
        ? reply(message, replied, text, image)
        : plainMessage(message, text, image);
  }

  private Intent command(Message message, CommandText command, @Nullable SentImage own) {
    if (command.addressee() == Addressee.ANOTHER_BOT) {
      return new Intent.Nothing();
    }
    Message replied = message.getReplyToMessage();
    return switch (command.name()) {
      case "video" -> video(message, command.rest(), own);
      case "remix" -> {
        boolean onVideo = replied != null && isOurs(replied) && isVideo(replied);
        yield new Intent.Remix(
            command.rest(), onVideo ? TelegramIds.message(Objects.requireNonNull(replied)) : null);
      }
      case "start" -> start(command.rest());
      case "jobs" -> new Intent.RunCommand(Intent.Command.JOBS, command.rest());
      case "models" -> new Intent.RunCommand(Intent.Command.MODELS, command.rest());
      case "usage" -> new Intent.RunCommand(Intent.Command.USAGE, command.rest());
      case "settings" -> new Intent.RunCommand(Intent.Command.SETTINGS, command.rest());
      case "help" -> new Intent.RunCommand(Intent.Command.HELP, command.rest());
      case "forget" -> new Intent.RunCommand(Intent.Command.FORGET, command.rest());
      case "admin" -> new Intent.RunCommand(Intent.Command.ADMIN, command.rest());
      default ->
          message.isUserMessage() || command.addressee() == Addressee.US
              ? new Intent.Hint("telegram.unknown-command")
              : new Intent.Nothing();
    };
  }

  private static Intent video(Message message, String prompt, @Nullable SentImage own) {
    SentImage image = own;
    if (image == null) {
      image = SentImage.find(message.getReplyToMessage());
    }
    if (image == null) {
      image = SentImage.find(message.getExternalReplyInfo());
    }
    // In a basic group nobody tells a bot which message a command replies to.
    boolean blind = message.isGroupMessage() && message.getReplyToMessage() == null;
    return prompt.isEmpty() && image == null && blind
        ? new Intent.Hint("telegram.basic-group")
        : new Intent.Generate(prompt, image);
  }

  private static Intent start(String payload) {
    Optional<TaskId> source = RemixPrompt.payload(payload);
    if (source.isPresent()) {
      return new Intent.PressRemix(source.get());
    }
    return switch (payload.toLowerCase(Locale.ROOT)) {
      case "jobs" -> new Intent.RunCommand(Intent.Command.JOBS, "");
      case "models" -> new Intent.RunCommand(Intent.Command.MODELS, "");
      case "usage" -> new Intent.RunCommand(Intent.Command.USAGE, "");
      case "settings" -> new Intent.RunCommand(Intent.Command.SETTINGS, "");
      default -> new Intent.RunCommand(Intent.Command.START, payload);
    };
  }

  /** A reply to one of our messages. */
  private Intent reply(Message message, Message replied, String text, @Nullable SentImage image) {
    if (image != null) {
      return new Intent.Generate(text, image);
    }
    if (text.isEmpty()) {
      return plainMessage(message, text, null);
    }
    Optional<TaskId> question = RemixPrompt.source(replied);
    if (question.isPresent()) {
      return new Intent.RemixOf(text, question.get());
    }
    MessageRef ref = TelegramIds.message(replied);
    return isVideo(replied) || isPostedVideo.test(ref)
        ? new Intent.Remix(text, ref)
        : plainMessage(message, text, null);
  }

  /**
   * Nothing of ours was named: in private that is a request, in a group it is other people's
   * conversation.
   */
  private static Intent plainMessage(Message message, String text, @Nullable SentImage image) {
    if (!message.isUserMessage()) {
      return new Intent.Nothing();
    }
    if (image != null || (message.hasText() && !text.isEmpty())) {
      return new Intent.Card(text, image);
    }
    return hasTextOrImage(message)
        ? new Intent.Hint("telegram.not-understood")
        : new Intent.Nothing();
  }

  private static boolean hasTextOrImage(Message message) {
    return message.hasDocument()
        || message.hasVideo()
        || message.hasAnimation()
        || message.hasVoice()
        || message.hasAudio()
        || message.hasVideoNote()
        || message.hasSticker()
        || message.hasContact()
        || message.hasLocation();
  }

  private boolean addsTheBot(Message message) {
    return message.getNewChatMembers() != null
        && message.getNewChatMembers().stream().anyMatch(u -> u.getId() == me.id());
  }

  private boolean isOurs(Message message) {
    return message.getFrom() != null && message.getFrom().getId() == me.id();
  }

  /** Silent clips may come back as animations, forwarded ones as documents. */
  private static boolean isVideo(Message message) {
    boolean document =
        message.hasDocument()
            && message.getDocument().getMimeType() != null
            && message.getDocument().getMimeType().startsWith("video/");
    return message.hasVideo() || message.hasAnimation() || document;
  }

  private static String text(List<Message> parts) {
    return parts.stream()
        .map(m -> m.getText() != null ? m.getText() : m.getCaption())
        .filter(t -> t != null && !t.isBlank())
        .findFirst()
        .map(t -> SMART_DASH.matcher(t.strip()).replaceAll("--"))
        .orElse("");
  }

  private static @Nullable SentImage picture(List<Message> parts) {
    return parts.stream().map(SentImage::find).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
