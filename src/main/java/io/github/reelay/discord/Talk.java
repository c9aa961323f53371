package io.github.reelay.discord;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Inbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Speaker;
import io.github.reelay.conversation.Wish;
import io.github.reelay.conversation.Wording;
import io.github.reelay.discord.Heard.Ack;
import io.github.reelay.discord.Heard.Attached;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Picture;
import io.github.reelay.task.TaskId;
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
final class Talk {
  private static final Logger log = LoggerFactory.getLogger(Talk.class);

  /** A message that nobody answered for so long is not answered after a restart either. */
  private static final Duration STALE = Duration.ofMinutes(10);

  /** What may cost money, and so needs a place to post the result. */
  private static final Set<String> SPENDING =
      Set.of("again", "try-anyway", "generate", SlashCommands.VIDEO, SlashCommands.REMIX);

  private final Conversation conversation;
  private final Wording wording;
  private final Inbox inbox;
  private final Pictures pictures;
  private final Mouth mouth;
  private final Tickets tickets;
  private final InstantSource clock;
  private final Messages messages;

  Talk(
      Conversation conversation,
      Wording wording,
      Inbox inbox,
      Pictures pictures,
      Mouth mouth,
      Tickets tickets,
      InstantSource clock) {
    this.conversation = conversation;
    this.wording = wording;
    this.inbox = inbox;
    this.pictures = pictures;
    this.mouth = mouth;
    this.tickets = tickets;
    this.clock = clock;
    this.messages = new Messages(conversation, this);
  }

  /** Never throws: a fault is logged and the person told. */
  void goOn(Heard heard) {
    try {
      mouth.answer(heard, answer(heard));
    } catch (RuntimeException fault) {
      log.atError()
          .setCause(fault)
          .addKeyValue("chat", DiscordNames.chat(heard.where().channel()))
          .log("{} could not be handled, the person is told", heard);
      mouth.answer(heard, sentence(heard, "discord.broken"));
    }
    inbox.done(DiscordNames.PLATFORM, heard.id());
  }

  /**
   * Goes on with events an earlier run of the program did not come to.
   *
   * @param left read before the gateway was opened, so none of them is being handled by this run
   */
  void catchUp(List<Inbox.Event> left) {
    for (Inbox.Event event : left) {
      Heard heard = Heard.read(event).orElse(null);
      if (heard == null || isTooLate(heard)) {
        inbox.done(DiscordNames.PLATFORM, event.key());
      } else {
        log.atInfo().log("going on with {}, which was heard before the restart", heard);
        Thread.ofVirtual().start(() -> goOn(heard));
      }
    }
  }

  private boolean isTooLate(Heard heard) {
    return heard.ack() == Ack.NONE
        ? event(heard).plus(STALE).isBefore(clock.instant())
        : heard.pass().filter(t -> t.isAlive(clock.instant())).isEmpty();
  }

  private static java.time.Instant event(Heard heard) {
    return java.time.Instant.ofEpochMilli(heard.at());
  }

  private Answer answer(Heard heard) {
    String first = heard.what().split("[ :]", 2)[0];
    boolean spends = heard.kind() == Heard.Kind.FORM || SPENDING.contains(first);
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

  private Answer command(Heard heard, Speaker speaker) {
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

  private Answer remix(Heard heard, Speaker speaker, @Nullable String source) {
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

  private Answer press(Heard heard) {
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

  private Answer form(Heard heard, Speaker speaker) {
    ButtonId form = ButtonId.read(heard.what()).orElse(new ButtonId("none", "none"));
    MessageRef on = heard.onMessage();
    return switch (form.action()) {
      case Forms.REMIX ->
          conversation.remixOf(speaker, wish(heard, null), new TaskId(form.target()));
      case Forms.REMIX_ON -> conversation.remix(speaker, wish(heard, null), on);
      case Forms.ANIMATE ->
          heard.picture() == null
              ? sentence(heard, "discord.picture-forgotten")
              : withPicture(
                  heard, heard.picture(), p -> conversation.generate(speaker, wish(heard, p)));
      default -> sentence(heard, "discord.stale-button");
    };
  }

  Answer withPicture(
      Heard heard, @Nullable Attached attached, Function<@Nullable Picture, Answer> next) {
    if (attached == null) {
      return next.apply(null);
    }
    return switch (pictures.take(attached)) {
      case Pictures.Got.Taken(Picture picture) -> next.apply(picture);
      case Pictures.Got.Problem(String key) -> sentence(heard, key);
    };
  }

  private static Wish wish(Heard heard, @Nullable Picture picture) {
    Map<String, String> said = heard.options();
    return new Wish(
        heard.origin(),
        said.getOrDefault(SlashCommands.PROMPT, ""),
        false,
        said.get(SlashCommands.MODEL),
        said.get(SlashCommands.DURATION),
        said.get(SlashCommands.ASPECT),
        said.get(SlashCommands.RESOLUTION),
        picture);
  }

  private static Speaker speaker(Heard heard) {
    return new Speaker(
        heard.person(),
        heard.who().name(),
        heard.address(),
        heard.language(),
        Set.copyOf(heard.who().roles()),
        heard::moderator);
  }

  Answer sentence(Heard heard, String key, Object... args) {
    return new Answer.Say(Message.of(wording.text(heard.language(), key, args)), true);
  }

  Answer missing(Heard heard) {
    String names =
        heard.missing().stream()
            .map(p -> wording.text(heard.language(), "discord.right." + p))
            .collect(Collectors.joining(wording.text(heard.language(), "list.comma")));
    return sentence(heard, "discord.missing", names);
  }
}
