package io.github.reelay.chat;

import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The messages that are for one person in a chat of many, where a platform has no other way: each
 * is taken away after a minute, or when the program is stopped. What a kill leaves stays. In memory
 * only. Thread-safe.
 */
public final class TransientMessages implements AutoCloseable {
  /** Long enough to read a list, short enough not to push away what others say. */
  public static final Duration TTL = Duration.ofMinutes(1);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final Duration ttl;
  private final Map<MessageRef, Pending> pending = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("transient-messages-").factory());

  private record Pending(Runnable delete, ScheduledFuture<?> alarm) {}

  public TransientMessages() {
    this(TTL);
  }

  public TransientMessages(Duration ttl) {
    this.ttl = ttl;
  }

  /**
   * Takes a message away when its time is over.
   *
   * @param delete may block; what it throws is lost, and the message stays
   */
  public void add(MessageRef message, Runnable delete) {
    ScheduledFuture<?> alarm =
        timer.schedule(
            () -> Thread.ofVirtual().start(() -> remove(message)),
            ttl.toMillis(),
            TimeUnit.MILLISECONDS);
    pending.put(message, new Pending(delete, alarm));
  }

  /** It has become something else, a card for instance, and stays. */
  public void keep(MessageRef message) {
    Pending kept = pending.remove(message);
    if (kept != null) {
      kept.alarm().cancel(false);
    }
  }

  private void remove(MessageRef message) {
    Pending due = pending.remove(message);
    if (due != null) {
      due.delete().run();
    }
  }

  /** Takes away at once what is left, for as long as a stop may take. */
  @Override
  public void close() {
    timer.shutdownNow();
    List<Thread> removals =
        List.copyOf(pending.keySet()).stream()
            .map(message -> Thread.ofVirtual().start(() -> remove(message)))
            .toList();
    long end = System.nanoTime() + STOP_TIMEOUT.toNanos();
    try {
      for (Thread removal : removals) {
        removal.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
