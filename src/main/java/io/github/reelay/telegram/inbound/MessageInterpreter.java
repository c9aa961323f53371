package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.inbound.ParsedCommand.Addressee;
import io.github.reelay.telegram.outbound.PromptQuestion;
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
import org.telegram.telegrambots.meta.api.objects.ExternalReplyInfo;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The interpreter of a message, or of the messages of an album together: what it wants of the bot.
 * Asks nobody but {@link Conversation#isPostedVideo}.
 */
final class MessageInterpreter {
  /** Said to a whole group when it takes the bot in. */
  static final String WELCOME = "telegram.welcome";

  /**
   * Phones turn two hyphens into a dash; before the name of a flag it is meant as hyphens. Where
   * the name is an everyday word, the conversation looks at what follows.
   */
  private static final Pattern SMART_DASH =
      Pattern.compile(
          Arrays.stream(RequestOption.values())
              .filter(option -> option.option() == null)
              .map(RequestOption::word)
              .collect(Collectors.joining("|", "(?<=^|\\s)[—–](?=(?:", ")\\b)")));

  private static final String NO_PICTURE = "telegram.no-picture";
  private static final String NO_VIDEO_OF_OURS = "remix.not-ours";
  private static final String NOT_UNDERSTOOD = "telegram.not-understood";

  /** Those a link {@code ?start=jobs} runs: they only show something. */
  private static final Set<Command> LINKED_COMMANDS =
      EnumSet.of(Command.JOBS, Command.MODELS, Command.USAGE, Command.SETTINGS, Command.ABOUT);

  private final BotIdentity identity;
  private final Predicate<MessageRef> isPostedVideo;
  private final Pattern mention;

  MessageInterpreter(BotIdentity identity, Predicate<MessageRef> isPostedVideo) {
    this.identity = identity;
    this.isPostedVideo = isPostedVideo;
    // In an address or behind a command it is no mention.
    this.mention =
        Pattern.compile(
            "(?<![\\w@/.])@" + Pattern.quote(identity.username()) + "\\b\\s*",
            Pattern.CASE_INSENSITIVE);
  }

  /**
   * @param parts one message, or all of an album, in the order of their ids
   */
  MessageIntent interpret(List<Message> parts) {
    MessageIntent intent = interpretFirst(parts);
    List<SentImage> all = images(parts);
    // What an album is about, its first picture has told.
    return switch (intent) {
      case MessageIntent.Generate(String prompt, var images)
          when all.size() > 1 && images.equals(List.of(all.getFirst())) ->
          new MessageIntent.Generate(prompt, all);
      case MessageIntent.Draft(String prompt, var images)
          when all.size() > 1 && images.equals(List.of(all.getFirst())) ->
          new MessageIntent.Draft(prompt, all);
      default -> intent;
    };
  }

  private MessageIntent interpretFirst(List<Message> parts) {
    Message message = parts.getFirst();
    if (message.getMigrateToChatId() != null) {
      return new MessageIntent.ChatMoved(message.getChatId(), message.getMigrateToChatId());
    }
    if (message.getMigrateFromChatId() != null) {
      return new MessageIntent.ChatMoved(message.getMigrateFromChatId(), message.getChatId());
    }
    if (ReplyTarget.isChannelPost(message) || isFromAnotherBot(message)) {
      return new MessageIntent.Ignore();
    }
    if (addsTheBot(message)) {
      return new MessageIntent.Introduce();
    }
    String said = text(parts);
    boolean mentioned = mention.matcher(said).find();
    String text = mention.matcher(said).replaceAll("").strip();
    SentMedia media = media(parts);
    Optional<ParsedCommand> command = ParsedCommand.parse(text, identity);
    if (command.isPresent()) {
      return interpretCommand(message, command.get(), media);
    }
    Message repliedTo = ReplyTarget.message(message);
    return repliedTo != null && isFromThisBot(repliedTo)
        ? interpretReply(message, repliedTo, text, media, mentioned)
        : interpretPlainMessage(message, text, media, mentioned);
  }

  private MessageIntent interpretCommand(
      Message message, ParsedCommand command, @Nullable SentMedia ownMedia) {
    if (command.addressee() == Addressee.ANOTHER_BOT) {
      return new MessageIntent.Ignore();
    }
    Optional<Command> known = Command.ofWord(command.name());
    if (known.isEmpty()) {
      return message.isUserMessage() || command.addressee() == Addressee.THIS_BOT
          ? new MessageIntent.Hint("telegram.unknown-command")
          : new MessageIntent.Ignore();
    }
    // Some commands mean more here than their words: what a message replies to, where it links to.
    return switch (known.get()) {
      case VIDEO -> interpretVideoCommand(message, command.arguments(), ownMedia);
      case REMIX -> interpretRemixCommand(message, command.arguments(), ownMedia);
      case CONTINUE -> interpretContinueCommand(message, command.arguments(), ownMedia);
      case START -> interpretStartCommand(command.arguments());
      case ABOUT, REPORT ->
          new MessageIntent.RunCommand(known.get(), command.arguments(), ReplyTarget.ref(message));
      default -> new MessageIntent.RunCommand(known.get(), command.arguments());
    };
  }

  private static MessageIntent interpretVideoCommand(
      Message message, String prompt, @Nullable SentMedia ownMedia) {
    // In a basic group nobody tells a bot which message a command replies to.
    boolean blind = message.isGroupMessage() && message.getReplyToMessage() == null;
    return switch (ownMedia == null ? ReplyTarget.media(message) : ownMedia) {
      case SentImage image -> new MessageIntent.Generate(prompt, List.of(image));
      case SentMedia.NoPicture _ -> new MessageIntent.Hint(NO_PICTURE);
      case null ->
          prompt.isEmpty() && blind
              ? new MessageIntent.Hint("telegram.basic-group")
              : new MessageIntent.Generate(prompt, List.of());
    };
  }

  /** What is replied to is what is meant: the newest video is remixed only where nothing is. */
  private MessageIntent interpretRemixCommand(
      Message message, String prompt, @Nullable SentMedia ownMedia) {
    if (ownMedia instanceof SentImage image) {
      return new MessageIntent.Generate(prompt, List.of(image)); // as in a reply
    }
    Message repliedTo = ReplyTarget.message(message);
    ExternalReplyInfo elsewhere = message.getExternalReplyInfo();
    if (ownMedia != null || message.getReplyToStory() != null) {
      return new MessageIntent.Hint(NO_VIDEO_OF_OURS);
    }
    if (elsewhere != null) {
      return elsewhere.getChat() == null || elsewhere.getMessageId() == null
          ? new MessageIntent.Hint(NO_VIDEO_OF_OURS)
          : new MessageIntent.Remix(
              prompt, TelegramIds.message(elsewhere.getChat().getId(), elsewhere.getMessageId()));
    }
    if (repliedTo == null || ReplyTarget.isChannelPost(repliedTo)) {
      return new MessageIntent.Remix(prompt, null);
    }
    return questionOf(repliedTo)
        .filter(button -> button.action() == ButtonAction.REMIX)
        .map(button -> answerTo(button, prompt))
        .orElseGet(() -> new MessageIntent.Remix(prompt, TelegramIds.message(repliedTo)));
  }

  /** As for a remix, but a picture has no place in it. */
  private MessageIntent interpretContinueCommand(
      Message message, String prompt, @Nullable SentMedia ownMedia) {
    if (ownMedia instanceof SentImage) {
      return new MessageIntent.Hint("continue.no-picture");
    }
    return switch (interpretRemixCommand(message, prompt, ownMedia)) {
      case MessageIntent.Remix(String words, MessageRef video) ->
          new MessageIntent.Continue(words, video);
      case MessageIntent.RemixTask(String words, TaskId video) ->
          new MessageIntent.Press(new ButtonId(ButtonAction.CONTINUE, video.value()), words);
      case MessageIntent other -> other;
    };
  }

  private static MessageIntent interpretStartCommand(String payload) {
    Optional<ButtonId> button = PromptQuestion.buttonOfPayload(payload);
    if (button.isPresent()) {
      return new MessageIntent.Press(button.get(), null);
    }
    return Command.ofWord(payload.toLowerCase(Locale.ROOT))
        .filter(LINKED_COMMANDS::contains)
        .map(command -> new MessageIntent.RunCommand(command, ""))
        .orElseGet(() -> new MessageIntent.RunCommand(Command.START, payload));
  }

  /** A reply to one of our messages. */
  private MessageIntent interpretReply(
      Message message,
      Message repliedTo,
      String text,
      @Nullable SentMedia media,
      boolean mentioned) {
    if (media instanceof SentImage image) {
      return new MessageIntent.Draft(text, List.of(image));
    }
    if (text.isEmpty()) {
      return interpretPlainMessage(message, text, media, mentioned);
    }
    MessageRef ref = TelegramIds.message(repliedTo);
    Optional<ButtonId> question = questionOf(repliedTo);
    if (question.isEmpty() && !isVideo(repliedTo) && !isPostedVideo.test(ref)) {
      return interpretPlainMessage(message, text, media, mentioned);
    }
    if (media != null) {
      return new MessageIntent.Hint(NO_PICTURE);
    }
    return question
        .map(button -> answerTo(button, text))
        .orElseGet(() -> new MessageIntent.Remix(text, ref));
  }

  /**
   * Nothing of ours was named: in private, or where the bot is mentioned, that is a request; else
   * it is other people's conversation.
   */
  private static MessageIntent interpretPlainMessage(
      Message message, String text, @Nullable SentMedia ownMedia, boolean mentioned) {
    if (!message.isUserMessage() && !mentioned) {
      return new MessageIntent.Ignore();
    }
    return switch (ownMedia == null ? ReplyTarget.media(message) : ownMedia) {
      case SentImage image -> new MessageIntent.Draft(text, List.of(image));
      case SentMedia.NoPicture _ ->
          new MessageIntent.Hint(ownMedia == null ? NO_PICTURE : NOT_UNDERSTOOD);
      case null ->
          message.hasText() && !text.isEmpty()
              ? new MessageIntent.Draft(text, List.of())
              : mentioned || message.hasContact() || message.hasLocation()
                  ? new MessageIntent.Hint(NOT_UNDERSTOOD)
                  : new MessageIntent.Ignore();
    };
  }

  private static MessageIntent answerTo(ButtonId question, String words) {
    return question.action() == ButtonAction.REMIX
        ? new MessageIntent.RemixTask(words, new TaskId(question.target()))
        : new MessageIntent.Press(question, words);
  }

  /** The button behind which a message asks for words, if it is such a question. */
  Optional<ButtonId> questionOf(Message message) {
    return isFromThisBot(message) ? PromptQuestion.buttonOfQuestion(message) : Optional.empty();
  }

  private boolean addsTheBot(Message message) {
    return message.getNewChatMembers() != null
        && message.getNewChatMembers().stream().anyMatch(u -> u.getId() == identity.id());
  }

  /** Two bots that mention each other would never end; who writes as a chat has a bot's name. */
  private static boolean isFromAnotherBot(Message message) {
    return message.getFrom() != null
        && Boolean.TRUE.equals(message.getFrom().getIsBot())
        && message.getSenderChat() == null;
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

  private static List<SentImage> images(List<Message> parts) {
    return parts.stream()
        .map(SentMedia::of)
        .filter(SentImage.class::isInstance)
        .map(SentImage.class::cast)
        .toList();
  }

  /** Of several the first picture, or that there is none among them; null when nothing is sent. */
  private static @Nullable SentMedia media(List<Message> parts) {
    List<SentMedia> all = parts.stream().map(SentMedia::of).filter(Objects::nonNull).toList();
    return all.stream()
        .filter(SentImage.class::isInstance)
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElse(null);
  }
}
