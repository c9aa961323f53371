package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.QueueSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The line of tasks that wait or work, kept in memory: read from the store, then moved on by what
 * is committed here. Thread-safe.
 */
public final class WaitingLine {
  /** For so long a snapshot is used again while the line changes ... */
  private static final Duration SNAPSHOT_TTL = Duration.ofSeconds(1);

  /** ... and while it does not; limits that an operator changes count after it. */
  private static final Duration UNCHANGED_TTL = Duration.ofSeconds(5);

  /** The line is read anew after this where other processes commit too ... */
  private static final Duration SHARED_TTL = Duration.ofSeconds(1);

  /** ... and after this where none does, so that nothing stays wrong for ever. */
  private static final Duration OWN_TTL = Duration.ofMinutes(1);

  /** Up to here a snapshot is made at once whenever the line has changed. */
  private static final int SHORT_LINE = 200;

  private final TaskStore store;
  private final ConcurrencyLimits limits;
  private final InstantSource clock;
  private final Map<TaskId, Position> positions =
      new TreeMap<>(Comparator.comparing(TaskId::value));

  /** How many tasks are at work of each provider, person and chat. */
  private final Map<Object, Integer> busy = new HashMap<>();

  private @Nullable Instant loadedAt;
  private boolean changed;
  private QueueSnapshot snapshot = QueueSnapshot.NOBODY_WAITS;
  private Instant snapshotAt = Instant.MIN;

  /** The next moment at which somebody may go who was told to wait. */
  private Instant nextNotBefore = Instant.MAX;

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
      Position after = new Position(task.version(), QueueEntry.of(task));
      positions.put(task.id(), after);
      count(before, -1);
      count(after, 1);
      changed |= before == null || !Objects.equals(before.entry(), after.entry());
    }
  }

  /** It is not known whether a commit was carried out: the line is read anew before it is used. */
  synchronized void reload() {
    loadedAt = null;
  }

  private void count(@Nullable Position position, int change) {
    QueueEntry entry = position == null ? null : position.entry();
    if (entry != null && entry.active()) {
      QueueSnapshot.count(busy, entry, change);
    }
  }

  /** Who may go, as it was a second ago at most; where many wait, that is good enough to tell. */
  synchronized QueueSnapshot lately() {
    return snapshot(positions.size() <= SHORT_LINE);
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
      positions.put(task, new Position(position.version(), entry.withProvider(provider)));
      changed = true;
    }
    return isReady(task);
  }

  /** Whether the task may go now, made by the provider that it waits for. */
  synchronized boolean isReady(TaskId task) {
    refresh(clock.instant());
    QueueEntry entry = entry(task);
    // Whoever else waits: mostly it is full, and nobody need look at the line.
    return entry != null
        && QueueSnapshot.hasRoom(entry, busy, limits)
        && snapshot(true).ready().contains(task);
  }

  /** Who may go now, in the order of the line, by the provider that would make it. */
  synchronized Map<TaskId, String> ready() {
    Map<TaskId, String> ready = new LinkedHashMap<>();
    for (TaskId task : snapshot(true).ready()) {
      QueueEntry entry = entry(task);
      if (entry != null) {
        ready.put(task, entry.provider());
      }
    }
    return ready;
  }

  private @Nullable QueueEntry entry(TaskId task) {
    Position position = positions.get(task);
    return position == null ? null : position.entry();
  }

  private List<QueueEntry> entries() {
    List<QueueEntry> entries = new ArrayList<>(positions.size());
    for (Position position : positions.values()) {
      if (position.entry() != null) {
        entries.add(position.entry());
      }
    }
    return entries;
  }

  private QueueSnapshot snapshot(boolean exact) {
    Instant now = clock.instant();
    refresh(now);
    if ((changed && exact)
        || isOver(snapshotAt, changed ? SNAPSHOT_TTL : UNCHANGED_TTL, now)
        || !now.isBefore(nextNotBefore)) {
      List<QueueEntry> entries = entries();
      snapshot = QueueSnapshot.of(entries, limits, now);
      snapshotAt = now;
      nextNotBefore = Instant.MAX;
      for (QueueEntry entry : entries) {
        if (entry.notBefore().isAfter(now) && entry.notBefore().isBefore(nextNotBefore)) {
          nextNotBefore = entry.notBefore();
        }
      }
      changed = false;
    }
    return snapshot;
  }

  private void refresh(Instant now) {
    Duration ttl = store.isShared() ? SHARED_TTL : OWN_TTL;
    if (loadedAt == null || isOver(loadedAt, ttl, now)) {
      List<QueueEntry> entries =
          store.queueEntries(); // a store that fails leaves the line as it was
      positions.clear();
      busy.clear();
      for (QueueEntry entry : entries) {
        Position position = new Position(-1, entry);
        positions.put(entry.task(), position);
        count(position, 1);
      }
      loadedAt = now;
      changed = true;
    }
  }

  /** A clock that was set back ends it too. */
  private static boolean isOver(Instant from, Duration time, Instant now) {
    return now.isBefore(from) || !now.isBefore(from.plus(time));
  }
}
