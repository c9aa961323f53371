package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.Wording;
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
 * Goes on with what was heard, once Discord has been acknowledged: calls the {@link Conversation}
 * and has its answer said. The same for an event of now and one found in the inbox at start.
 */
public final class EventHandler {
  private static final Logger log = LoggerFactory.getLogger(EventHandler.class);

  /** A message that nobody answered for so long is not answered after a restart either. */
  private static final Duration STALE = Duration.ofMinutes(10);

  /** What may cost money, and so needs a place to post the result. */
  private static final Set<String> SPENDING =
      Set.of("again", "try-anyway", "generate", SlashCommands.VIDEO, SlashCommands.REMIX);

  private final Conversation conversation;
  private final Wording wording;
  private final EventInbox inbox;
  private final AttachmentDownloader pictures;
  private final DiscordResponder mouth;
  private final InteractionTokens tickets;
  private final InstantSource clock;
  private final DiscordMessageHandler messages;

  public EventHandler(
      Conversation conversation,
      Wording wording,
      EventInbox inbox,
      AttachmentDownloader pictures,
      DiscordResponder mouth,
      InteractionTokens tickets,
      InstantSource clock) {
    this.conversation = conversation;
    this.wording = wording;
    this.inbox = inbox;
    this.pictures = pictures;
    this.mouth = mouth;
    this.tickets = tickets;
    this.clock = clock;
    this.messages = new DiscordMessageHandler(conversation, this);
  }

  /** Never throws: a fault is logged and the person told. */
  void goOn(InboundEvent heard) {
    try {
      mouth.answer(heard, answer(heard));
    } catch (RuntimeException fault) {
      log.atError()
          .setCause(fault)
          .addKeyValue("chat", DiscordIds.chat(heard.where().channel()))
          .log("{} could not be handled, the person is told", heard);
      mouth.answer(heard, sentence(heard, "discord.broken"));
    }
    inbox.done(DiscordIds.PLATFORM, heard.id());
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
        inbox.done(DiscordIds.PLATFORM, event.key());
      } else {
        log.atInfo().log("going on with {}, which was heard before the restart", heard);
        Thread.ofVirtual().start(() -> goOn(heard));
      }
    }
  }

  private boolean isTooLate(InboundEvent heard) {
    return heard.ack() == Ack.NONE
        ? event(heard).plus(STALE).isBefore(clock.instant())
        : heard.pass().filter(t -> t.isAlive(clock.instant())).isEmpty();
  }

  private static java.time.Instant event(InboundEvent heard) {
    return java.time.Instant.ofEpochMilli(heard.at());
  }

  private Answer answer(InboundEvent heard) {
    String first = heard.what().split("[ :]", 2)[0];
    boolean spends = heard.kind() == InboundEvent.Kind.FORM || SPENDING.contains(first);
    if (spends && !heard.missing().isEmpty()) {
      return missing(heard);
    }
    return switch (heard.kind()) {
      case COMMAND -> command(heard, speaker(heard));
      case BUTTON -> press(heard);
      case FORM -> form(heard, speaker(heard));
      case MESSAGE -> messages.answer(heard, speaker(heard));
    };
  }

  private Answer command(InboundEvent heard, Sender speaker) {
    return switch (heard.what()) {
      case SlashCommands.VIDEO ->
          withPicture(heard, heard.picture(), p -> conversation.generate(speaker, wish(heard, p)));
      case SlashCommands.REMIX -> remix(heard, speaker, heard.options().get(SlashCommands.SOURCE));
      case "jobs" -> conversation.jobs(speaker);
      case "models" -> conversation.models(speaker);
      case "usage" -> conversation.usage(speaker);
      case "settings" -> conversation.settings(speaker, new HashMap<>(heard.options()));
      case "help" -> conversation.help(speaker);
      case "forget" -> conversation.forget(speaker);
      case "admin" ->
          conversation.admin(speaker, heard.options().getOrDefault(SlashCommands.LINE, ""));
      default -> sentence(heard, "discord.unknown-command");
    };
  }

  private Answer remix(InboundEvent heard, Sender speaker, @Nullable String source) {
    if (source == null || source.isBlank()) {
      return conversation.remix(speaker, wish(heard, null), null);
    }
    String id = source.strip().replace("#", "").toUpperCase(Locale.ROOT);
    if (TaskId.isValid(id)) {
      return conversation.remixOf(speaker, wish(heard, null), new TaskId(id));
    }
    return MessageLink.read(source, heard.where().channel())
        .map(on -> conversation.remix(speaker, wish(heard, null), on))
        .orElseGet(() -> sentence(heard, "discord.no-such-video"));
  }

  private Answer press(InboundEvent heard) {
    ButtonId button = ButtonId.read(heard.what()).orElse(null);
    MessageRef on = heard.onMessage();
    if (button == null || on == null) {
      return sentence(heard, "discord.stale-button");
    }
    if (heard.ack() == Ack.EDIT && TaskId.isValid(button.target())) {
      heard.pass().ifPresent(t -> tickets.renew(new TaskId(button.target()), t));
    }
    return conversation.press(speaker(heard), button, heard.origin(), on, null);
  }

  private Answer form(InboundEvent heard, Sender speaker) {
    ButtonId form = ButtonId.read(heard.what()).orElse(new ButtonId("none", "none"));
    MessageRef on = heard.onMessage();
    return switch (form.action()) {
      case Modals.REMIX ->
          conversation.remixOf(speaker, wish(heard, null), new TaskId(form.target()));
      case Modals.REMIX_ON -> conversation.remix(speaker, wish(heard, null), on);
      case Modals.ANIMATE ->
          heard.picture() == null
              ? sentence(heard, "discord.picture-forgotten")
              : withPicture(
                  heard, heard.picture(), p -> conversation.generate(speaker, wish(heard, p)));
      default -> sentence(heard, "discord.stale-button");
    };
  }

  Answer withPicture(
      InboundEvent heard,
      @Nullable Attached attached,
      Function<@Nullable ReferenceImage, Answer> next) {
    if (attached == null) {
      return next.apply(null);
    }
    return switch (pictures.take(attached)) {
      case AttachmentDownloader.Got.Taken(ReferenceImage picture) -> next.apply(picture);
      case AttachmentDownloader.Got.Problem(String key) -> sentence(heard, key);
    };
  }

  private static RequestInput wish(InboundEvent heard, @Nullable ReferenceImage picture) {
    Map<String, String> said = heard.options();
    return new RequestInput(
        heard.origin(),
        said.getOrDefault(SlashCommands.PROMPT, ""),
        false,
        said.get(SlashCommands.MODEL),
        said.get(SlashCommands.DURATION),
        said.get(SlashCommands.ASPECT),
        said.get(SlashCommands.RESOLUTION),
        picture);
  }

  private static Sender speaker(InboundEvent heard) {
    return new Sender(
        heard.person(),
        heard.who().name(),
        heard.address(),
        heard.language(),
        Set.copyOf(heard.who().roles()),
        heard::moderator);
  }

  Answer sentence(InboundEvent heard, String key, Object... args) {
    return new Answer.Say(Message.of(wording.text(heard.language(), key, args)), true);
  }

  Answer missing(InboundEvent heard) {
    String names =
        heard.missing().stream()
            .map(p -> wording.text(heard.language(), "discord.right." + p))
            .collect(Collectors.joining(wording.text(heard.language(), "list.comma")));
    return sentence(heard, "discord.missing", names);
  }
}
