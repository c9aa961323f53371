package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Progress;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often a provider is asked, and how soon the end is seen. Time is simulated. */
class PollScheduleTest {
  private static final TrackingConfig RULES = TaskStateExamples.CONFIG;

  /** A query's way there and back. */
  private static final Duration TRIP = Duration.ofMillis(150);

  private final TaskTransitions transitions = new TaskTransitions(RULES);
  private final PollSchedule schedule = new PollSchedule(RULES);

  /** What following one task came to. */
  private record Chase(int polls, Duration seenAfter) {}

  /** Follows a task that ends after so many milliseconds and tells its progress like this. */
  private Chase chase(long number, long takes, IntUnaryOperator tells) {
    return chase(transitions, number, takes, tells, null);
  }

  private static Chase chase(
      TaskTransitions transitions,
      long number,
      long takes,
      IntUnaryOperator tells,
      @Nullable Duration estimate) {
    Task task = task(number);
    Instant end = TaskStateExamples.NOW.plusMillis(takes);
    for (int polls = 1; ; polls++) {
      Instant asked = ((Running) task.state()).nextPoll();
      if (!asked.isBefore(end)) {
        return new Chase(polls, Duration.between(end, asked.plus(TRIP)));
      }
      int percent = (int) (Duration.between(TaskStateExamples.NOW, asked).toMillis() * 100 / takes);
      Duration remaining =
          estimate == null ? null : Duration.between(asked, TaskStateExamples.NOW.plus(estimate));
      PollResult told =
          new PollResult.Working(
              tells.applyAsInt(percent),
              remaining == null || remaining.isNegative() ? null : remaining);
      task =
          transitions
              .apply(task, new TaskEvent.Polled(told), asked.plus(TRIP))
              .orElseThrow()
              .task();
    }
  }

  private static Task task(long number) {
    Task seen = TaskStateExamples.accepted().withStatus(TaskStateExamples.seen());
    Task other =
        Task.accepted(
            TaskId.of(TaskStateExamples.NOW.toEpochMilli(), number),
            "sim:" + number,
            seen.requester(),
            seen.address(),
            seen.request(),
            TaskStateExamples.OFFER,
            TaskStateExamples.NOW);
    return other.nextVersion(
        Running.started(
            "remote", TaskStateExamples.NOW, TaskStateExamples.NOW.plus(RULES.firstPollDelay())),
        TaskStateExamples.NOW);
  }

