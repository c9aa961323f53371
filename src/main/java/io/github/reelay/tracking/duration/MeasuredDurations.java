package io.github.reelay.tracking.duration;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durations of models, kept in memory and written through to the {@link DurationStore}. They
 * decide about words and polls, never about money, so what cannot be stored or read is only logged.
 * Thread-safe.
 */
public final class MeasuredDurations {
  private static final Logger log = LoggerFactory.getLogger(MeasuredDurations.class);

  /** What other processes measured is read this often. */
  private static final Duration RELOAD_INTERVAL = Duration.ofMinutes(10);

  /** A task that was looked at so late was perhaps done long before. */
  private static final Duration MAX_LATENESS = Duration.ofMinutes(1);

  private final DurationStore store;
  private final InstantSource clock;
  private final Map<Key, UsualDuration> durations = new ConcurrentHashMap<>();
  private final Map<Key, Deque<Duration>> times = new HashMap<>();
  private Instant reloadAt = Instant.MIN;

  private record Key(String provider, String model) {}

  public MeasuredDurations(DurationStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is known of a model; what its row says while that is too little. */
  public UsualDuration of(Offer offer) {
    UsualDuration usual = durations.get(new Key(offer.provider(), offer.model()));
    return usual == null ? UsualDuration.typical(offer) : usual;
  }

  /** Reads what is stored, now and then; call it at the start and with every sweep. */
  public synchronized void refresh() {
    Instant now = clock.instant();
    boolean clockWasSetBack = now.plus(RELOAD_INTERVAL).isBefore(reloadAt);
    if (now.isBefore(reloadAt) && !clockWasSetBack) {
      return;
    }
    reloadAt = now.plus(RELOAD_INTERVAL);
    try {
      List<DurationStore.Measurement> stored = store.all();
      times.clear();
      stored.forEach(this::remember);
      times.forEach((key, list) ->
          UsualDuration.of(List.copyOf(list)).ifPresent(usual -> durations.put(key, usual)));
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("How long models took could not be read; tried again later");
    }
  }

  /**
   * Takes the time of a task that its provider has just called done, if that was looked for in
   * time.
   *
   * @param polled the task before the poll
   * @param after what the poll made of it
   */
  public void measure(Task polled, Task after) {
    if (polled.state() instanceof TaskState.Running before
        && after.state() instanceof TaskState.Running done
        && before.doneAt() == null
        && done.doneAt() != null
        && !done.doneAt().isAfter(before.nextPoll().plus(MAX_LATENESS))
        && done.doneAt().isAfter(before.since())) {
      Offer offer = polled.offer();
      add(
          new DurationStore.Measurement(
              polled.id(),
              offer.provider(),
              offer.model(),
              done.doneAt(),
              Duration.between(before.since(), done.doneAt())));
    }
  }

  private void add(DurationStore.Measurement measurement) {
    synchronized (this) {
      Deque<Duration> list = remember(measurement);
      Key key = new Key(measurement.provider(), measurement.model());
      UsualDuration.of(List.copyOf(list)).ifPresent(usual -> durations.put(key, usual));
    }
    try {
      store.add(measurement);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("task", measurement.task())
          .setCause(e)
          .log("How long it took could not be stored");
    }
  }

  private Deque<Duration> remember(DurationStore.Measurement measurement) {
    Deque<Duration> list =
        times.computeIfAbsent(
            new Key(measurement.provider(), measurement.model()), _ -> new ArrayDeque<>());
    list.addLast(measurement.took());
    if (list.size() > DurationStore.KEPT) {
      list.removeFirst();
    }
    return list;
  }
}
