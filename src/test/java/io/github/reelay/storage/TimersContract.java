package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.timer.RecurringJob;
import io.github.reelay.storage.timer.Timers;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Timers} promise, on the real clock. */
abstract class TimersContract {
  private static final TaskId ONE = TaskId.of(1, 1);
  private static final TaskId TWO = TaskId.of(2, 2);
  private static final TaskId LATER = TaskId.of(3, 3);
  private static final Duration HOUR = Duration.ofHours(1);

  private final InstantSource clock = InstantSource.system();
  private final ConcurrentLinkedQueue<TaskId> rung = new ConcurrentLinkedQueue<>();
  private Database database;
  private Timers timers;

  abstract Database open();

  @BeforeEach
  void openTimers() {
    database = open();
    timers = Timers.of(database, clock, "run-1", Duration.ofSeconds(2));
  }

  @AfterEach
  void closeTimers() {
    timers.close();
    database.close();
  }

  @Test
  void aTimerForNowFiresAtOnceAndOnce() {
    start(_ -> Optional.empty());

    timers.schedule(ONE, clock.instant());

    await().until(() -> rung.contains(ONE));
    assertNothingMoreThan(ONE);
  }

  @Test
  void aTimerSetBeforeTheStartFiresAfterIt() {
    timers.schedule(ONE, clock.instant());

    start(_ -> Optional.empty());

    await().until(() -> rung.contains(ONE));
  }

  @Test
  void aTimerIsMovedNotDoubled() {
    start(_ -> Optional.empty());
    timers.schedule(ONE, clock.instant().plus(HOUR));
    timers.schedule(TWO, clock.instant().plus(HOUR));

    timers.schedule(ONE, clock.instant());

    await().until(() -> rung.contains(ONE));
    assertNothingMoreThan(ONE);
  }

  @Test
  void theHandlerSaysWhenItRingsNext() {
    AtomicInteger left = new AtomicInteger(3);
    start(_ -> left.decrementAndGet() == 0 ? Optional.empty() : Optional.of(clock.instant()));

    timers.schedule(ONE, clock.instant());

    await().untilAsserted(() -> assertThat(rung).hasSize(3));
  }

  @Test
  void aTimerSetWhileItFiresIsNotLost() {
    CountDownLatch ringing = new CountDownLatch(1);
    CountDownLatch moved = new CountDownLatch(1);
    start(_ -> {
      if (rung.size() > 1) {
        return Optional.empty();
      }
      ringing.countDown();
      hold(moved);
      return Optional.of(clock.instant().plus(HOUR));
    });
    timers.schedule(ONE, clock.instant());
    hold(ringing);

    timers.schedule(ONE, clock.instant());
    moved.countDown();

    await().untilAsserted(() -> assertThat(rung).hasSize(2));
  }

  @Test
  void aTimerSetWhileItFiresForTheLastTimeIsNotLost() {
    CountDownLatch ringing = new CountDownLatch(1);
    CountDownLatch moved = new CountDownLatch(1);
    start(_ -> {
      if (rung.size() == 1) {
        ringing.countDown();
        hold(moved);
      }
      return Optional.empty();
    });
    timers.schedule(ONE, clock.instant());
    hold(ringing);

    timers.schedule(ONE, clock.instant());
    moved.countDown();

    await().untilAsserted(() -> assertThat(rung).hasSize(2));
  }

  @Test
  void timersSetByManyWhileItFiresAreNeverLost() {
    // Each press must be followed by a run that began after it.
    AtomicInteger pressed = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    start(_ -> {
      seen.accumulateAndGet(pressed.get(), Math::max);
      return Optional.of(clock.instant().plus(HOUR));
    });

    for (int i = 1; i <= 300; i++) {
      pressed.set(i);
      timers.schedule(ONE, clock.instant());
      if (i % 30 == 0) {
        int wanted = i;
        await().atMost(5, TimeUnit.SECONDS).until(() -> seen.get() == wanted);
      }
    }
  }

  @Test
  void aHandlerThatThrowsIsCalledAgain() {
    start(_ -> {
      if (rung.size() == 1) {
        throw new IllegalStateException("as if the database were away");
      }
      return Optional.empty();
    });

    timers.schedule(ONE, clock.instant());

    await().untilAsserted(() -> assertThat(rung).hasSize(2));
  }

  @Test
  void aHandlerThatRanOutOfMemoryIsCalledAgain() {
    start(_ -> {
      if (rung.size() == 1) {
        throw new OutOfMemoryError("once");
      }
      return Optional.empty();
    });

    timers.schedule(ONE, clock.instant());

    await().untilAsserted(() -> assertThat(rung).hasSize(2));
  }

  @Test
  void nothingFiresAfterTheEnd() {
    CountDownLatch firing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    start(_ -> {
      firing.countDown();
      hold(goOn);
      finished.incrementAndGet();
      return Optional.empty();
    });
    timers.schedule(ONE, clock.instant());
    hold(firing);
    goOn.countDown();
    timers.close(); // waits for what is under way

    timers.schedule(TWO, clock.instant());

    assertThat(finished).hasValue(1);
    assertThat(rung).containsExactly(ONE);
  }

  @Test
  void oneSlowTimerHoldsUpNobody() {
    CountDownLatch never = new CountDownLatch(1);
    start(id -> {
      if (id.equals(ONE)) {
        hold(never);
      }
      return Optional.empty();
    });
    timers.schedule(ONE, clock.instant());
    await().until(() -> rung.contains(ONE));

    timers.schedule(TWO, clock.instant());

    await().until(() -> rung.contains(TWO));
    never.countDown();
  }

  @Test
  void recurringWorkComesBack() {
    AtomicInteger runs = new AtomicInteger();
    timers.start(
        _ -> Optional.empty(),
        List.of(new RecurringJob("sweep", Duration.ofMillis(50), runs::incrementAndGet)));

    await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
  }

  @Test
  void recurringWorkThatThrowsComesBackToo() {
    AtomicInteger runs = new AtomicInteger();
    timers.start(
        _ -> Optional.empty(),
        List.of(
            new RecurringJob(
                "sweep",
                Duration.ofMillis(50),
                () -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("as if the database were away");
                })));

    await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
  }

  private void start(Function<TaskId, Optional<Instant>> handler) {
    timers.start(
        id -> {
          rung.add(id);
          return handler.apply(id);
        },
        List.of());
  }

  /** By the time a later timer has fired. */
  private void assertNothingMoreThan(TaskId fired) {
    timers.schedule(LATER, clock.instant().plusMillis(200));
    await().until(() -> rung.contains(LATER));
    assertThat(rung).containsExactly(fired, LATER);
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
