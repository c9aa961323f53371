package io.github.reelay.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Wording;
import io.github.reelay.discord.Outcome.Failed;
import io.github.reelay.discord.Places.Place;
import io.github.reelay.discord.Ticket.Reach;
import io.github.reelay.task.Address;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes status messages: through the interaction's token while it lives (its own rate limit), by
 * the bot's own token afterwards, by the token alone where the bot is no member.
 */
final class StatusMessages {
  private static final Logger log = LoggerFactory.getLogger(StatusMessages.class);

  /** Progress that waits longer than this in a rate limit is not worth showing. */
  private static final Duration PROGRESS_WAIT = Duration.ofSeconds(15);

  private static final Duration SOON = Duration.ofSeconds(3);

  /**
   * Edits of messages older than an hour have a low limit of their own (30046): last words only.
   */
  private static final Duration OLD = Duration.ofHours(1);

  /** Looks once in a while whether a press has brought a token; asks nobody. */
  private static final Duration UNTIL_PRESSED = Duration.ofMinutes(2);

  /** Files are kept for about so long, and after that nobody presses Fetch. */
  private static final Duration PRESSABLE = Duration.ofDays(3);

  private final Connection connection;
  private final Places places;
  private final Tickets tickets;
  private final Wording wording;
  private final InstantSource clock;
  private final Cache<String, Instant> edited =
      Caffeine.newBuilder().expireAfterWrite(OLD).maximumSize(20_000).build();

  StatusMessages(
      Connection connection, Places places, Tickets tickets, Wording wording, InstantSource clock) {
    this.connection = connection;
    this.places = places;
    this.tickets = tickets;
    this.wording = wording;
    this.clock = clock;
  }

  ShowAnswer show(Task task, StatusView view) {
    MessageRef at = task.status().message();
    if (at != null && isVideo(task, at)) {
      return new ShowAnswer.Shown(at);
    }
    if (at != null) {
      Instant now = clock.instant();
      Duration age = Duration.between(TimeUtil.getTimeCreated(id(at)).toInstant(), now);
      if (age.compareTo(OLD) > 0 && !view.isLast()) {
        return new ShowAnswer.Shown(at);
      }
      Instant last = edited.getIfPresent(at.id());
      Duration gap = view.isLast() ? DiscordPlatform.GAP : gap(age);
      if (last != null && last.plus(gap).isAfter(now)) {
        return new ShowAnswer.Later(Duration.between(now, last.plus(gap)));
      }
    }
    return write(
        task,
        List.of(Looks.status(wording.status(view), footer(task, view), view.phase())),
        view.isLast());
  }

  /** The video has taken the status message's place, or a link has: nothing may replace it. */
  private static boolean isVideo(Task task, MessageRef status) {
    return task.state() instanceof TaskState.Delivered delivered
        && delivered.message().equals(status);
  }

  private static long id(MessageRef message) {
    return Long.parseUnsignedLong(message.id());
  }

  /** The longer it takes, the less a few per cent more are news. */
  private static Duration gap(Duration age) {
    if (age.toMinutes() < 2) {
      return DiscordPlatform.GAP;
    }
    return Duration.ofSeconds(age.toMinutes() < 10 ? 5 : 15);
  }

  private String footer(Task task, StatusView view) {
    return view.isLast()
        ? ""
        : wording.text(
            view.language(), "discord.asked", "<t:" + task.acceptedAt().getEpochSecond() + ":R>");
  }

  /** Says something else in the place of the status. */
  ShowAnswer write(Task task, Message words, StatusView.Phase phase) {
    return write(task, List.of(Looks.status(words, "", phase)), true);
  }

