package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a provider's answers about a running task mean. */
class RunningTransitionsTest {
  private static final int DAY = 24 * 60 * 60;

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

  private TaskState.Unconfirmed unconfirmed() {
    assertThat(task.state()).isInstanceOf(TaskState.Unconfirmed.class);
    return (TaskState.Unconfirmed) task.state();
  }

  private TaskState.Unfetched unfetched() {
    assertThat(task.state()).isInstanceOf(TaskState.Unfetched.class);
    return (TaskState.Unfetched) task.state();
  }

  private Failure failure() {
    assertThat(task.state()).isInstanceOf(TaskState.Failed.class);
    return ((TaskState.Failed) task.state()).failure();
  }

  @Test
  void whoCancelsIsAskedForAtOnceAndWhatTheProviderStopsForItCostsNothing() {
    polled(new PollResult.Working(10, null), 1);
    TaskUpdate cancelled = told(new TaskEvent.CancelRequested(false), 2);
    assertThat(cancelled.task().due()).isEqualTo(at(2));
    TaskUpdate stopped =
        polled(new PollResult.Failed(Failure.of(FailureKind.GENERATION_CANCELLED), Money.ZERO), 3);
    assertThat(task.state()).isInstanceOf(TaskState.Cancelled.class);
    assertThat(stopped.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
  }

  @Test
  void aPlaceInTheProvidersQueueIsShownUntilItHasBegun() {
    polled(new PollResult.Working(null, Duration.ofMinutes(6), 2), 1);
    assertThat(StatusViewFactory.of(task, at(1)).queuePosition()).isEqualTo(2);
    polled(new PollResult.Working(3, null), 20);
    assertThat(StatusViewFactory.of(task, at(20)).queuePosition()).isNull();
  }

  @Test
  void whatAProviderStopsByItselfHasFailed() {
    polled(new PollResult.Failed(Failure.of(FailureKind.GENERATION_CANCELLED), Money.ZERO), 1);
    assertThat(failure().kind()).isEqualTo(FailureKind.GENERATION_CANCELLED);
  }

  @Test
  void missingCountsOnlyAfterThreeTimesOverAMinute() {
    polled(new PollResult.Missing("404"), 0);
    polled(new PollResult.Missing("404"), 20);
    polled(new PollResult.Missing("404"), 40);
    polled(new PollResult.Missing("404"), 59);
    assertThat(running().missing()).isEqualTo(4);
    TaskUpdate lost = polled(new PollResult.Missing("404"), 60);
    assertThat(unconfirmed().evidence()).startsWith("LOST_BY_PROVIDER");
    assertThat(lost.entries()).as("nobody knows whether it was charged").isEmpty();
  }

  @Test
  void threeTimesOverAMinuteAreEnough() {
    polled(new PollResult.Missing("404"), 0);
    polled(new PollResult.Missing("404"), 30);
    polled(new PollResult.Missing("404"), 60);
    assertThat(unconfirmed().evidence()).startsWith("LOST_BY_PROVIDER");
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

  /** A host that was down overnight, and finds the relay unreachable first, loses nothing. */
  @Test
  void whatSaysNothingEndsNothingForAsLongAsAFinishedFileWouldBeKept() {
    int deadline = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds();
    List<PollResult> silent =
        List.of(
            new PollResult.Unclear("502", null),
            new PollResult.AccountBlocked(Failure.of(FailureKind.PROVIDER_BALANCE)),
            new PollResult.Missing("404"));
    for (PollResult nothing : silent) {
      polled(nothing, deadline + 1);
      assertThat(running().nextPoll()).isAfter(at(deadline + 1));
    }
    polled(new PollResult.Unclear("502", null), deadline + DAY - 1);
    assertThat(running().nextPoll()).isAfter(at(deadline + DAY - 1));
    TaskUpdate lost = polled(new PollResult.Unclear("502", null), deadline + DAY);
    assertThat(unconfirmed().evidence()).startsWith("TIMED_OUT");
    assertThat(lost.entries()).isEmpty();
  }

  @Test
  void whatIsDoneAfterTheDeadlineIsTakenThoughThePollBeforeSaidNothing() {
    int deadline = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds();
    polled(new PollResult.Unclear("HTML 502", null), deadline + 30_000);
    polled(new PollResult.Done(TaskStateExamples.FILE), deadline + 30_060);
    assertThat(running().result()).isEqualTo(TaskStateExamples.FILE);
  }

  @Test
  void whatOurOwnDiskDoesNotTakeIsNoTry() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 60);
    for (int minute = 2; minute < 700; minute++) {
      told(new TaskEvent.FetchFailed(new FetchResult.NotStored("disk full")), 60 * minute);
      assertThat(running().fetches()).isZero();
      assertThat(running().nextPoll()).isEqualTo(at(60 * minute + 30));
    }
  }

