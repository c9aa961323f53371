package io.github.reelay.tracking.simulation;

import io.github.reelay.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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

  private static final Duration LAZY_INTERVAL = Duration.ofMinutes(5);

  /** What people and programs see; now and then somebody sets it. */
  final SettableClock clock = new SettableClock();

  private final Instant start = clock.instant();
  private final Instant busyEnd = start.plus(BUSY_TIME);
  private final PriorityQueue<Happening> heap =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
  private final Consumer<Happening> player;
  private Instant now = start;
  private long numbers;

  /** Something that is to happen; with a process it dies with it. */
  record Happening(Instant at, long number, @Nullable SimProcess process, Runnable what) {}

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
    return busyEnd;
  }

  Instant end() {
    return busyEnd.plus(CALM_TIME);
  }

  void advanceTo(Instant moment) {
    if (moment.isAfter(now)) {
      clock.advance(Duration.between(now, moment));
      now = moment;
    }
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
    return !now.isBefore(busyEnd);
  }

  /** Calm for so long at that moment that the last crash is recovered from. */
  boolean isLongCalm(Instant moment) {
    return moment.isAfter(busyEnd.plusSeconds(330));
  }

  private boolean isLazy() {
    return now.isAfter(start.plus(LAZY_FROM));
  }

  Duration sweepInterval(Duration busy) {
    return isLazy() ? LAZY_INTERVAL : busy;
  }

  Duration lazily(Duration wait) {
    boolean lazy = isLazy() && wait.compareTo(Duration.ofMillis(900)) > 0;
    return lazy && wait.compareTo(LAZY_INTERVAL) < 0 ? LAZY_INTERVAL : wait;
  }
}
