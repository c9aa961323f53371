package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.Lives;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What money, waiting and telling mean on the way from acceptance to an answer. */
class TaskTransitionsTest {
  private final TaskTransitions transitions = new TaskTransitions(TrackingConfig.DEFAULT);

  private TaskUpdate change(Task task, TaskEvent event, Instant now) {
    return transitions.apply(task, event, now).orElseThrow();
  }

  private Task after(Task task, TaskEvent event, Instant now) {
    return change(task, event, now).task();
  }

  private Task after(Task task, TaskEvent event) {
    return after(task, event, Lives.NOW);
  }

  private static TaskEvent answer(SubmitResult result) {
    return new TaskEvent.Submitted(result, Lives.OWNER);
  }

  private static TaskEvent notAccepted(
      FailureKind kind, @Nullable Duration retryAfter, boolean elsewhere) {
    return answer(new SubmitResult.NotAccepted(new Failure(kind, "", retryAfter), elsewhere));
  }

  @Test
  void nobodyPaysForWhatTheyCannotSee() {
    Task unseen = Lives.accepted();
    assertThat(
            transitions.apply(
                unseen, new TaskEvent.SubmitStarted(Lives.OFFER, Lives.OWNER), Lives.NOW))
        .isEmpty();
    Task seen = after(unseen, new TaskEvent.StatusShown(Lives.STATUS, "waiting"));
    assertThat(after(seen, new TaskEvent.SubmitStarted(Lives.OFFER, Lives.OWNER)).state())
        .isInstanceOf(TaskState.Submitting.class);
  }

  @Test
  void anOfferAboveWhatIsReservedIsNeverTaken() {
    TaskEvent dearer = new TaskEvent.SubmitStarted(Lives.offer("dear", "1.01"), Lives.OWNER);
    assertThat(transitions.apply(Lives.in(Lives.QUEUED), dearer, Lives.NOW)).isEmpty();
  }

