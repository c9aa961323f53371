package io.github.reelay.tracking.execution;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.EditLimits.Urgency;
import io.github.reelay.tracking.port.RateDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queue of status messages that one platform is to show: first messages, answers and last words
 * before progress, chat by chat in turn, each task at most once.
 *
 * <p>Nobody who waits asks: a chat, or the whole platform, that bears no call now is left alone for
 * as long as it says, by one alarm, and only who is at the front is let through then. Thread-safe;
 * a task has one call under way.
 */
final class StatusQueue {
  /** Calls wait for the network; more at once than this only wait for each other. */
  private static final int MAX_UNDER_WAY = 32;

  /** A chat with many tasks leaves the others their part, and its own order is kept roughly. */
  private static final int MAX_UNDER_WAY_PER_CHAT = 4;

  private final ChatPlatform platform;
  private final Function<TaskId, @Nullable Duration> presenter;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TaskId, Entry> entries = new HashMap<>();
  private final Map<ChatRef, Lane> lanes = new HashMap<>();
  private final Map<Rank, SequencedSet<Lane>> ready = new EnumMap<>(Rank.class);
  private int underWay;
  private @Nullable Instant platformBlockedUntil;

  /** What goes before what. */
  private enum Rank {
    WORD,
    PROGRESS;

    static Rank of(Urgency urgency) {
      return switch (urgency) {
        case LAST_WORD, ANSWER -> WORD;
        case PHASE, PROGRESS, PLACE -> PROGRESS;
      };
    }
  }

  /** A task that waits, or is being shown, or both: something changed while it is being shown. */
  private static final class Entry {
    private final TaskId task;
    private final Lane lane;
    private @Nullable Urgency waiting;
    private @Nullable Urgency underWay;

    Entry(TaskId task, Lane lane) {
      this.task = task;
      this.lane = lane;
    }
  }

  /** The tasks of a chat. */
  private static final class Lane {
    private final ChatRef chat;
    private final Map<Rank, SequencedSet<Entry>> waiting = new EnumMap<>(Rank.class);
    private final Map<Rank, Instant> blockedUntil = new EnumMap<>(Rank.class);
    private int underWay;

    Lane(ChatRef chat) {
      this.chat = chat;
      for (Rank rank : Rank.values()) {
        waiting.put(rank, new LinkedHashSet<>());
      }
    }

    SequencedSet<Entry> waiting(Rank rank) {
      return waiting.getOrDefault(rank, new LinkedHashSet<>());
    }

    boolean isReady(Rank rank) {
      return !waiting(rank).isEmpty()
          && !blockedUntil.containsKey(rank)
          && underWay < MAX_UNDER_WAY_PER_CHAT;
    }

    boolean isIdle() {
      return underWay == 0
          && blockedUntil.isEmpty()
          && waiting.values().stream().allMatch(SequencedSet::isEmpty);
    }
  }

  /**
   * @param presenter shows the latest view of a task; how long its chat is to be left alone before
   *     that is tried again, or null if it is done with
   */
  StatusQueue(
      ChatPlatform platform,
      Function<TaskId, @Nullable Duration> presenter,
      DelayedExecutor delayedExecutor,
      InstantSource clock) {
    this.platform = platform;
    this.presenter = presenter;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
    for (Rank rank : Rank.values()) {
      ready.put(rank, new LinkedHashSet<>());
    }
  }

  ChatPlatform platform() {
    return platform;
  }

  /** The task has something to show. Returns at once. */
  void add(TaskId task, ChatRef chat, Urgency urgency) {
    lock.lock();
    try {
      Entry entry =
          entries.computeIfAbsent(
              task, _ -> new Entry(task, lanes.computeIfAbsent(chat, Lane::new)));
      if (entry.waiting == null || Rank.of(urgency).compareTo(Rank.of(entry.waiting)) < 0) {
        await(entry, urgency);
      }
    } finally {
      lock.unlock();
    }
    startReady();
  }

  private void await(Entry entry, Urgency urgency) {
    Lane lane = entry.lane;
    if (entry.waiting != null) {
      lane.waiting(Rank.of(entry.waiting)).remove(entry);
    }
    entry.waiting = urgency;
    if (entry.underWay == null) {
      lane.waiting(Rank.of(urgency)).add(entry);
      sort(lane);
    }
  }