  @Test
  void whatWasGivenUpIsStillAskedAboutAndTakenLate() {
    int deadline = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds();
    polled(new PollResult.Working(10, null), deadline);
    assertThat(task.due()).as("its last word is owed first").isEqualTo(at(deadline + 20));
    told(shown(), deadline + 1);
    assertThat(task.due()).isEqualTo(at(deadline + 300));
    polled(new PollResult.Unclear("502", null), deadline + 300);
    assertThat(task.due()).isEqualTo(at(deadline + 600));
    polled(new PollResult.Working(99, null), deadline + 40_000);
    assertThat(task.due()).isEqualTo(at(deadline + 43_600));
    TaskUpdate done = polled(new PollResult.Done(TaskStateExamples.FILE), deadline + 43_600);
    assertThat(running().result()).isEqualTo(TaskStateExamples.FILE);
    assertThat(done.entries()).singleElement().extracting("stage").isEqualTo(Stage.SETTLE);
  }

  @Test
  void whatWasGivenUpIsAskedAboutForTwoDays() {
    int deadline = (int) TaskStateExamples.OFFER.hardDeadline().toSeconds();
    polled(new PollResult.Working(10, null), deadline);
    told(shown(), deadline + 1);
    polled(new PollResult.Working(10, null), deadline + 172_000);
    assertThat(task.due()).isNull();
  }

  @Test
  void theOperatorRulesOnWhatWasGivenUp() {
    polled(new PollResult.Working(10, null), 1_000_000);
    TaskUpdate ruled = told(new TaskEvent.Settled(true), 1_000_001);
    assertThat(task.state()).isEqualTo(new TaskState.Closed(at(1_000_001), true));
    assertThat(ruled.entries()).singleElement().extracting("stage").isEqualTo(Stage.SETTLE);
  }

  private TaskEvent shown() {
    StatusView view = StatusViewFactory.of(task, task.state().since());
    return new TaskEvent.StatusShown(TaskStateExamples.STATUS, view.fingerprint().text(), null);
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
    TaskUpdate done = polled(new PollResult.DoneWithoutFile(), 100);
    assertThat(done.entries()).singleElement().extracting("stage").isEqualTo(Stage.SETTLE);
    polled(new PollResult.DoneWithoutFile(), 100 + DAY - 1);
    assertThat(running().doneAt()).isEqualTo(at(100));
    assertThat(Duration.between(at(100 + DAY - 1), running().nextPoll()))
        .isEqualTo(Duration.ofMinutes(10));
    TaskUpdate end = polled(new PollResult.DoneWithoutFile(), 100 + DAY);
    assertThat(unfetched().reason().kind()).isEqualTo(FailureKind.NO_FILE);
    assertThat(end.entries()).as("settled before").isEmpty();
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
    return StatusViewFactory.of(task, at(112)).phase();
  }

