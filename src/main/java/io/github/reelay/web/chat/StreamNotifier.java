package io.github.reelay.web.chat;

import io.github.reelay.task.ref.PersonRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The notifier of event streams: wakes those of a person when something was stored for them. It
 * carries no messages: a stream reads the transcript by itself, so a slow reader holds no memory
 * and misses nothing. Thread-safe.
 */
final class StreamNotifier {
  /** Tabs and devices of one person. */
  private static final int MAX_LISTENERS_PER_PERSON = 16;

  /** A virtual thread and a socket each. */
  private static final int MAX_LISTENERS = 1_000;

  /** Enough to write an end; a reader that is stuck is cut off. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Map<PersonRef, List<Listener>> listeners = new ConcurrentHashMap<>();
  private final Semaphore permits = new Semaphore(MAX_LISTENERS);

  /** A place to listen, unless too many do. */
  Optional<Listener> listen(PersonRef person) {
    if (!permits.tryAcquire()) {
      return Optional.empty();
    }
    Listener listener = new Listener(person);
    boolean[] fits = {true};
    listeners.compute(
        person,
        (_, present) -> {
          List<Listener> all = present == null ? new CopyOnWriteArrayList<>() : present;
          fits[0] = all.size() < MAX_LISTENERS_PER_PERSON;
          if (fits[0]) {
            all.add(listener);
          }
          return all;
        });
    if (!fits[0]) {
      permits.release();
    }
    return fits[0] ? Optional.of(listener) : Optional.empty();
  }

  void wakeListeners(PersonRef person) {
    listeners.getOrDefault(person, List.of()).forEach(Listener::wake);
  }

  /** Wakes everybody because the server stops, and waits a moment for them to go. */
  void closeAll() {
    listeners.values().forEach(all -> all.forEach(Listener::wake));
    try {
      if (permits.tryAcquire(MAX_LISTENERS, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        permits.release(MAX_LISTENERS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One event stream's ear. */
  final class Listener implements AutoCloseable {
    private final PersonRef person;
    private final Semaphore wakeUps = new Semaphore(0);

    private Listener(PersonRef person) {
      this.person = person;
    }

    private void wake() {
      wakeUps.release();
    }

    /** Waits for the next wake-up, or until the time is over; wake-ups in between count as one. */
    boolean await(Duration time) throws InterruptedException {
      boolean heard = wakeUps.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
      wakeUps.drainPermits();
      return heard;
    }

    @Override
    public void close() {
      listeners.computeIfPresent(
          person,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
      permits.release();
    }
  }
}
