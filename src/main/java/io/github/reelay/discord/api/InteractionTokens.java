package io.github.reelay.discord.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest interaction token of each task: the one it was asked with, or a newer one that a press
 * on its status message brought. Lost at a restart, which costs one more press.
 */
public final class InteractionTokens {
  private final Cache<TaskId, InteractionToken> fresh =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(15)).maximumSize(20_000).build();

  /** Tokens whose response is, or is about to be, a video. */
  private final Cache<String, Boolean> taken =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(15)).maximumSize(20_000).build();

  private final ReentrantLock order = new ReentrantLock();

  /** Somebody pressed a button of the task's status message. */
  public void renew(TaskId task, InteractionToken token) {
    fresh.put(task, token);
  }

  public Optional<InteractionToken> of(Task task) {
    Optional<InteractionToken> asked = InteractionToken.read(task.address().ticket());
    InteractionToken newer = fresh.getIfPresent(task.id());
    return newer != null && asked.map(t -> t.issued().isBefore(newer.issued())).orElse(true)
        ? Optional.of(newer)
        : asked;
  }

  /** From here on only the video is written into this token's response. */
  public void take(InteractionToken token) {
    order.lock();
    try {
      taken.put(token.token(), true);
    } finally {
      order.unlock();
    }
  }

  /** Writes words into a token's response, unless a video is on its way there. */
  public void unlessTaken(InteractionToken token, Runnable words) {
    order.lock();
    try {
      if (taken.getIfPresent(token.token()) == null) {
        words.run();
      }
    } finally {
      order.unlock();
    }
  }
}
