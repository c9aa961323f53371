package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a provider's answers about a running task mean. */
class RunningTransitionsTest {
  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);
  private Task task = TaskStateExamples.in(TaskStateExamples.RUNNING);

  private static Instant at(int seconds) {
    return TaskStateExamples.NOW.plusSeconds(seconds);
  }

  private TaskUpdate told(TaskEvent event, int seconds) {
    TaskUpdate update = transitions.apply(task, event, at(seconds)).orElseThrow();
    task = update.task();
    return update;
  }

  private TaskUpdate polled(PollResult result, int seconds) {
    return told(new TaskEvent.Polled(result), seconds);
  }

  private Running running() {
    assertThat(task.state()).isInstanceOf(Running.class);
    return (Running) task.state();
  }

  private Failure failure() {
    assertThat(task.state()).isInstanceOf(TaskState.Failed.class);
    return ((TaskState.Failed) task.state()).failure();
  }

  @Test
  void missingCountsOnlyAfterThreeTimesOverAMinute() {
    polled(new PollResult.Missing("404"), 0);
    polled(new PollResult.Missing("404"), 20);
    polled(new PollResult.Missing("404"), 40);
    polled(new PollResult.Missing("404"), 59);
    assertThat(running().missing()).isEqualTo(4);
    polled(new PollResult.Missing("404"), 60);
    assertThat(failure().kind()).isEqualTo(FailureKind.LOST_BY_PROVIDER);
  }

  @Test
  void twiceMissingIsNotLostHoweverLongBetween() {
    polled(new PollResult.Missing("404"), 0);
    polled(new PollResult.Missing("404"), 600);
    assertThat(running().missing()).isEqualTo(2);
  }

  @Test
  void aTaskThatIsFoundAgainBeginsToCountAnew() {
    polled(new PollResult.Missing("404"), 0);
    polled(new PollResult.Missing("404"), 30);
    polled(new PollResult.Working(10, null), 40);
    polled(new PollResult.Missing("404"), 61);
    assertThat(running().missing()).isOne();
    assertThat(running().missingSince()).isEqualTo(at(61));
  }

  @Test
  void progressNeverGoesBackAndIsNeverFull() {
    polled(new PollResult.Working(50, null), 30);
    polled(new PollResult.Working(20, null), 40);
    assertThat(running().progress().percent()).isEqualTo(50);
    polled(new PollResult.Working(100, null), 50);
    assertThat(running().progress().percent()).isEqualTo(99);
  }

  @Test
  void aRetryAfterOfAPollIsObeyedWithinReason() {
    polled(new PollResult.Unclear("429", Duration.ofSeconds(20)), 10);
    assertThat(running().nextPoll()).isBetween(at(30), at(50));

    polled(new PollResult.Unclear("429", Duration.ofDays(1)), 50);
    assertThat(running().nextPoll()).isBetween(at(70), at(91));
  }

  @Test
  void noRetryAfterPassesTheHardDeadline() {
    int deadline = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds();
    polled(new PollResult.Unclear("429", Duration.ofDays(1)), deadline - 5);
    assertThat(running().nextPoll()).isEqualTo(at(deadline));
  }

  @Test
  void nothingLearntNeverMeansFailedBeforeTheDeadline() {
    int deadline = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds();
    polled(new PollResult.Unclear("502", null), deadline - 1);
    running();
    polled(new PollResult.Unclear("502", null), deadline);
    assertThat(failure().kind()).isEqualTo(FailureKind.TIMED_OUT);
  }

  @Test
  void aResultThatComesAfterTheDeadlineIsStillTaken() {
    int late = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds() + 5;
    polled(new PollResult.Done(TaskStateExamples.FILE), late);
    assertThat(running().result()).isEqualTo(TaskStateExamples.FILE);
  }

  @Test
  void aPausedProvidersTasksLiveAndAreAskedEveryMinute() {
    polled(new PollResult.AccountBlocked(Failure.of(FailureKind.PROVIDER_BALANCE)), 10);
    assertThat(running().nextPoll()).isEqualTo(at(70));
  }

  @Test
  void doneWithoutAFileIsWaitedForUntilPatienceEnds() {
    polled(new PollResult.DoneWithoutFile(), 100);
    polled(new PollResult.DoneWithoutFile(), 339);
    assertThat(running().doneAt()).isEqualTo(at(100));
    polled(new PollResult.DoneWithoutFile(), 340);
    assertThat(failure().kind()).isEqualTo(FailureKind.NO_FILE);
  }

  @Test
  void aFileThatComesLateIsFetchedAtOnce() {
    polled(new PollResult.DoneWithoutFile(), 100);
    polled(new PollResult.Done(TaskStateExamples.FILE), 160);
    assertThat(task.due()).isEqualTo(at(160));
  }

  @Test
  void whatIsFinishedStaysSoWhileALinkIsOwed() {
    polled(new PollResult.Working(80, null), 90);
    polled(new PollResult.DoneWithoutFile(), 100);
    assertThat(phase()).isEqualTo(StatusView.Phase.FINISHING);
    polled(new PollResult.Done(TaskStateExamples.FILE), 110);
    told(new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)), 111);
    assertThat(phase()).isEqualTo(StatusView.Phase.FINISHING);
  }

  private StatusView.Phase phase() {
    return StatusViewFactory.of(task, at(112), null).phase();
  }

  @Test
  void aDeadLinkIsRefreshedOnce() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    told(new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)), 101);
    assertThat(running().result()).isNull();
    assertThat(running().linkRefreshed()).isTrue();
    assertThat(task.due()).isEqualTo(at(101));
    polled(new PollResult.Done(TaskStateExamples.FILE), 102);
    TaskUpdate dead =
        told(new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)), 103);
    assertThat(failure()).isEqualTo(TaskStateExamples.WHY);
    assertThat(dead.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
  }

  @Test
  void fetchesGrowRarerAndEndAfterThirty() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    Duration gap = Duration.ZERO;
    int now = 0;
    for (int fetch = 1; fetch < 30; fetch++) {
      told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), now);
      Duration next = Duration.between(at(now), running().nextPoll());
      assertThat(next).isGreaterThanOrEqualTo(gap).isLessThanOrEqualTo(Duration.ofMinutes(1));
      gap = next;
      now += (int) next.toSeconds();
    }
    told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), now);
    assertThat(failure()).isEqualTo(TaskStateExamples.WHY);
    assertThat(now).isGreaterThan(20 * 60);
  }

  @Test
  void aFileServerThatAsksToWaitIsObeyedWhileTheLinkLives() {
    Instant end = at(600);
    polled(new PollResult.Done(new RemoteFile("https://relay.example/v.mp4", end, null, null)), 0);
    told(
        new TaskEvent.FetchFailed(
            new FetchResult.RetryLater(TaskStateExamples.WHY, Duration.ofSeconds(90))),
        1);
    assertThat(running().nextPoll()).isEqualTo(at(91));

    told(
        new TaskEvent.FetchFailed(
            new FetchResult.RetryLater(TaskStateExamples.WHY, Duration.ofDays(1))),
        100);
    assertThat(running().nextPoll()).as("half of what is left").isEqualTo(at(350));
  }

  @Test
  void whatIsNoVideoFiveTimesIsNoVideo() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    for (int i = 1; i < 5; i++) {
      told(new TaskEvent.FileInvalid(Failure.of(FailureKind.BAD_FILE)), i);
      running();
    }
    told(new TaskEvent.FileInvalid(Failure.of(FailureKind.BAD_FILE)), 5);
    assertThat(failure().kind()).isEqualTo(FailureKind.BAD_FILE);
  }

  @Test
  void whatWasCancelledWhileRunningIsPaidAndKeptNotPosted() {
    told(new TaskEvent.CancelRequested(), 10);
    polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    TaskUpdate taken = told(new TaskEvent.FileStored(TaskStateExamples.VIDEO), 101);
    assertThat(task.state()).isInstanceOf(TaskState.Undeliverable.class);
    assertThat(((TaskState.Undeliverable) task.state()).reason().kind())
        .isEqualTo(FailureKind.KEPT_AFTER_CANCEL);
    assertThat(taken.entries()).singleElement().extracting("stage").isEqualTo(Stage.SETTLE);
  }

  @Test
  void fetchWhileItRunsTakesTheCancellationBack() {
    told(new TaskEvent.CancelRequested(), 10);
    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS), 20);
    polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO), 101);
    assertThat(task.state()).isInstanceOf(TaskState.Ready.class);
  }
}