  @Test
  void aCheaperProviderIsSettledAtItsOwnPrice() {
    Task cheaper = Lives.in(Lives.FETCHING).withOffer(Lives.offer("second", "0.90"));
    TaskUpdate taken = change(cheaper, new TaskEvent.FileStored(Lives.VIDEO), Lives.NOW);
    assertThat(taken.entries())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.stage()).isEqualTo(Stage.SETTLE);
          assertThat(e.delta()).isEqualTo(Money.of("-0.10"));
        });
  }

  @Test
  void whatFailsGivesAllOfItsReservationBack() {
    Task cheaper = Lives.in(Lives.RUNNING).withOffer(Lives.offer("second", "0.90"));
    TaskUpdate failed =
        change(cheaper, new TaskEvent.Polled(new PollResult.Failed(Lives.WHY)), Lives.NOW);
    assertThat(failed.entries())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.stage()).isEqualTo(Stage.RELEASE);
          assertThat(e.delta()).isEqualTo(Money.of("-1.00"));
        });
  }

  @Test
  void aLostAnswerHoldsTheReservation() {
    TaskUpdate lost =
        change(Lives.in(Lives.SUBMITTING), new TaskEvent.SubmitResultLost("crash"), Lives.NOW);
    assertThat(lost.entries())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.stage()).isEqualTo(Stage.HOLD);
          assertThat(e.delta()).isEqualTo(Money.ZERO);
        });
  }

  @Test
  void aLateAnswerBringsTheIdBack() {
    Task updated = Lives.in(Lives.UNCONFIRMED);
    TaskEvent late =
        new TaskEvent.Submitted(new SubmitResult.Accepted("remote-9"), Lives.OTHER_OWNER);
    Task running = after(updated, late);
    assertThat(running.state()).isInstanceOf(TaskState.Running.class);
    assertThat(running.remoteId()).isEqualTo("remote-9");
    assertThat(running.due()).isEqualTo(Lives.NOW.plus(TrackingConfig.DEFAULT.firstPollDelay()));
  }

  @Test
  void anAnswerToAnotherRunsPostSaysNothingAboutThisOne() {
    TaskEvent other =
        new TaskEvent.Submitted(new SubmitResult.Refused(Lives.WHY), Lives.OTHER_OWNER);
    assertThat(transitions.apply(Lives.in(Lives.SUBMITTING), other, Lives.NOW)).isEmpty();
  }

  @Test
  void anAnswerThatComesAfterTheOperatorsRulingChangesNothing() {
    TaskEvent late = answer(new SubmitResult.Accepted("remote-9"));
    assertThat(transitions.apply(Lives.in(Lives.CLOSED), late, Lives.NOW)).isEmpty();
  }

  @Test
  void theRemoteIdOutlivesTheGenerationForALaterRemix() {
    Task running = after(Lives.in(Lives.SUBMITTING), answer(new SubmitResult.Accepted("r-7")));
    Task done = after(running, new TaskEvent.Polled(new PollResult.Done(Lives.FILE)));
    assertThat(after(done, new TaskEvent.FileStored(Lives.VIDEO)).remoteId()).isEqualTo("r-7");
  }

  @Test
  void theSameProviderIsAskedAgainOnlyAfterTheTimeItNamed() {
    Duration wait = Duration.ofSeconds(42);
    Task again =
        after(Lives.in(Lives.SUBMITTING), notAccepted(FailureKind.PROVIDER_BUSY, wait, false));
    assertThat(again.due()).isEqualTo(Lives.NOW.plus(wait));
    assertThat(((TaskState.Queued) again.state()).tried()).isEmpty();
  }

  @Test
  void anotherProviderIsAskedAtOnceHoweverLongTheFirstIsBusy() {
    Task elsewhere =
        after(
            Lives.in(Lives.SUBMITTING),
            notAccepted(FailureKind.PROVIDER_BUSY, Duration.ofMinutes(10), true));
    assertThat(elsewhere.due()).isEqualTo(Lives.NOW);
    assertThat(((TaskState.Queued) elsewhere.state()).tried()).containsExactly("first");
  }

  @Test
  void aRelayThatIsBusyForEverEndsTheRequestForFree() {
    Task worn = Lives.in(new TaskState.Submitting(Lives.NOW, Lives.OWNER, Set.of(), 11));
    TaskUpdate end =
        change(
            worn, notAccepted(FailureKind.PROVIDER_BUSY, Duration.ofSeconds(1), false), Lives.NOW);
    assertThat(end.task().state()).isInstanceOf(TaskState.Failed.class);
    assertThat(end.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
  }

  @Test
  void whoWaitsForAnyProviderWaitsFiveMinutesAtMost() {
    TaskEvent nobody = new TaskEvent.NoOffer(Failure.of(FailureKind.NO_PROVIDER));
    Instant patient = Lives.NOW.plusSeconds(299);
    Task waits = after(Lives.in(Lives.QUEUED), nobody, patient);
    assertThat(waits.state()).isInstanceOf(TaskState.Queued.class);
    assertThat(waits.due()).isAfter(patient);
    assertThat(after(waits, nobody, Lives.NOW.plusSeconds(300)).state())
        .isInstanceOf(TaskState.Failed.class);
  }

  @Test
  void whereNobodyElseIsLeftTheTimeThatTheProviderNamedIsWaitedForOrTheRequestEnds() {
    assertThat(after(Lives.in(Lives.QUEUED), busyFor(Duration.ofMinutes(2))).due())
        .isEqualTo(Lives.NOW.plusSeconds(120));
    assertThat(after(Lives.in(Lives.QUEUED), busyFor(Duration.ofMinutes(10))).state())
        .isInstanceOf(TaskState.Failed.class);
  }

  private static TaskEvent busyFor(Duration time) {
    return new TaskEvent.NoOffer(new Failure(FailureKind.PROVIDER_BUSY, "429", time));
  }

  @Test
  void everyProviderIsAskedAnewAfterARoundWithoutAnOffer() {
    Task tried = Lives.in(new TaskState.Queued(Lives.NOW, null, Set.of("first"), 1, null));
    Task again = after(tried, new TaskEvent.NoOffer(Failure.of(FailureKind.PROVIDER_BUSY)));
    assertThat(((TaskState.Queued) again.state()).tried()).isEmpty();
  }

  @Test
  void aWishCancelledWhileItsPostIsUnderWayIsNotPostedAgain() {
    Task withheld = after(Lives.in(Lives.SUBMITTING), new TaskEvent.CancelRequested());
    assertThat(withheld.withheld()).isTrue();
    TaskUpdate end =
        change(withheld, notAccepted(FailureKind.PROVIDER_BUSY, null, true), Lives.NOW);
    assertThat(end.task().state()).isInstanceOf(TaskState.Cancelled.class);
    assertThat(end.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
  }

  @Test
  void cancellingTwiceChangesNothingTheSecondTime() {
    Task withheld = after(Lives.in(Lives.RUNNING), new TaskEvent.CancelRequested());
    assertThat(transitions.apply(withheld, new TaskEvent.CancelRequested(), Lives.NOW)).isEmpty();
  }

  @Test
  void aStatusMessageThatCannotAppearCostsNothing() {
    TaskUpdate lost =
        change(Lives.accepted(), new TaskEvent.StatusLost(FailureKind.CHAT_FORBIDDEN), Lives.NOW);
    assertThat(lost.task().state()).isInstanceOf(TaskState.Failed.class);
    assertThat(lost.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
    assertThat(lost.task().due()).isNull();
  }

  @Test
  void aStatusMessageIsLostOnce() {
    Task lost = after(Lives.in(Lives.RUNNING), new TaskEvent.StatusLost(FailureKind.CHAT_GONE));
    assertThat(transitions.apply(lost, new TaskEvent.StatusLost(FailureKind.CHAT_GONE), Lives.NOW))
        .isEmpty();
  }

  @Test
  void theLastWordIsOwedUntilItIsShown() {
    Task failed = after(Lives.in(Lives.QUEUED), new TaskEvent.CancelRequested());
    assertThat(failed.due()).isEqualTo(Lives.NOW.plus(TrackingConfig.STATUS_RETRY_DELAY));
    String mark = StatusViewFactory.of(failed, Lives.NOW, null).fingerprint().text();
    assertThat(after(failed, new TaskEvent.StatusShown(Lives.STATUS, mark)).due()).isNull();
    assertThat(after(failed, new TaskEvent.StatusShown(Lives.STATUS, "older")).due()).isNotNull();
  }

  @Test
  void anUnconfirmedTaskOwesTheTruthThenWaitsForTheOperator() {
    Task lost = after(Lives.in(Lives.SUBMITTING), new TaskEvent.SubmitResultLost("crash"));
    assertThat(lost.due()).isBefore(Lives.NOW.plusSeconds(60));
    String mark = StatusViewFactory.of(lost, Lives.NOW, null).fingerprint().text();
    assertThat(after(lost, new TaskEvent.StatusShown(Lives.STATUS, mark)).due()).isNull();
  }

  @Test
  void aPostThatNeverAnswersIsLookedForAfterItsTimeOut() {
    Task sent =
        after(Lives.in(Lives.QUEUED), new TaskEvent.SubmitStarted(Lives.OFFER, Lives.OWNER));
    assertThat(sent.due()).isAfter(Lives.NOW.plus(TrackingConfig.DEFAULT.submitTimeout()));
  }

  @Test
  void editsOfTheStatusMessageAreCountedNotItsFirstPost() {
    StatusMessage first = StatusMessage.NONE.shown(Lives.STATUS, "a", Lives.NOW);
    assertThat(first.edits()).isZero();
    assertThat(first.shown(new MessageRef(Lives.CHAT, "status"), "b", Lives.NOW).edits()).isOne();
  }
}
