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
  private final Cache<TaskId, InteractionToken> renewed =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(15)).maximumSize(20_000).build();

  /** Tokens whose response is, or is about to be, a video. */
  private final Cache<String, Boolean> reserved =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(15)).maximumSize(20_000).build();

  private final ReentrantLock lock = new ReentrantLock();

  /** Somebody pressed a button of the task's status message. */
  public void renew(TaskId task, InteractionToken token) {
    renewed.put(task, token);
  }

  /** The token of the last press on the task's status message or video; empty for an old one. */
  public Optional<InteractionToken> lastPress(TaskId task) {
    return Optional.ofNullable(renewed.getIfPresent(task));
  }

  public Optional<InteractionToken> latest(Task task) {
    Optional<InteractionToken> asked = InteractionToken.parse(task.address().ticket());
    InteractionToken newer = renewed.getIfPresent(task.id());
    return newer != null && asked.map(t -> t.issuedAt().isBefore(newer.issuedAt())).orElse(true)
        ? Optional.of(newer)
        : asked;
  }

  /** From here on only the video is written into this token's response. */
  public void reserveForVideo(InteractionToken token) {
    lock.lock();
    try {
      reserved.put(token.token(), true);
    } finally {
      lock.unlock();
    }
  }

  /** Writes words into a token's response, unless a video is on its way there. */
  public void runUnlessReserved(InteractionToken token, Runnable action) {
    lock.lock();
    try {
      if (reserved.getIfPresent(token.token()) == null) {
        action.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
