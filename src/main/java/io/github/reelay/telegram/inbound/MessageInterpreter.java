package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.inbound.ParsedCommand.Addressee;
import io.github.reelay.telegram.outbound.RemixPrompt;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The interpreter of a message, or of the messages of an album together: what it wants of the bot.
 * Asks nobody but {@link Conversation#isPostedVideo}.
 */
final class MessageInterpreter {
  /** Phones turn two hyphens into a dash; before the name of a flag it is meant as hyphens. */
  private static final Pattern SMART_DASH =
      Pattern.compile(
          Arrays.stream(RequestOption.values())
              .map(RequestOption::word)
              .collect(Collectors.joining("|", "(?<=^|\\s)[—–](?=(?:", ")\\b)")));

  /** Those a link {@code ?start=jobs} runs: they only show something. */
  private static final Set<Command> LINKED_COMMANDS =
      EnumSet.of(Command.JOBS, Command.MODELS, Command.USAGE, Command.SETTINGS);

  private final BotIdentity identity;
  private final Predicate<MessageRef> isPostedVideo;

  MessageInterpreter(BotIdentity identity, Predicate<MessageRef> isPostedVideo) {
    this.identity = identity;
    this.isPostedVideo = isPostedVideo;
  }

  /**
   * @param parts one message, or all of an album, in the order of their ids
   */
  MessageIntent interpret(List<Message> parts) {
    Message message = parts.getFirst();
    if (message.getMigrateToChatId() != null) {
      return new MessageIntent.ChatMoved(message.getChatId(), message.getMigrateToChatId());
    }
    if (message.getMigrateFromChatId() != null) {
      return new MessageIntent.ChatMoved(message.getMigrateFromChatId(), message.getChatId());
    }
    if (Boolean.TRUE.equals(message.getIsAutomaticForward())) {
      return new MessageIntent.Ignore(); // a channel's post, copied into its discussion group
    }
    if (addsTheBot(message)) {
      return new MessageIntent.Hint("telegram.welcome");
    }
    String text = text(parts);
    SentImage image = image(parts);
    Optional<ParsedCommand> command = ParsedCommand.parse(text, identity);
    if (command.isPresent()) {
      return interpretCommand(message, command.get(), image);
    }
    Message repliedTo = message.getReplyToMessage();
    return repliedTo != null && isFromThisBot(repliedTo)
        ? interpretReply(message, repliedTo, text, image)
        : interpretPlainMessage(message, text, image);
  }

  private MessageIntent interpretCommand(
      Message message, ParsedCommand command, @Nullable SentImage ownImage) {
    if (command.addressee() == Addressee.ANOTHER_BOT) {
      return new MessageIntent.Ignore();
    }
    Message repliedTo = message.getReplyToMessage();
    Optional<Command> known = Command.ofWord(command.name());
    if (known.isEmpty()) {
      return message.isUserMessage() || command.addressee() == Addressee.THIS_BOT
          ? new MessageIntent.Hint("telegram.unknown-command")
          : new MessageIntent.Ignore();
    }
    // Three commands mean more here than their words: what a message replies to, where it links to.
    return switch (known.get()) {
      case VIDEO -> interpretVideoCommand(message, command.arguments(), ownImage);
      case REMIX -> {
        boolean onVideo = repliedTo != null && isFromThisBot(repliedTo) && isVideo(repliedTo);
        yield new MessageIntent.Remix(
            command.arguments(),
            onVideo ? TelegramIds.message(Objects.requireNonNull(repliedTo)) : null);
      }
      case START -> interpretStartCommand(command.arguments());
      default -> new MessageIntent.RunCommand(known.get(), command.arguments());
    };
  }

  private static MessageIntent interpretVideoCommand(
      Message message, String prompt, @Nullable SentImage ownImage) {
    SentImage image = ownImage;
    if (image == null) {
      image = SentImage.find(message.getReplyToMessage());
    }
    if (image == null) {
      image = SentImage.find(message.getExternalReplyInfo());
    }
    // In a basic group nobody tells a bot which message a command replies to.
    boolean blind = message.isGroupMessage() && message.getReplyToMessage() == null;
    return prompt.isEmpty() && image == null && blind
        ? new MessageIntent.Hint("telegram.basic-group")
        : new MessageIntent.Generate(prompt, image);
  }

  private static MessageIntent interpretStartCommand(String payload) {
    Optional<TaskId> source = RemixPrompt.taskOfPayload(payload);
    if (source.isPresent()) {
      return new MessageIntent.PressRemix(source.get());
    }
    return Command.ofWord(payload.toLowerCase(Locale.ROOT))
        .filter(LINKED_COMMANDS::contains)
        .map(command -> new MessageIntent.RunCommand(command, ""))
        .orElseGet(() -> new MessageIntent.RunCommand(Command.START, payload));
  }

  /** A reply to one of our messages. */
  private MessageIntent interpretReply(
      Message message, Message repliedTo, String text, @Nullable SentImage image) {
    if (image != null) {
      return new MessageIntent.Generate(text, image);
    }
    if (text.isEmpty()) {
      return interpretPlainMessage(message, text, null);
    }
    Optional<TaskId> question = RemixPrompt.taskOfQuestion(repliedTo);
    if (question.isPresent()) {
      return new MessageIntent.RemixTask(text, question.get());
    }
    MessageRef ref = TelegramIds.message(repliedTo);
    return isVideo(repliedTo) || isPostedVideo.test(ref)
        ? new MessageIntent.Remix(text, ref)
        : interpretPlainMessage(message, text, null);
  }

  /**
   * Nothing of ours was named: in private that is a request, in a group it is other people's
   * conversation.
   */
  private static MessageIntent interpretPlainMessage(
      Message message, String text, @Nullable SentImage image) {
    if (!message.isUserMessage()) {
      return new MessageIntent.Ignore();
    }
    if (image != null || (message.hasText() && !text.isEmpty())) {
      return new MessageIntent.Draft(text, image);
    }
    return hasUnsupportedContent(message)
        ? new MessageIntent.Hint("telegram.not-understood")
        : new MessageIntent.Ignore();
  }

  private static boolean hasUnsupportedContent(Message message) {
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
        && message.getNewChatMembers().stream().anyMatch(u -> u.getId() == identity.id());
  }

  private boolean isFromThisBot(Message message) {
    return message.getFrom() != null && message.getFrom().getId() == identity.id();
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

  private static @Nullable SentImage image(List<Message> parts) {
    return parts.stream().map(SentImage::find).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