  private ShowAnswer write(
      Task task, Collection<? extends MessageTopLevelComponent> body, boolean last) {
    MessageRef at = task.status().message();
    Optional<Ticket> ticket = tickets.of(task);
    boolean tokenOnly = ticket.filter(t -> t.reach() == Reach.TOKEN_ONLY).isPresent();
    Optional<InteractionHook> hook =
        ticket.filter(t -> t.isAlive(clock.instant()) && t.owns(at)).flatMap(this::hook);
    if (hook.isPresent()) {
      Outcome<net.dv8tion.jda.api.entities.Message> outcome =
          Calls.make(() -> patient(hook.get().editOriginal(Edits.edit(body)), last || at == null));
      boolean otherWay =
          outcome.fold(
              _ -> false,
              f ->
                  f.trouble() == Outcome.Trouble.TICKET_DEAD
                      || f.trouble() == Outcome.Trouble.MESSAGE_GONE);
      if (!otherWay) {
        return outcome.fold(
            done -> shown(at == null ? new MessageRef(task.address().chat(), done.getId()) : at),
            f -> answer(task, f, at, last));
      }
    }
    if (tokenOnly) {
      return withoutToken(task, at, last);
    }
    // Fetched from another chat, the task's address is there, but its status message stays here.
    Address address =
        at == null || at.chat().equals(task.address().chat())
            ? task.address()
            : Address.of(at.chat());
    return switch (places.find(address, task.requester().person().id())) {
      case Place.NotNow() -> new ShowAnswer.Later(SOON);
      case Place.Gone() -> new ShowAnswer.Lost(FailureKind.CHAT_GONE);
      case Place.Open(MessageChannel channel, _) ->
          at == null ? post(task, channel, body) : edit(task, channel, at, body, last);
    };
  }

  /**
   * Progress that cannot be shown is no loss; last words wait for the token that a press brings.
   */
  private ShowAnswer withoutToken(Task task, @Nullable MessageRef at, boolean last) {
    if (at != null && !last) {
      return new ShowAnswer.Shown(at);
    }
    boolean pressable = task.acceptedAt().plus(PRESSABLE).isAfter(clock.instant());
    return at != null && pressable
        ? new ShowAnswer.Later(UNTIL_PRESSED)
        : new ShowAnswer.Lost(FailureKind.TICKET_EXPIRED);
  }

  Optional<InteractionHook> hook(Ticket ticket) {
    return connection.anyShard().map(jda -> InteractionHook.from(jda, ticket.token()));
  }

  private ShowAnswer post(
      Task task, MessageChannel channel, Collection<? extends MessageTopLevelComponent> body) {
    return Calls.make(
            () -> {
              // The nonce lets Discord take a repeated post for what it is.
              MessageCreateAction action =
                  channel.sendMessage(Edits.fresh(body)).setNonce("s" + task.id());
              String asked = task.address().replyTo();
              return asked == null
                  ? action
                  : action.setMessageReference(asked).failOnInvalidReply(false);
            })
        .fold(
            done -> shown(DiscordNames.message(channel.getId(), done.getId())),
            f -> answer(task, f, null, true));
  }

  private ShowAnswer edit(
      Task task,
      MessageChannel channel,
      MessageRef at,
      Collection<? extends MessageTopLevelComponent> body,
      boolean last) {
    Outcome<net.dv8tion.jda.api.entities.Message> outcome =
        Calls.make(() -> patient(channel.editMessageById(at.id(), Edits.edit(body)), last));
    if (outcome instanceof Failed<?>(var trouble, _)
        && trouble == Outcome.Trouble.MESSAGE_GONE
        && last) {
      return post(task, channel, body);
    }
    return outcome.fold(_ -> shown(at), f -> answer(task, f, at, last));
  }

  /** Last words wait as long as it takes. */
  private static <T> RestAction<T> patient(RestAction<T> action, boolean last) {
    return last ? action : action.timeout(PROGRESS_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ShowAnswer shown(MessageRef message) {
    edited.put(message.id(), clock.instant());
    return new ShowAnswer.Shown(message);
  }

  private ShowAnswer answer(Task task, Failed<?> failed, @Nullable MessageRef at, boolean last) {
    return switch (failed.trouble()) {
      case TICKET_DEAD -> lost(task, failed, FailureKind.TICKET_EXPIRED);
      case CHANNEL_GONE -> lost(task, failed, FailureKind.CHAT_GONE);
      case FORBIDDEN, REFUSED, TOO_LARGE -> lost(task, failed, FailureKind.CHAT_FORBIDDEN);
      case MESSAGE_GONE, TOO_OLD ->
          at == null || last
              ? new ShowAnswer.Later(Duration.ofMinutes(1))
              : new ShowAnswer.Shown(at);
      case HELD_BACK, UNCLEAR -> new ShowAnswer.Later(SOON);
    };
  }

  private static ShowAnswer lost(Task task, Failed<?> failed, FailureKind why) {
    log.atWarn()
        .addKeyValue("task", task.id())
        .addKeyValue("chat", task.address().chat())
        .log("the status message cannot be written any more: {}", failed.detail());
    return new ShowAnswer.Lost(why);
  }
}
