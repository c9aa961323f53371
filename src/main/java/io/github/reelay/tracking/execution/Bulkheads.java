package io.github.reelay.tracking.execution;

import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bulkheads: bound how much of each kind of work is under way at once. No thread waits for a
 * place: the task is noted, and called when one becomes free, so one slow upload never keeps polls
 * from running. Thread-safe.
 */
public final class Bulkheads {
  /** A task that is called when a place is free looks by itself after this, should that fail. */
  static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);

  /** Uploads share bandwidth: few at once end sooner than many. */
  private static final int DELIVERIES = 6;

  /**
   * Of what may wait for a server that drips, or for ffmpeg: it takes a thread and no bandwidth,
   * and the next person's video is not to wait behind it. No more, for disk and bandwidth are
   * shared.
   */
  private static final int PATIENT = 24;

  /** No chat shrinks a video below this; above it a delivery may take minutes of a processor. */
  private static final long LARGE_BYTES = 10_000_000;

  /** POSTs wait for a relay, not for us; many at once cost little. */
  final Bulkhead submits;

  final Bulkhead polls;

  private final Consumer<TaskId> caller;
  private final Map<String, Bulkhead> fetches = new ConcurrentHashMap<>();
  private final Map<String, Bulkhead> deliveries = new ConcurrentHashMap<>();

  /**
   * @param caller calls a task for which a place has become free
   */
  public Bulkheads(Consumer<TaskId> caller) {
    this.caller = caller;
    this.submits = new Bulkhead(32, caller);
    this.polls = new Bulkhead(64, caller);
  }

  /** A provider whose files come slowly holds up its own alone. */
  Bulkhead fetches(String provider) {
    return fetches.computeIfAbsent(provider, _ -> new Bulkhead(PATIENT, caller));
  }

  /** A platform, and what has to be made smaller for it, hold up only themselves. */
  Bulkhead deliveries(String platform, long bytes) {
    return deliveries(platform, bytes > LARGE_BYTES);
  }

  private Bulkhead deliveries(String platform, boolean large) {
    return deliveries.computeIfAbsent(
        platform + (large ? " large" : ""),
        _ -> new Bulkhead(large ? PATIENT : DELIVERIES, caller));
  }

  /** Whether deliveries of a platform wait for a place: one more would wait, too. */
  boolean isDeliveryWaitedFor(String platform) {
    return deliveries(platform, false).isWaitedFor() || deliveries(platform, true).isWaitedFor();
  }

  /** The bulkhead of one kind of work. */
  static final class Bulkhead {
    private final int places;
    private final Consumer<TaskId> caller;
    private final Set<TaskId> inside = new HashSet<>();
    private final Queue<TaskId> waiting = new ArrayDeque<>();
    private final Set<TaskId> noted = new HashSet<>();

    private Bulkhead(int places, Consumer<TaskId> caller) {
      this.places = places;
      this.caller = caller;
    }

    /**
     * Runs the work if there is a place. Empty if there is none, or the same task is inside: it is
     * called again when one becomes free.
     */
    <T> Optional<T> tryRun(TaskId task, Supplier<T> work) {
      if (!enter(task)) {
        return Optional.empty();
      }
      try {
        return Optional.of(work.get());
      } finally {
        TaskId next = leave(task);
        if (next != null) {
          caller.accept(next);
        }
      }
    }

    private synchronized boolean isWaitedFor() {
      return !noted.isEmpty();
    }

    private synchronized boolean enter(TaskId task) {
      noted.remove(task);
      if (inside.size() < places && inside.add(task)) {
        return true;
      }
      if (noted.add(task)) {
        waiting.add(task);
      }
      return false;
    }

    /** The task to be called, which is noted no longer; it may find the place taken again. */
    private synchronized @Nullable TaskId leave(TaskId task) {
      inside.remove(task);
      while (!waiting.isEmpty()) {
        TaskId next = waiting.remove();
        if (noted.remove(next)) {
          return next;
        }
      }
      return null;
    }
  }
}
