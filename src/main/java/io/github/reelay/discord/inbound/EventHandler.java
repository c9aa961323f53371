package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.discord.inbound.InboundEvent.Ack;
import io.github.reelay.discord.inbound.InboundEvent.Attached;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of stored events, once Discord has been acknowledged: calls the {@link Conversation}
 * and sends its answer. The same for an event of now and one found in the inbox at start.
 */
public final class EventHandler {
  private static final Logger log = LoggerFactory.getLogger(EventHandler.class);

  /** A message that nobody answered for so long is not answered after a restart either. */
  private static final Duration STALE = Duration.ofMinutes(10);

  /** What may cost money, and so needs a place to post the result. */
  private static final Set<String> SPENDING = Set.of(SlashCommands.VIDEO, SlashCommands.REMIX);

  private final Conversation conversation;
  private final MessageTexts texts;
  private final EventInbox inbox;
  private final AttachmentDownloader attachments;
  private final DiscordResponder responder;
  private final InteractionTokens tokens;
  private final InstantSource clock;
  private final DiscordMessageHandler messageHandler;

  public EventHandler(
      Conversation conversation,
      MessageTexts texts,
      EventInbox inbox,
      AttachmentDownloader attachments,
      DiscordResponder responder,
      InteractionTokens tokens,
      InstantSource clock) {
    this.conversation = conversation;
    this.texts = texts;
    this.inbox = inbox;
    this.attachments = attachments;
    this.responder = responder;
    this.tokens = tokens;
    this.clock = clock;
    this.messageHandler = new DiscordMessageHandler(conversation, this);
  }

  /** Never throws: a fault is logged and the person told. */
  void goOn(InboundEvent event) {
    try {
      responder.answer(event, answer(event));
    } catch (RuntimeException fault) {
      log.atError()
          .setCause(fault)
          .addKeyValue("chat", DiscordIds.chat(event.where().channel()))
          .log("{} could not be handled, the person is told", event);
      responder.answer(event, sentence(event, "discord.broken"));
    }
    inbox.markHandled(DiscordIds.PLATFORM, event.id());
  }

  /**
   * Goes on with events an earlier run of the program did not come to.
   *
   * @param left read before the gateway was opened, so none of them is being handled by this run
   */
  public void catchUp(List<EventInbox.Event> left) {
    for (EventInbox.Event event : left) {
      InboundEvent heard = InboundEvent.read(event).orElse(null);
      if (heard == null || isTooLate(heard)) {
        inbox.markHandled(DiscordIds.PLATFORM, event.key());
      } else {
        log.atInfo().log("going on with {}, which was heard before the restart", heard);
        Thread.ofVirtual().start(() -> goOn(heard));
      }
    }
  }

  private boolean isTooLate(InboundEvent event) {
    return event.ack() == Ack.NONE
        ? event(event).plus(STALE).isBefore(clock.instant())
        : event.pass().filter(t -> t.isAlive(clock.instant())).isEmpty();
  }

  private static java.time.Instant event(InboundEvent event) {
    return java.time.Instant.ofEpochMilli(event.at());
  }

  private Answer answer(InboundEvent event) {
    boolean spends =
        switch (event.kind()) {
          case FORM -> true;
          case COMMAND -> SPENDING.contains(event.what());
          case BUTTON ->
              ButtonId.parse(event.what()).filter(id -> id.action().mayOrder()).isPresent();
          case MESSAGE -> false;
        };
    if (spends && !event.missing().isEmpty()) {
      return missing(event);
    }
    return switch (event.kind()) {
      case COMMAND -> command(event, speaker(event));
      case BUTTON -> press(event);
      case FORM -> form(event, speaker(event));
      case MESSAGE -> messageHandler.answer(event, speaker(event));
    };
  }

