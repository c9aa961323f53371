package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.ChannelLookup.LookupResult;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.discord.api.DiscordResult.Failed;
import io.github.reelay.discord.api.GatewayConnection;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.BotAccess;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
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
  private static final Duration PROGRESS_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

  /** Looks once in a while whether a press has brought a token; asks nobody. */
  private static final Duration TOKEN_RETRY_DELAY = Duration.ofMinutes(2);

  /** After this nobody presses Fetch; its last words would wait for ever. */
  private static final Duration FETCH_BUTTON_TTL = Duration.ofDays(3);

  private final GatewayConnection connection;
  private final ChannelLookup channels;
  private final InteractionTokens tokens;
  private final MessageTexts texts;
  private final InstantSource clock;
  private final AutoModRetry autoMod;

  public DiscordStatusMessages(
      GatewayConnection connection,
      ChannelLookup channels,
      InteractionTokens tokens,
      MessageTexts texts,
      InstantSource clock,
      AutoModRetry autoMod) {
    this.autoMod = autoMod;
    this.connection = connection;
    this.channels = channels;
    this.tokens = tokens;
    this.texts = texts;
    this.clock = clock;
  }

  StatusResult show(Task task, StatusView view) {
    MessageRef messageRef = task.status().message();
    // The video has taken the status message's place, or a link has: nothing may replace it.
    if (messageRef != null && task.isDeliveredAs(messageRef)) {
      return new StatusResult.Shown(messageRef);
    }
    return write(
        task, new StatusBody(texts.status(view), footer(task, view), view.phase()), view.isFinal());
  }

  /** By the token while it lives, which needs no right in the channel, then by the bot's own. */
  StatusResult remove(Task task, StatusView view) {
    MessageRef messageRef = task.status().message();
    if (messageRef == null || task.isDeliveredAs(messageRef)) {
      return show(task, view);
    }
    Optional<InteractionHook> hook =
        tokens
            .latest(task)
            .filter(t -> t.isAlive(clock.instant()) && t.canEdit(messageRef))
            .flatMap(this::hook);
    return hook.flatMap(h -> removed(messageRef, ApiCalls.execute(h::deleteOriginal)))
        .or(() -> removedInChannel(task, messageRef))
        .orElseGet(() -> show(task, view));
  }

  private Optional<StatusResult> removedInChannel(Task task, MessageRef message) {
    return channels.find(place(task, message), task.requester().person().id())
            instanceof LookupResult.Found(MessageChannel channel, _)
        ? removed(
            message,
            ApiCalls.execute(() -> channel.deleteMessageById(DiscordIds.messageId(message))))
        : Optional.empty();
  }

  /** Empty if it cannot be taken away like this. */
  private static Optional<StatusResult> removed(MessageRef message, DiscordResult<Void> answer) {
    return answer.fold(
        _ -> Optional.of(new StatusResult.Shown(message)),
        failed ->
            switch (failed.error()) {
              case MESSAGE_GONE -> Optional.of(new StatusResult.Shown(message));
              case NOT_SENT, UNCLEAR -> Optional.of(new StatusResult.RetryLater(RETRY_DELAY));
              case TOKEN_EXPIRED,
                  CHANNEL_GONE,
                  FORBIDDEN,
                  TOO_LARGE,
                  TOO_OLD,
                  WORDS_BLOCKED,
                  THREAD_CLOSED,
                  REFUSED ->
                  Optional.empty();
            });
  }

  private String footer(Task task, StatusView view) {
    return view.isFinal()
        ? ""
        : texts.text(
            view.language(), "discord.asked", "<t:" + task.acceptedAt().getEpochSecond() + ":R>");
  }

  /** Says something else in the place of the status. */
  StatusResult write(Task task, Message content, StatusView.Phase phase) {
    return write(task, new StatusBody(content, "", phase), true);
  }

  /** A status message before it becomes components. */
  private record StatusBody(Message content, String footer, StatusView.Phase phase) {
    List<Container> with(Message words) {
      return List.of(Components.status(words, footer, phase));
    }
  }

  private <T> DiscordResult<T> say(
      Task task, StatusBody body, Function<List<Container>, ? extends RestAction<T>> call) {
    Function<Message, DiscordResult<T>> one =
        words -> ApiCalls.execute(() -> call.apply(body.with(words)));
    DiscordResult<T> result = autoMod.say(task.id().value(), body.content(), one);
    if (AutoModRetry.isRefused(result) && !task.status().exists()) {
      // Nothing will come of the task, and "thinking…" would stay for ever.
      var _ =
          one.apply(Message.of(texts.text(task.requester().language(), "discord.words-blocked")));
    }
    return result;
  }

  private StatusResult write(Task task, StatusBody body, boolean last) {
    MessageRef messageRef = task.status().message();
    Destination place = place(task, messageRef);
    Optional<InteractionToken> token = tokens.latest(task);
    boolean tokenOnly = token.filter(t -> t.access() == BotAccess.TOKEN_ONLY).isPresent();
    boolean closed = messageRef != null && !tokenOnly && channels.isClosedThread(place);
    // Whoever closed the thread is not to see it reopened for progress; a last word may do so.
    if (messageRef != null && closed && !last) {
      return new StatusResult.Shown(messageRef);
    }
    Optional<InteractionHook> hook =
        token
            .filter(t -> !closed && t.isAlive(clock.instant()) && t.canEdit(messageRef))
            .flatMap(this::hook);
    if (hook.isPresent()) {
      DiscordResult<net.dv8tion.jda.api.entities.Message> result =
          say(
              task,
              body,
              parts ->
                  withTimeout(
                      hook.get().editOriginal(MessageBodies.edit(parts)),
                      last || messageRef == null));
      boolean otherWay =
          result.fold(
              _ -> false,
              f ->
                  switch (f.error()) {
                    case TOKEN_EXPIRED, MESSAGE_GONE -> true;
                    case THREAD_CLOSED -> last || messageRef == null;
                    default -> false;
                  });
      if (!otherWay) {
        return result.fold(
            done ->
                new StatusResult.Shown(
                    messageRef == null
                        ? DiscordIds.messageRef(task.address(), done.getId())
                        : messageRef),
            f -> toStatusResult(task, f, messageRef, last));
      }
    }
    if (tokenOnly) {
      return resultWithoutToken(task, messageRef, last);
    }
    return switch (channels.find(place, task.requester().person().id())) {
      case LookupResult.Unavailable() -> new StatusResult.RetryLater(RETRY_DELAY);
      case LookupResult.Gone() -> new StatusResult.Lost(FailureKind.CHAT_GONE);
      case LookupResult.Found(MessageChannel channel, _) ->
          messageRef == null
              ? post(task, place, channel, body, "s")
              : edit(task, channel, messageRef, body, last);
    };
  }

  /** Fetched from another chat, the task's address is there, but its status message stays here. */
  private static Destination place(Task task, @Nullable MessageRef messageRef) {
    return messageRef == null
            || DiscordIds.channelId(messageRef).equals(DiscordIds.channelId(task.address()))
        ? task.address()
        : DiscordIds.placeOf(messageRef, task.address().server());
  }

  /**
   * Progress that cannot be shown is no loss; last words wait for the token that a press brings.
   */
  private StatusResult resultWithoutToken(
      Task task, @Nullable MessageRef messageRef, boolean last) {
    if (messageRef != null && !last) {
      return new StatusResult.Shown(messageRef);
    }
    boolean pressable = task.acceptedAt().plus(FETCH_BUTTON_TTL).isAfter(clock.instant());
    return messageRef != null && pressable
        ? new StatusResult.RetryLater(TOKEN_RETRY_DELAY)
        : new StatusResult.Lost(FailureKind.TICKET_EXPIRED);
  }

  public Optional<InteractionHook> hook(InteractionToken token) {
    return connection.anyShard().map(jda -> InteractionHook.from(jda, token.token()));
  }

  /**
   * @param nonce what Discord knows a repeated post by, so that a last word is not taken for the
   *     first one of some minutes ago
   */
  private StatusResult post(
      Task task, Destination place, MessageChannel channel, StatusBody body, String nonce) {
    return say(
            task,
            body,
            parts -> {
              // The nonce lets Discord take a repeated post for what it is.
              MessageCreateAction action =
                  channel.sendMessage(MessageBodies.create(parts)).setNonce(nonce + task.id());
              String asked = task.address().replyTo();
              return asked == null
                  ? action
                  : action.setMessageReference(asked).failOnInvalidReply(false);
            })
        .fold(
            done -> new StatusResult.Shown(DiscordIds.messageRef(place, done.getId())),
            // A message reopens a closed thread, unless it is locked: nothing can be said there.
            f ->
                f.error() == DiscordResult.DiscordError.THREAD_CLOSED
                    ? lost(task, f, FailureKind.CHAT_FORBIDDEN)
                    : toStatusResult(task, f, null, true));
  }

  private StatusResult edit(
      Task task, MessageChannel channel, MessageRef messageRef, StatusBody body, boolean last) {
    DiscordResult<net.dv8tion.jda.api.entities.Message> result =
        say(
            task,
            body,
            parts ->
                withTimeout(
                    channel.editMessageById(
                        DiscordIds.messageId(messageRef), MessageBodies.edit(parts)),
                    last));
    if (result instanceof Failed<?>(var error, _)
        && (error == DiscordResult.DiscordError.MESSAGE_GONE
            || error == DiscordResult.DiscordError.THREAD_CLOSED)
        && last) {
      return post(task, place(task, messageRef), channel, body, "l");
    }
    return result.fold(
        _ -> new StatusResult.Shown(messageRef), f -> toStatusResult(task, f, messageRef, last));
  }

  /** Last words wait as long as it takes. */
  private static <T> RestAction<T> withTimeout(RestAction<T> action, boolean last) {
    return last ? action : action.timeout(PROGRESS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private StatusResult toStatusResult(
      Task task, Failed<?> failed, @Nullable MessageRef messageRef, boolean last) {
    return switch (failed.error()) {
      case TOKEN_EXPIRED -> lost(task, failed, FailureKind.TICKET_EXPIRED);
      case CHANNEL_GONE -> lost(task, failed, FailureKind.CHAT_GONE);
      case FORBIDDEN, REFUSED, WORDS_BLOCKED, TOO_LARGE ->
          lost(task, failed, FailureKind.CHAT_FORBIDDEN);
      case MESSAGE_GONE, TOO_OLD, THREAD_CLOSED ->
          messageRef == null || last
              ? new StatusResult.RetryLater(Duration.ofMinutes(1))
              : new StatusResult.Shown(messageRef);
      case NOT_SENT, UNCLEAR -> new StatusResult.RetryLater(RETRY_DELAY);
    };
  }

  private static StatusResult lost(Task task, Failed<?> failed, FailureKind kind) {
    log.atWarn()
        .addKeyValue("task", task.id())
        .addKeyValue("chat", task.address().chat())
        .log("The status message cannot be written any more: {}", failed.detail());
    return new StatusResult.Lost(kind);
  }
}