  @Test
  void aDeadLinkIsRefreshedAtOnceAndAgainUntilNoLinkCanLive() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    told(new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)), 101);
    assertThat(running().result()).isNull();
    assertThat(running().linkRefreshed()).isTrue();
    assertThat(task.due()).isEqualTo(at(101));
    polled(new PollResult.Done(TaskStateExamples.FILE), 102);
    told(new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)), 103);
    assertThat(running().nextPoll()).as("not hammered").isAfter(at(103));
    polled(new PollResult.Done(TaskStateExamples.FILE), 110);
    TaskUpdate dead =
        told(new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)), 100 + DAY);
    assertThat(unfetched().reason()).isEqualTo(TaskStateExamples.WHY);
    assertThat(dead.entries()).isEmpty();
    assertThat(task.charged()).isEqualTo(TaskStateExamples.OFFER.price());
  }

  @Test
  void fetchesGrowRarerAndEndWithTheLinksLife() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    Duration gap = Duration.ZERO;
    int now = 0;
    while (now < DAY) {
      told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), now);
      Duration next = Duration.between(at(now), running().nextPoll());
      assertThat(next).isGreaterThanOrEqualTo(gap).isLessThanOrEqualTo(Duration.ofMinutes(10));
      gap = next;
      now += (int) next.toSeconds();
    }
    assertThat(running().fetches()).isBetween(100, 250);
    told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), now);
    assertThat(unfetched().reason()).isEqualTo(TaskStateExamples.WHY);
  }

  @Test
  void aLinkThatSaysItLivesLongerIsBelieved() {
    RemoteFile longLived =
        new RemoteFile("https://cdn.example/v.mp4", at(3 * DAY), 8, Money.of("0.70"));
    polled(new PollResult.Done(longLived), 0);
    told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), DAY);
    assertThat(running().result()).isEqualTo(longLived);
  }

  @Test
  void aLinkThatHasExpiredIsAskedForAnew() {
    RemoteFile brief = new RemoteFile("https://cdn.example/v.mp4", at(3600), 8, null);
    polled(new PollResult.Done(brief), 0);
    told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), 3600);
    assertThat(running().result()).isNull();
    assertThat(running().nextPoll()).isEqualTo(at(3600));
  }

  @Test
  void whatIsTooLargeIsNotTriedAgainByItself() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    Failure large = Failure.of(FailureKind.VIDEO_TOO_LARGE);
    told(new TaskEvent.FetchFailed(new FetchResult.Refused(large)), 1);
    assertThat(unfetched().reason()).isEqualTo(large);
  }

  @Test
  void fetchAsksTheProviderOnceMoreAndSettlesNothingTwice() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    told(
        new TaskEvent.FetchFailed(new FetchResult.Refused(Failure.of(FailureKind.VIDEO_TOO_LARGE))),
        1);
    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS), 500);
    assertThat(running().nextPoll()).isEqualTo(at(500));
    assertThat(running().remoteId()).isEqualTo(task.remoteId());
    polled(new PollResult.Done(TaskStateExamples.FILE), 501);
    TaskUpdate stored = told(new TaskEvent.FileStored(TaskStateExamples.VIDEO), 502);
    assertThat(task.state()).isInstanceOf(TaskState.Ready.class);
    assertThat(stored.entries()).isEmpty();
  }

  @Test
  void whatTheProviderSaysItChargedIsSettled() {
    RemoteFile cheaper = new RemoteFile("https://cdn.example/v.mp4", null, 8, Money.of("0.01"));
    TaskUpdate done = polled(new PollResult.Done(cheaper), 100);
    assertThat(task.charged()).isEqualTo(Money.of("0.01"));
    assertThat(done.entries())
        .singleElement()
        .extracting("delta")
        .isEqualTo(Money.of("0.01").minus(task.reserved()));
  }

  @Test
  void aCostOfNothingIsNotYetTold() {
    polled(
        new PollResult.Done(new RemoteFile("https://cdn.example/v.mp4", null, 8, Money.ZERO)), 9);
    assertThat(task.charged()).isEqualTo(TaskStateExamples.OFFER.price());
  }

  @Test
  void aFailureIsFreeUnlessTheProviderOrTheRowSaysOtherwise() {
    PollResult.Failed silent = new PollResult.Failed(TaskStateExamples.WHY);
    assertThat(polled(silent, 1).entries()).extracting("stage").containsExactly(Stage.RELEASE);
    assertThat(task.charged()).isNull();

    task = TaskStateExamples.in(TaskStateExamples.RUNNING);
    PollResult.Failed charged = new PollResult.Failed(TaskStateExamples.WHY, Money.of("0.05"));
    assertThat(polled(charged, 1).entries()).extracting("stage").containsExactly(Stage.SETTLE);
    assertThat(task.charged()).isEqualTo(Money.of("0.05"));
    assertThat(StatusViewFactory.of(task, at(2)).cost()).isEqualTo(Money.of("0.05"));
    assertThat(failure()).isEqualTo(TaskStateExamples.WHY);

    task = chargedOnFailure();
    assertThat(polled(silent, 1).entries()).extracting("stage").containsExactly(Stage.SETTLE);
    assertThat(task.charged()).isEqualTo(TaskStateExamples.OFFER.price());

    task = chargedOnFailure();
    PollResult.Failed refunded = new PollResult.Failed(TaskStateExamples.WHY, Money.ZERO);
    assertThat(polled(refunded, 1).entries()).extracting("stage").containsExactly(Stage.RELEASE);
  }

  @Test
  void againIsOfferedOnlyWhereItMayHelp() {
    assertThat(actionsAfter(FailureKind.GENERATION_FAILED))
        .containsExactly(StatusView.Action.AGAIN);
    assertThat(actionsAfter(FailureKind.CONTENT_REJECTED)).isEmpty();
    assertThat(actionsAfter(FailureKind.INVALID_REQUEST)).isEmpty();
    assertThat(actionsAfter(FailureKind.SOURCE_GONE)).isEmpty();
  }

  private static List<StatusView.Action> actionsAfter(FailureKind kind) {
    TaskState failed = new TaskState.Failed(TaskStateExamples.NOW, Failure.of(kind));
    return StatusViewFactory.of(TaskStateExamples.in(failed), at(1)).actions();
  }

  private static Task chargedOnFailure() {
    Task running = TaskStateExamples.in(TaskStateExamples.RUNNING);
    Offer offer = running.offer();
    return running.withOffer(
        new Offer(
            offer.provider(),
            offer.model(),
            offer.means(),
            offer.seconds(),
            offer.aspect(),
            offer.resolution(),
            offer.price(),
            offer.typical(),
            offer.hardDeadline(),
            true));
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
  void whatIsNoVideoFiveTimesIsAskedForAnew() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    for (int i = 1; i < 5; i++) {
      told(new TaskEvent.FileInvalid(Failure.of(FailureKind.BAD_FILE)), i);
      running();
    }
    told(new TaskEvent.FileInvalid(Failure.of(FailureKind.BAD_FILE)), 5);
    assertThat(running().result()).isNull();
    polled(new PollResult.Done(TaskStateExamples.FILE), 6);
    told(new TaskEvent.FileInvalid(Failure.of(FailureKind.BAD_FILE)), DAY);
    assertThat(unfetched().reason().kind()).isEqualTo(FailureKind.BAD_FILE);
  }

  @Test
  void whatWasCancelledWhileRunningIsPaidAndKeptNotPosted() {
    told(new TaskEvent.CancelRequested(false), 10);
    TaskUpdate taken = polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO), 101);
    assertThat(task.state()).isInstanceOf(TaskState.Undeliverable.class);
    assertThat(((TaskState.Undeliverable) task.state()).reason().kind())
        .isEqualTo(FailureKind.KEPT_AFTER_CANCEL);
    assertThat(taken.entries()).singleElement().extracting("stage").isEqualTo(Stage.SETTLE);
  }

  @Test
  void afterACancelTheStatusStaysAsItIsUntilItsLastWord() {
    told(new TaskEvent.CancelRequested(true), 10);
    StatusView said = StatusViewFactory.of(task, at(10));
    assertThat(said.phase()).isEqualTo(StatusView.Phase.CANCELLED_RUNNING);
    assertThat(said.cancelledByModerator()).isTrue();
    polled(new PollResult.Working(50, null), 20);
    assertThat(StatusViewFactory.of(task, at(20)).fingerprint()).isEqualTo(said.fingerprint());
    polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    assertThat(StatusViewFactory.of(task, at(100)).fingerprint()).isEqualTo(said.fingerprint());
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO), 101);
    StatusView last = StatusViewFactory.of(task, at(101));
    assertThat(last.phase()).isEqualTo(StatusView.Phase.KEPT);
    assertThat(last.cost()).isEqualTo(TaskStateExamples.OFFER.price());
    assertThat(last.cancelledByModerator()).isTrue();
  }

  @Test
  void whoWaitsLongForTheFileIsToldSo() {
    polled(new PollResult.Done(TaskStateExamples.FILE), 0);
    for (int i = 0; i < 6; i++) {
      told(new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)), i);
    }
    StatusView view = StatusViewFactory.of(task, at(10));
    assertThat(view.overdue()).isTrue();
    assertThat(view.deadline()).isEqualTo(at(DAY));
  }

  @Test
  void fetchWhileItRunsTakesTheCancellationBack() {
    told(new TaskEvent.CancelRequested(false), 10);
    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS), 20);
    polled(new PollResult.Done(TaskStateExamples.FILE), 100);
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO), 101);
    assertThat(task.state()).isInstanceOf(TaskState.Ready.class);
  }

  /** A crowd that asked in one moment is not asked about in one moment again and again. */
  @Test
  void pollsOfManyTasksAreSpreadOverATenthOfTheWait() {
    Set<Instant> moments = new TreeSet<>();
    for (int i = 1; i <= 50; i++) {
      Task one =
          TaskStateExamples.accepted("ann", i)
              .nextVersion(TaskStateExamples.RUNNING, TaskStateExamples.NOW);
      TaskUpdate update =
          transitions
              .apply(one, new TaskEvent.Polled(new PollResult.Working(null, null)), at(0))
              .orElseThrow();
      moments.add(Objects.requireNonNull(update.task().due()));
    }
    assertThat(moments)
        .hasSizeGreaterThan(30)
        .allMatch(moment -> !moment.isBefore(at(19)) && !moment.isAfter(at(21)));
  }

  @Test
  void anAnswerThatSaysNothingLeavesThePlanAsItWas() {
    polled(new PollResult.Unclear("HTML 502", null), 1);
    assertThat(running().nextPoll()).isAfter(at(15));
  }

  @Test
  void andIsNotAskedForAgainAtOnceWhereThePlanIsAtItsClosest() {
    polled(new PollResult.Working(90, Duration.ofMillis(1500)), 1);
    polled(new PollResult.Unclear("HTML 502", null), 2);
    assertThat(Duration.between(at(2), running().nextPoll())).isEqualTo(Duration.ofSeconds(2));
  }
}