  private Answer command(InboundEvent event, Sender sender) {
    return switch (event.what()) {
      case SlashCommands.VIDEO ->
          withPicture(event, event.picture(), p -> conversation.generate(sender, wish(event, p)));
      case SlashCommands.REMIX -> remix(event, sender, event.options().get(SlashCommands.SOURCE));
      case "jobs" -> conversation.jobs(sender);
      case "models" -> conversation.models(sender);
      case "usage" -> conversation.usage(sender);
      case "settings" -> conversation.settings(sender, new HashMap<>(event.options()));
      case "help" -> conversation.help(sender);
      case "forget" -> conversation.forget(sender);
      case "admin" ->
          conversation.admin(sender, event.options().getOrDefault(SlashCommands.LINE, ""));
      default -> sentence(event, "discord.unknown-command");
    };
  }

  private Answer remix(InboundEvent event, Sender sender, @Nullable String source) {
    if (source == null || source.isBlank()) {
      return conversation.remix(sender, wish(event, null), null);
    }
    String id = source.strip().replace("#", "").toUpperCase(Locale.ROOT);
    if (TaskId.isValid(id)) {
      return conversation.remixOf(sender, wish(event, null), new TaskId(id));
    }
    return MessageLink.read(source, event.where().channel())
        .map(messageRef -> conversation.remix(sender, wish(event, null), messageRef))
        .orElseGet(() -> sentence(event, "discord.no-such-video"));
  }

  private Answer press(InboundEvent event) {
    ButtonId button = ButtonId.parse(event.what()).orElse(null);
    MessageRef messageRef = event.onMessage();
    if (button == null || messageRef == null) {
      return sentence(event, "discord.stale-button");
    }
    if (event.ack() == Ack.EDIT && TaskId.isValid(button.target())) {
      event.pass().ifPresent(t -> tokens.renew(new TaskId(button.target()), t));
    }
    return conversation.press(speaker(event), button, event.origin(), messageRef, null);
  }

  private Answer form(InboundEvent event, Sender sender) {
    Modals.FormId id = Modals.FormId.parse(event.what()).orElse(null);
    return switch (id == null ? null : id.form()) {
      case REMIX -> conversation.remixOf(sender, wish(event, null), new TaskId(id.target()));
      case REMIX_ON -> conversation.remix(sender, wish(event, null), event.onMessage());
      case ANIMATE ->
          event.picture() == null
              ? sentence(event, "discord.picture-forgotten")
              : withPicture(
                  event, event.picture(), p -> conversation.generate(sender, wish(event, p)));
      case null -> sentence(event, "discord.stale-button");
    };
  }

  Answer withPicture(
      InboundEvent event,
      @Nullable Attached attached,
      Function<@Nullable ReferenceImage, Answer> next) {
    if (attached == null) {
      return next.apply(null);
    }
    return switch (attachments.take(attached)) {
      case AttachmentDownloader.Got.Taken(ReferenceImage image) -> next.apply(image);
      case AttachmentDownloader.Got.Problem(String key) -> sentence(event, key);
    };
  }

  private static RequestInput wish(InboundEvent event, @Nullable ReferenceImage image) {
    Map<String, String> said = event.options();
    return new RequestInput(
        event.origin(),
        said.getOrDefault(SlashCommands.PROMPT, ""),
        false,
        said.get(SlashCommands.MODEL),
        said.get(SlashCommands.DURATION),
        said.get(SlashCommands.ASPECT),
        said.get(SlashCommands.RESOLUTION),
        image);
  }

  private static Sender speaker(InboundEvent event) {
    return new Sender(
        event.person(),
        event.who().name(),
        event.address(),
        event.language(),
        Set.copyOf(event.who().roles()),
        event::moderator);
  }

  Answer sentence(InboundEvent event, String key, Object... args) {
    return new Answer.Reply(Message.of(texts.text(event.language(), key, args)), true);
  }

  Answer missing(InboundEvent event) {
    String names =
        event.missing().stream()
            .map(p -> texts.text(event.language(), "discord.right." + p))
            .collect(Collectors.joining(texts.text(event.language(), "list.comma")));
    return sentence(event, "discord.missing", names);
  }
}
