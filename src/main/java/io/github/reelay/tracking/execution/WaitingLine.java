package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.FairLine;
import io.github.reelay.tracking.state.QueueSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The line of tasks that wait or work, kept in memory: read from the store, then moved on by what
 * is committed here. Thread-safe.
 */
public final class WaitingLine {
  /** For so long everybody's places are told again while the line changes ... */
  private static final Duration SNAPSHOT_TTL = Duration.ofSeconds(1);

  /** ... and while it does not: limits that an operator has changed, a moment that has come. */
  private static final Duration UNCHANGED_TTL = Duration.ofSeconds(5);

  /** The line is read anew after this where other processes commit too ... */
  private static final Duration SHARED_TTL = Duration.ofSeconds(1);

  /** ... and after this where none does, so that nothing stays wrong for ever. */
  private static final Duration OWN_TTL = Duration.ofMinutes(1);

  /** Up to here they are told anew whenever the line has changed. */
  private static final int SHORT_LINE = 200;

  private final TaskStore store;
  private final ConcurrencyLimits limits;
  private final InstantSource clock;
  private final Map<TaskId, Position> positions = new HashMap<>();
  private final FairLine line = new FairLine();

  private @Nullable Instant loadedAt;
  private boolean changed;
  private QueueSnapshot snapshot = QueueSnapshot.NOBODY_WAITS;
  private Instant snapshotAt = Instant.MIN;

  /**
   * A task's place, if it still has one: commits are heard of in any order.
   *
   * @param version the task's
   */
  private record Position(long version, @Nullable QueueEntry entry) {}

  public WaitingLine(TaskStore store, ConcurrencyLimits limits, InstantSource clock) {
    this.store = store;
    this.limits = limits;
    this.clock = clock;
  }

  /** A task was accepted, or has changed. */
  public synchronized void update(Task task) {
    if (loadedAt == null) {
      return;
    }
    Position before = positions.get(task.id());
    if (before == null || before.version() < task.version()) {
      put(task.id(), new Position(task.version(), QueueEntry.of(task)));
    }
  }

  private void put(TaskId task, Position after) {
    Position replaced = positions.put(task, after);
    QueueEntry before = replaced == null ? null : replaced.entry();
    if (Objects.equals(before, after.entry())) {
      return;
    }
    if (before != null) {
      line.remove(before);
    }
    if (after.entry() != null) {
      line.add(after.entry());
    }
    changed = true;
  }

  /** It is not known whether a commit was carried out: the line is read anew before it is used. */
  synchronized void reload() {
    loadedAt = null;
  }

  /** Everybody's place, as it was a second ago at most where many wait: good enough to tell. */
  synchronized QueueSnapshot lately() {
    Instant now = clock.instant();
    refresh(now);
    if ((changed && positions.size() <= SHORT_LINE)
        || isOver(snapshotAt, changed ? SNAPSHOT_TTL : UNCHANGED_TTL, now)) {
      snapshot = line.snapshot(limits, now);
      snapshotAt = now;
      changed = false;
    }
    return snapshot;
  }

  /**
   * Whether the task may go now, made by this provider. It waits for that one from here on, and no
   * longer takes the place in the line of another one that it cannot go to.
   */
  synchronized boolean isReady(TaskId task, String provider) {
    refresh(clock.instant());
    Position position = positions.get(task);
    QueueEntry entry = position == null ? null : position.entry();
    if (position != null
        && entry != null
        && !entry.active()
        && !entry.provider().equals(provider)) {
      put(task, new Position(position.version(), entry.withProvider(provider)));
    }
    return isReady(task);
  }

  /** Whether the task may go now, made by the provider that it waits for. */
  synchronized boolean isReady(TaskId task) {
    Instant now = clock.instant();
    refresh(now);
    Position position = positions.get(task);
    QueueEntry entry = position == null ? null : position.entry();
    return entry != null && !entry.active() && line.isReady(entry, limits, now);
  }

  /** Who may go now, in the order of the line, by the provider that would make it. */
  synchronized Map<TaskId, String> ready() {
    Instant now = clock.instant();
    refresh(now);
    Map<TaskId, String> ready = new LinkedHashMap<>();
    line.ready(limits, now).forEach(entry -> ready.put(entry.task(), entry.provider()));
    return ready;
  }

  private void refresh(Instant now) {
    Duration ttl = store.isShared() ? SHARED_TTL : OWN_TTL;
    if (loadedAt == null || isOver(loadedAt, ttl, now)) {
      List<QueueEntry> entries =
          store.queueEntries(); // a store that fails leaves the line as it was
      positions.clear();
      line.clear();
      entries.forEach(entry -> put(entry.task(), new Position(-1, entry)));
      loadedAt = now;
      changed = true;
    }
  }

  /** A clock that was set back ends it too. */
  private static boolean isOver(Instant from, Duration time, Instant now) {
    return now.isBefore(from) || !now.isBefore(from.plus(time));
  }
}
