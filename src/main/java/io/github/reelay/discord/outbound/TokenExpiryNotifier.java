package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.InteractionToken;
import io.github.reelay.discord.api.InteractionToken.BotAccess;
import io.github.reelay.discord.api.InteractionTokens;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The notices before an interaction token expires: where only the token can speak, they say how the
 * video is had, and progress goes on when a press has brought a new token. Stands before {@link
 * DiscordStatusMessages}.
 *
 * <p>Thread-safe: one task's status is written by one thread at a time, so a farewell never
 * replaces a last word.
 */
public final class TokenExpiryNotifier {
  public static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

  private final DiscordStatusMessages statusMessages;
  private final InteractionTokens tokens;
  private final MessageTexts texts;
  private final InstantSource clock;
  private final Map<TaskId, TokenOnlyStatus> tokenOnlyStatuses = new ConcurrentHashMap<>();
  private final List<ReentrantLock> locks =
      IntStream.range(0, 64).mapToObj(_ -> new ReentrantLock()).toList();

  /**
   * A task that is shown through a token alone.
   *
   * @param announcedToken the ticket whose end was announced
   */
  private record TokenOnlyStatus(
      Task task, StatusView view, @Nullable InteractionToken announcedToken) {}

  public TokenExpiryNotifier(
      DiscordStatusMessages statusMessages,
      InteractionTokens tokens,
      MessageTexts texts,
      InstantSource clock) {
    this.statusMessages = statusMessages;
    this.tokens = tokens;
    this.texts = texts;
    this.clock = clock;
  }

  StatusResult show(Task task, StatusView view) {
    ReentrantLock lock = lockFor(task.id());
    lock.lock();
    try {
      Optional<InteractionToken> token =
          tokens.latest(task).filter(t -> t.access() == BotAccess.TOKEN_ONLY);
      if (view.isFinal() || token.isEmpty()) {
        tokenOnlyStatuses.remove(task.id());
        return statusMessages.show(task, view);
      }
      TokenOnlyStatus previous = tokenOnlyStatuses.get(task.id());
      InteractionToken announcedToken = previous == null ? null : previous.announcedToken();
      if (task.status().exists() && token.get().isAboutToExpire(clock.instant())) {
        return token.get().equals(announcedToken)
            ? keepNotice(task, view, announcedToken)
            : showNotice(task, view, token.get());
      }
      StatusResult result = statusMessages.show(task, view);
      if (result instanceof StatusResult.Shown(var messageRef)) {
        tokenOnlyStatuses.put(
            task.id(),
            new TokenOnlyStatus(
                task.withStatus(task.status().shown(messageRef, "", clock.instant())), view, null));
      }
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #show}; where the token alone can speak, the video is in the status' place. */
  StatusResult remove(Task task, StatusView view) {
    boolean tokenOnly =
        tokens.latest(task).filter(t -> t.access() == BotAccess.TOKEN_ONLY).isPresent();
    return tokenOnly ? show(task, view) : statusMessages.remove(task, view);
  }

  /** The video comes: nothing more is to be written over it. */
  void forget(TaskId task) {
    ReentrantLock lock = lockFor(task);
    lock.lock();
    try {
      tokenOnlyStatuses.remove(task);
    } finally {
      lock.unlock();
    }
  }

  /** Called every {@link #SWEEP_INTERVAL}. */
  public void sweep() {
    for (TaskId id : tokenOnlyStatuses.keySet()) {
      ReentrantLock lock = lockFor(id);
      lock.lock();
      try {
        TokenOnlyStatus status = tokenOnlyStatuses.get(id);
        if (status != null) {
          refresh(status);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void refresh(TokenOnlyStatus status) {
    InteractionToken token = tokens.latest(status.task()).orElse(null);
    if (token == null || token.equals(status.announcedToken())) {
      return;
    }
    if (token.isAboutToExpire(clock.instant())) {
      showNotice(status.task(), status.view(), token);
    } else if (status.announcedToken() != null) {
      statusMessages.show(status.task(), status.view());
      tokenOnlyStatuses.put(
          status.task().id(), new TokenOnlyStatus(status.task(), status.view(), null));
    }
  }

  private StatusResult keepNotice(
      Task task, StatusView view, @Nullable InteractionToken announcedToken) {
    tokenOnlyStatuses.put(task.id(), new TokenOnlyStatus(task, view, announcedToken));
    return new StatusResult.Shown(java.util.Objects.requireNonNull(task.status().message()));
  }

  private StatusResult showNotice(Task task, StatusView view, InteractionToken token) {
    Locale language = view.language();
    RichText text =
        RichText.builder()
            .append(texts.status(view).text())
            .newLine()
            .plain(texts.text(language, "discord.farewell"))
            .build();
    Button fetch =
        new Button(
            new ButtonId(ButtonAction.FETCH, task.id().value()),
            texts.text(language, ButtonAction.FETCH.labelKey()),
            Button.Style.PRIMARY);
    StatusResult result =
        statusMessages.write(
            task, new Message(text, List.of(List.of(fetch))), StatusView.Phase.KEPT);
    tokenOnlyStatuses.put(task.id(), new TokenOnlyStatus(task, view, token));
    return result;
  }

  private ReentrantLock lockFor(TaskId task) {
    return locks.get(Math.floorMod(task.hashCode(), locks.size()));
  }
}
