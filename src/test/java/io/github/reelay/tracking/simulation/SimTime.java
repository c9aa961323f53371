package io.github.reelay.tracking.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The virtual time of a world: what is to happen lies in one heap, and happens one by one. */
final class SimTime {
  private static final Duration BUSY_TIME = Duration.ofMinutes(12);

  /** A file is tried for a day after it was done, and a lost task asked about for two. */
  private static final Duration CALM_TIME = Duration.ofHours(80);

  /** Later than that nothing is in a hurry: who would look every second looks now and then. */
  private static final Duration LAZY_FROM = Duration.ofMinutes(20);

  static final Duration LAZY_INTERVAL = Duration.ofMinutes(5);

  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant BUSY_END = START.plus(BUSY_TIME);
  private static final Instant LAZY_START = START.plus(LAZY_FROM);

  /** From here on only a lost task is asked about now and then, or a file that is never there. */
  private static final Instant IDLE_START = START.plus(Duration.ofMinutes(90));

  private static final Duration IDLE_INTERVAL = Duration.ofMinutes(30);

  /** What people and programs see; now and then somebody sets it. */
  final InstantSource clock = this::seen;

  private final PriorityQueue<Happening> heap = new PriorityQueue<>();
  private final Consumer<Happening> player;
  private Instant now = START;
  private Instant seen = START;
  private Duration ahead = Duration.ZERO;
  private long numbers;

  /** Something that is to happen; with a process it dies with it. */
  record Happening(Instant at, long number, @Nullable SimProcess process, Runnable what)
      implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int order = at.compareTo(other.at);
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  SimTime(Consumer<Happening> player) {
    this.player = player;
  }

  /** By a clock that only goes forward. */
  Instant now() {
    return now;
  }

  /** Numbers what happens, in its order. */
  long nextNumber() {
    return numbers++;
  }

  void plan(Duration wait, Runnable what) {
    plan(wait, null, what);
  }

  void plan(Duration wait, @Nullable SimProcess process, Runnable what) {
    heap.add(new Happening(now.plus(wait), nextNumber(), process, what));
  }

  /** In the time of trouble. */
  Duration anyTime(Random random) {
    return Duration.ofMillis(random.nextInt((int) BUSY_TIME.toMillis()));
  }

  Instant busyEnd() {
    return BUSY_END;
  }

  Instant end() {
    return BUSY_END.plus(CALM_TIME);
  }

  void advanceTo(Instant moment) {
    if (moment.isAfter(now)) {
      now = moment;
      seen = ahead.isZero() ? now : now.plus(ahead);
    }
  }

  private Instant seen() {
    return seen;
  }

  /** Forward, or back if it is negative. */
  void setClock(Duration by) {
    ahead = ahead.plus(by);
    seen = now.plus(ahead);
  }

  void playUntil(Instant end) {
    while (!heap.isEmpty() && heap.peek().at().isBefore(end)) {
      play(heap.remove());
    }
    advanceTo(end);
  }

  /** What is to happen by now; null if nothing is. */
  @Nullable Happening takeDue() {
    Happening next = heap.peek();
    return next == null || next.at().isAfter(now) ? null : heap.remove();
  }

  void play(Happening next) {
    advanceTo(next.at());
    player.accept(next);
  }

  boolean isCalm() {
    return !now.isBefore(BUSY_END);
  }

  /** Calm for so long at that moment that the last crash is recovered from. */
  boolean isLongCalm(Instant moment) {
    return moment.isAfter(BUSY_END.plusSeconds(330));
  }

  private boolean isLazy() {
    return now.isAfter(LAZY_START);
  }

  /** How long who looks again and again need not look, be there anything to see or not. */
  Duration interval(Duration busy) {
    return now.isAfter(IDLE_START) ? IDLE_INTERVAL : isLazy() ? LAZY_INTERVAL : busy;
  }

  Duration lazily(Duration wait) {
    boolean lazy = isLazy() && wait.compareTo(Duration.ofMillis(900)) > 0;
    return lazy && wait.compareTo(LAZY_INTERVAL) < 0 ? LAZY_INTERVAL : wait;
  }
}