  /** Puts the lane where it belongs now. */
  private void sort(Lane lane) {
    ready.forEach((rank, lanesOfRank) -> {
      if (lane.isReady(rank)) {
        lanesOfRank.add(lane);
      } else {
        lanesOfRank.remove(lane);
      }
    });
    if (lane.isIdle()) {
      lanes.remove(lane.chat, lane);
    }
  }

  private void startReady() {
    while (true) {
      Entry next;
      lock.lock();
      try {
        next = takeNext();
      } finally {
        lock.unlock();
      }
      if (next == null) {
        return;
      }
      delayedExecutor.runAfter(Duration.ZERO, () -> show(next));
    }
  }

  private @Nullable Entry takeNext() {
    for (Map.Entry<Rank, SequencedSet<Lane>> lanesOfRank : ready.entrySet()) {
      while (!lanesOfRank.getValue().isEmpty()) {
        if (underWay >= MAX_UNDER_WAY || platformBlockedUntil != null) {
          return null;
        }
        Rank rank = lanesOfRank.getKey();
        Lane lane = lanesOfRank.getValue().getFirst();
        Entry entry = lane.waiting(rank).getFirst();
        Urgency urgency = Objects.requireNonNull(entry.waiting);
        RateDelay delay = platform.rateDelay(lane.chat, urgency, lane.underWay, underWay);
        if (delay.ofPlatform().isPositive()) {
          blockPlatform(delay.ofPlatform());
        } else if (delay.ofChat().isPositive()) {
          block(lane, rank, delay.ofChat());
        } else {
          start(entry, rank);
          return entry;
        }
      }
    }
    return null;
  }

  private void start(Entry entry, Rank rank) {
    Lane lane = entry.lane;
    lane.waiting(rank).remove(entry);
    entry.underWay = entry.waiting;
    entry.waiting = null;
    lane.underWay++;
    underWay++;
    // The next chat's turn: behind the others, if it has more.
    ready.values().forEach(lanesOfRank -> lanesOfRank.remove(lane));
    sort(lane);
  }

  /** Whatever is thrown: its place becomes free. */
  private void show(Entry entry) {
    Duration retryAfter = null;
    try {
      retryAfter = presenter.apply(entry.task);
    } finally {
      end(entry, retryAfter);
      startReady();
    }
  }

  private void end(Entry entry, @Nullable Duration retryAfter) {
    lock.lock();
    try {
      Lane lane = entry.lane;
      Urgency shown = Objects.requireNonNull(entry.underWay);
      entry.underWay = null;
      lane.underWay--;
      underWay--;
      if (retryAfter != null) {
        for (Rank rank : Rank.values()) {
          block(lane, rank, retryAfter);
        }
        await(entry, entry.waiting == null ? shown : mostUrgent(shown, entry.waiting));
      } else if (entry.waiting != null) {
        await(entry, entry.waiting);
      } else {
        entries.remove(entry.task);
      }
      sort(lane);
    } finally {
      lock.unlock();
    }
  }

  private static Urgency mostUrgent(Urgency one, Urgency other) {
    return Rank.of(one).compareTo(Rank.of(other)) <= 0 ? one : other;
  }

  private void block(Lane lane, Rank rank, Duration time) {
    Instant until = clock.instant().plus(time);
    Instant before = lane.blockedUntil.get(rank);
    if (before == null || before.isBefore(until)) {
      lane.blockedUntil.put(rank, until);
      delayedExecutor.runAfter(time, () -> unblock(lane, rank, until));
    }
    sort(lane);
  }

  private void unblock(Lane lane, Rank rank, Instant until) {
    lock.lock();
    try {
      lane.blockedUntil.remove(rank, until);
      sort(lane);
    } finally {
      lock.unlock();
    }
    startReady();
  }

  private void blockPlatform(Duration time) {
    platformBlockedUntil = clock.instant().plus(time);
    delayedExecutor.runAfter(time, this::unblockPlatform);
  }

  private void unblockPlatform() {
    lock.lock();
    try {
      platformBlockedUntil = null;
    } finally {
      lock.unlock();
    }
    startReady();
  }
}