  private List<Chase> chases(IntUnaryOperator tells) {
    Random chance = new Random(7);
    List<Chase> chases = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      chases.add(chase(chance.nextLong(), 115_000 + chance.nextInt(10_000), tells));
    }
    return chases;
  }

  private List<Chase> chases(IntUnaryOperator tells, Duration estimate) {
    Random chance = new Random(7);
    List<Chase> chases = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      chases.add(
          chase(transitions, chance.nextLong(), 115_000 + chance.nextInt(10_000), tells, estimate));
    }
    return chases;
  }

  private static long[] delays(List<Chase> chases) {
    return chases.stream().mapToLong(c -> c.seenAfter().toMillis()).sorted().toArray();
  }

  private static long[] polls(List<Chase> chases) {
    return chases.stream().mapToLong(Chase::polls).sorted().toArray();
  }

  @Test
  void aTwoMinuteTaskIsSeenDoneWithinASecondWithTwelvePolls() {
    List<Chase> chases = chases(percent -> percent);
    assertThat(delays(chases)[500]).isLessThanOrEqualTo(1_000);
    assertThat(delays(chases)[950]).isLessThanOrEqualTo(1_500);
    assertThat(polls(chases)[950]).isLessThanOrEqualTo(12);
  }

  @Test
  void whoTellsProgressInStepsOfFiveIsAskedNoMoreOftenAndSeenDoneALittleLater() {
    List<Chase> chases = chases(percent -> percent / 5 * 5);
    assertThat(delays(chases)[500]).isLessThanOrEqualTo(1_500);
    assertThat(delays(chases)[950]).isLessThanOrEqualTo(4_000);
    assertThat(polls(chases)[950]).isLessThanOrEqualTo(12);
  }

  /** Quarters are no pace; what was learned of the model is the better guide. */
  @Test
  void whoTellsProgressInFewStepsIsSeenDoneAsSoonAsWhoTellsNone() {
    List<IntUnaryOperator> told =
        List.of(percent -> 0, percent -> percent / 25 * 25, percent -> percent / 50 * 50);
    for (IntUnaryOperator tells : told) {
      TaskTransitions learned =
          new TaskTransitions(
              RULES,
              _ -> new UsualDuration(Duration.ofSeconds(20), List.of(Duration.ofSeconds(20))));
      Random chance = new Random(7);
      List<Chase> chases = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        long takes = 19_000L + chance.nextInt(2_000);
        chases.add(chase(learned, chance.nextLong(), takes, tells, null));
      }
      assertThat(delays(chases)[500]).isLessThanOrEqualTo(750);
      assertThat(delays(chases)[950]).isLessThanOrEqualTo(1_500);
      assertThat(polls(chases)[950]).isLessThanOrEqualTo(7);
    }
  }

  @Test
  void aHalfThatIsToldSoonSaysThatItIsOverSooner() {
    assertThat(next(running(50, null, 10), 10)).isEqualTo(Duration.ofSeconds(5));
    assertThat(next(running(50, null, 10), 22)).as("not evenly").isEqualTo(RULES.maxPollInterval());
    Instant end = TaskStateExamples.NOW.plusSeconds(30);
    assertThat(next(running(50, end, 10), 10)).as("its word").isEqualTo(Duration.ofSeconds(10));
    Instant never = TaskStateExamples.NOW.plusSeconds(3_600);
    assertThat(next(running(50, never, 10), 10)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whoWaitsInALineOfItsOwnFirstIsSeenDoneInTimeToo() {
    List<Chase> chases = chases(percent -> Math.max(0, (percent - 20) * 5 / 4));
    assertThat(delays(chases)[500]).isLessThanOrEqualTo(1_000);
    assertThat(polls(chases)[950]).isLessThanOrEqualTo(12);
  }

  @Test
  void whoLeapsIsSeenDoneInTimeByTheProvidersOwnEstimate() {
    IntUnaryOperator leaps = percent -> percent < 25 ? 0 : percent < 70 ? 30 : 80;
    Random chance = new Random(7);
    List<Chase> chases = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      chases.add(chase(transitions, chance.nextLong(), 120_000, leaps, Duration.ofMinutes(2)));
    }
    assertThat(delays(chases)[500]).isLessThanOrEqualTo(1_000);
    assertThat(polls(chases)[950]).isLessThanOrEqualTo(12);
  }

  @Test
  void anEstimateThatIsOffDoesNotSpoilASteadyPace() {
    for (int seconds : List.of(20, 60, 90, 150, 200, 600)) {
      List<Chase> chases = chases(percent -> percent, Duration.ofSeconds(seconds));
      assertThat(delays(chases)[500]).as("by %s", seconds).isLessThanOrEqualTo(1_000);
      assertThat(polls(chases)[950]).as("by %s", seconds).isLessThanOrEqualTo(12);
    }
  }

  private static Running running(@Nullable Integer percent, @Nullable Instant end, int seconds) {
    return Running.started("remote", TaskStateExamples.NOW, TaskStateExamples.NOW)
        .withProgress(
            Progress.NONE.withReport(percent, end, TaskStateExamples.NOW.plusSeconds(seconds)))
        .polled(TaskStateExamples.NOW);
  }

  private Duration next(Running running, int seconds) {
    return schedule.nextDelay(
        running, TaskStateExamples.OFFER, TaskStateExamples.NOW.plusSeconds(seconds), 0.5);
  }

  @Test
  void withoutProgressTheProvidersOwnEstimateCounts() {
    Running told = running(null, TaskStateExamples.NOW.plusSeconds(30), 10);
    assertThat(next(told, 10)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void withoutProgressAndEstimateTheTypicalTimeCounts() {
    assertThat(next(running(null, null, 0), 100)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void progressCountsMoreThanTheProvidersEstimate() {
    Running told = running(55, TaskStateExamples.NOW.plusSeconds(3_600), 11);
    assertThat(next(told, 11)).isEqualTo(Duration.ofMillis(4_500));
  }

  @Test
  void nobodyIsAskedMoreOftenThanTheLeastNorRarerThanTheMostTime() {
    assertThat(next(running(99, null, 119), 119)).isEqualTo(RULES.minPollInterval());
    assertThat(next(running(1, null, 10), 10)).isEqualTo(RULES.maxPollInterval());
    assertThat(next(running(null, null, 0), 120)).isEqualTo(RULES.minPollInterval());
  }

  @Test
  void pollsOfTasksThatBeganTogetherAreSpreadByFivePercentAtMost() {
    Running told = running(1, null, 10);
    Instant now = TaskStateExamples.NOW.plusSeconds(10);
    assertThat(schedule.nextDelay(told, TaskStateExamples.OFFER, now, 0))
        .isEqualTo(Duration.ofSeconds(19));
    assertThat(schedule.nextDelay(told, TaskStateExamples.OFFER, now, 1))
        .isEqualTo(Duration.ofSeconds(21));
  }

  @Test
  void whatIsOverdueIsAskedForOnceAMinuteAtLast() {
    Running silent = running(null, null, 0);
    assertThat(
            RemainingTimeEstimator.isOverdue(
                silent, TaskStateExamples.OFFER, TaskStateExamples.NOW.plusSeconds(240)))
        .isFalse();
    assertThat(
            RemainingTimeEstimator.isOverdue(
                silent, TaskStateExamples.OFFER, TaskStateExamples.NOW.plusSeconds(241)))
        .isTrue();
    assertThat(next(silent, 1_200)).isEqualTo(TrackingConfig.OVERDUE_POLL_INTERVAL);
  }

  @Test
  void aSlowTaskThatTellsItsOwnSteadyPaceIsNotOverdue() {
    Running slow = running(30, null, 300);
    assertThat(
            RemainingTimeEstimator.isOverdue(
                slow, TaskStateExamples.OFFER, TaskStateExamples.NOW.plusSeconds(300)))
        .isFalse();
  }

  @Test
  void aTaskThatIsPastItsEstimateIsAskedEverLessOften() {
    Running silent = running(null, null, 0);
    assertThat(next(silent, 124)).isEqualTo(RULES.minPollInterval());
    assertThat(next(silent, 160)).isEqualTo(Duration.ofSeconds(10));
    assertThat(next(silent, 220)).isEqualTo(RULES.maxPollInterval());
  }

  @Test
  void troubleIsMetWithGrowingWaits() {
    assertThat(schedule.backoff(0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(schedule.backoff(1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(schedule.backoff(9)).isEqualTo(RULES.maxPollInterval());
  }

  @Test
  void aRetryAfterIsGrantedUpToOneLongestWaitBeyondThePlan() {
    Duration plan = Duration.ofSeconds(5);

    assertThat(schedule.granted(plan, null)).isEqualTo(plan);
    assertThat(schedule.granted(plan, Duration.ofSeconds(1))).isEqualTo(plan);
    assertThat(schedule.granted(plan, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
    assertThat(schedule.granted(plan, Duration.ofDays(1)))
        .isEqualTo(plan.plus(RULES.maxPollInterval()));
  }

  @Test
  void aTaskWithoutAnyWordIsSeenDoneInTimeToo() {
    Running silent = running(null, null, 0);
    Instant now = TaskStateExamples.NOW.plusSeconds(5);
    int polls = 0;
    while (now.isBefore(TaskStateExamples.NOW.plusSeconds(120))) {
      now = now.plus(schedule.nextDelay(silent, TaskStateExamples.OFFER, now, 0.5));
      polls++;
    }
    assertThat(Duration.between(TaskStateExamples.NOW.plusSeconds(120), now))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(polls).isLessThanOrEqualTo(12);
  }
}
