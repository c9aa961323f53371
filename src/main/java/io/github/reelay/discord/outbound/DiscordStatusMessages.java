package io.github.reelay.discord.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.ChannelLookup.Place;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.DiscordResult.Failed;
import io.github.reelay.discord.api.GatewayConnection;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.Reach;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
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
 * The writer of status messages: through the interaction's token while it lives (its own rate
 * limit), by the bot's own token afterwards, by the token alone where the bot is no member.
 */
public final class DiscordStatusMessages {
  private static final Logger log = LoggerFactory.getLogger(DiscordStatusMessages.class);

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

  private final GatewayConnection connection;
  private final ChannelLookup channels;
  private final InteractionTokens tokens;
  private final MessageTexts texts;
  private final InstantSource clock;
  private final Cache<String, Instant> edited =
      Caffeine.newBuilder().expireAfterWrite(OLD).maximumSize(20_000).build();

  public DiscordStatusMessages(
      GatewayConnection connection,
      ChannelLookup channels,
      InteractionTokens tokens,
      MessageTexts texts,
      InstantSource clock) {
    this.connection = connection;
    this.channels = channels;
    this.tokens = tokens;
    this.texts = texts;
    this.clock = clock;
  }

  StatusResult show(Task task, StatusView view) {
    MessageRef at = task.status().message();
    if (at != null && isVideo(task, at)) {
      return new StatusResult.Shown(at);
    }
    if (at != null) {
      Instant now = clock.instant();
      Duration age = Duration.between(TimeUtil.getTimeCreated(id(at)).toInstant(), now);
      if (age.compareTo(OLD) > 0 && !view.isFinal()) {
        return new StatusResult.Shown(at);
      }
      Instant last = edited.getIfPresent(at.id());
      Duration gap = view.isFinal() ? DiscordPlatform.GAP : gap(age);
      if (last != null && last.plus(gap).isAfter(now)) {
        return new StatusResult.RetryLater(Duration.between(now, last.plus(gap)));
      }
    }
    return write(
        task,
        List.of(Components.status(texts.status(view), footer(task, view), view.phase())),
        view.isFinal());
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
    return view.isFinal()
        ? ""
        : texts.text(
            view.language(), "discord.asked", "<t:" + task.acceptedAt().getEpochSecond() + ":R>");
  }

  /** Says something else in the place of the status. */
  StatusResult write(Task task, Message content, StatusView.Phase phase) {
    return write(task, List.of(Components.status(content, "", phase)), true);
  }

  private StatusResult write(
      Task task, Collection<? extends MessageTopLevelComponent> body, boolean last) {
    MessageRef at = task.status().message();
    Optional<InteractionToken> ticket = tokens.of(task);
    boolean tokenOnly = ticket.filter(t -> t.reach() == Reach.TOKEN_ONLY).isPresent();
    Optional<InteractionHook> hook =
        ticket.filter(t -> t.isAlive(clock.instant()) && t.owns(at)).flatMap(this::hook);
    if (hook.isPresent()) {
      DiscordResult<net.dv8tion.jda.api.entities.Message> result =
          ApiCalls.make(
              () -> patient(hook.get().editOriginal(MessageBodies.edit(body)), last || at == null));
      boolean otherWay =
          result.fold(
              _ -> false,
              f ->
                  f.trouble() == DiscordResult.Trouble.TICKET_DEAD
                      || f.trouble() == DiscordResult.Trouble.MESSAGE_GONE);
      if (!otherWay) {
        return result.fold(
            done -> shown(at == null ? new MessageRef(task.address().chat(), done.getId()) : at),
            f -> answer(task, f, at, last));
      }
    }
    if (tokenOnly) {
      return withoutToken(task, at, last);
    }
    // Fetched from another chat, the task's address is there, but its status message stays here.
    Destination destination =
        at == null || at.chat().equals(task.address().chat())
            ? task.address()
            : Destination.of(at.chat());
    return switch (channels.find(destination, task.requester().person().id())) {
      case Place.NotNow() -> new StatusResult.RetryLater(SOON);
      case Place.Gone() -> new StatusResult.Lost(FailureKind.CHAT_GONE);
      case Place.Open(MessageChannel channel, _) ->
          at == null ? post(task, channel, body) : edit(task, channel, at, body, last);
    };
  }

  /**
   * Progress that cannot be shown is no loss; last words wait for the token that a press brings.
   */
  private StatusResult withoutToken(Task task, @Nullable MessageRef at, boolean last) {
    if (at != null && !last) {
      return new StatusResult.Shown(at);
    }
    boolean pressable = task.acceptedAt().plus(PRESSABLE).isAfter(clock.instant());
    return at != null && pressable
        ? new StatusResult.RetryLater(UNTIL_PRESSED)
        : new StatusResult.Lost(FailureKind.TICKET_EXPIRED);
  }

  public Optional<InteractionHook> hook(InteractionToken token) {
    return connection.anyShard().map(jda -> InteractionHook.from(jda, token.token()));
  }

  private StatusResult post(
      Task task, MessageChannel channel, Collection<? extends MessageTopLevelComponent> body) {
    return ApiCalls.make(
            () -> {
              // The nonce lets Discord take a repeated post for what it is.
              MessageCreateAction action =
                  channel.sendMessage(MessageBodies.fresh(body)).setNonce("s" + task.id());
              String asked = task.address().replyTo();
              return asked == null
                  ? action
                  : action.setMessageReference(asked).failOnInvalidReply(false);
            })
        .fold(
            done -> shown(DiscordIds.message(channel.getId(), done.getId())),
            f -> answer(task, f, null, true));
  }

  private StatusResult edit(
      Task task,
      MessageChannel channel,
      MessageRef at,
      Collection<? extends MessageTopLevelComponent> body,
      boolean last) {
    DiscordResult<net.dv8tion.jda.api.entities.Message> result =
        ApiCalls.make(
            () -> patient(channel.editMessageById(at.id(), MessageBodies.edit(body)), last));
    if (result instanceof Failed<?>(var trouble, _)
        && trouble == DiscordResult.Trouble.MESSAGE_GONE
        && last) {
      return post(task, channel, body);
    }
    return result.fold(_ -> shown(at), f -> answer(task, f, at, last));
  }

  /** Last words wait as long as it takes. */
  private static <T> RestAction<T> patient(RestAction<T> action, boolean last) {
    return last ? action : action.timeout(PROGRESS_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private StatusResult shown(MessageRef message) {
    edited.put(message.id(), clock.instant());
    return new StatusResult.Shown(message);
  }

  private StatusResult answer(Task task, Failed<?> failed, @Nullable MessageRef at, boolean last) {
    return switch (failed.trouble()) {
      case TICKET_DEAD -> lost(task, failed, FailureKind.TICKET_EXPIRED);
      case CHANNEL_GONE -> lost(task, failed, FailureKind.CHAT_GONE);
      case FORBIDDEN, REFUSED, TOO_LARGE -> lost(task, failed, FailureKind.CHAT_FORBIDDEN);
      case MESSAGE_GONE, TOO_OLD ->
          at == null || last
              ? new StatusResult.RetryLater(Duration.ofMinutes(1))
              : new StatusResult.Shown(at);
      case HELD_BACK, UNCLEAR -> new StatusResult.RetryLater(SOON);
    };
  }

  private static StatusResult lost(Task task, Failed<?> failed, FailureKind kind) {
    log.atWarn()
        .addKeyValue("task", task.id())
        .addKeyValue("chat", task.address().chat())
        .log("the status message cannot be written any more: {}", failed.detail());
    return new StatusResult.Lost(kind);
  }
}
