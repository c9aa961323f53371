package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What money, waiting and telling mean on the way from acceptance to an answer. */
class TaskTransitionsTest {
  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);

  private TaskUpdate change(Task task, TaskEvent event, Instant now) {
    return transitions.apply(task, event, now).orElseThrow();
  }

  private Task after(Task task, TaskEvent event, Instant now) {
    return change(task, event, now).task();
  }

  private Task after(Task task, TaskEvent event) {
    return after(task, event, TaskStateExamples.NOW);
  }

  private static TaskEvent answer(SubmitResult result) {
    return answer(result, 0);
  }

  private static TaskEvent answer(SubmitResult result, int attempts) {
    return new TaskEvent.Submitted(result, attempts);
  }

  private static TaskEvent notAccepted(
      FailureKind kind, @Nullable Duration retryAfter, boolean elsewhere) {
    return answer(new SubmitResult.NotAccepted(new Failure(kind, "", retryAfter), elsewhere));
  }

  @Test
  void nobodyPaysForWhatTheyCannotSee() {
    Task unseen = TaskStateExamples.accepted();
    assertThat(
            transitions.apply(
                unseen,
                new TaskEvent.SubmitStarted(TaskStateExamples.OFFER, TaskStateExamples.OWNER),
                TaskStateExamples.NOW))
        .isEmpty();
    Task seen = after(unseen, new TaskEvent.StatusShown(TaskStateExamples.STATUS, "waiting", null));
    assertThat(
            after(
                    seen,
                    new TaskEvent.SubmitStarted(TaskStateExamples.OFFER, TaskStateExamples.OWNER))
                .state())
        .isInstanceOf(TaskState.Submitting.class);
  }

  @Test
  void aProcessThatSleptDoesNotPutItsStatusMessageInThePlaceOfAnothers() {
    Task unseen = TaskStateExamples.accepted();
    Task posted = after(unseen, new TaskEvent.StatusShown(TaskStateExamples.STATUS, "mark", null));
    MessageRef late = new MessageRef(TaskStateExamples.STATUS.chat(), "late");

    assertThat(
            transitions.apply(
                posted, new TaskEvent.StatusShown(late, "mark", null), TaskStateExamples.NOW))
        .isEmpty();
    assertThat(
            after(posted, new TaskEvent.StatusShown(late, "mark", TaskStateExamples.STATUS))
                .status()
                .message())
        .as("the one it saw was gone and made anew")
        .isEqualTo(late);
  }

  @Test
  void anOfferAboveWhatIsReservedIsNeverTaken() {
    TaskEvent dearer =
        new TaskEvent.SubmitStarted(
            TaskStateExamples.offer("dear", "1.01"), TaskStateExamples.OWNER);
    assertThat(
            transitions.apply(
                TaskStateExamples.in(TaskStateExamples.QUEUED), dearer, TaskStateExamples.NOW))
        .isEmpty();
  }

  @Test
  void aCheaperProviderIsSettledAtItsOwnPrice() {
    Task cheaper =
        TaskStateExamples.in(TaskStateExamples.RUNNING)
            .withOffer(TaskStateExamples.offer("second", "0.90"));
    PollResult done = new PollResult.Done(TaskStateExamples.FILE);
    TaskUpdate taken = change(cheaper, new TaskEvent.Polled(done), TaskStateExamples.NOW);
    assertThat(taken.entries())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.stage()).isEqualTo(Stage.SETTLE);
          assertThat(e.delta()).isEqualTo(Money.of("-0.10"));
        });
  }

  @Test
  void whatFailsGivesAllOfItsReservationBack() {
    Task cheaper =
        TaskStateExamples.in(TaskStateExamples.RUNNING)
            .withOffer(TaskStateExamples.offer("second", "0.90"));
    TaskUpdate failed =
        change(
            cheaper,
            new TaskEvent.Polled(new PollResult.Failed(TaskStateExamples.WHY)),
            TaskStateExamples.NOW);
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
        change(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            new TaskEvent.SubmitResultLost("crash"),
            TaskStateExamples.NOW);
    assertThat(lost.entries())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.stage()).isEqualTo(Stage.HOLD);
          assertThat(e.delta()).isEqualTo(Money.ZERO);
        });
  }

  @Test
  void aLateAnswerBringsTheIdBack() {
    Task updated = TaskStateExamples.in(TaskStateExamples.UNCONFIRMED);
    TaskEvent late = answer(new SubmitResult.Accepted("remote-9"));
    Task running = after(updated, late);
    assertThat(running.state()).isInstanceOf(TaskState.Running.class);
    assertThat(running.remoteId()).isEqualTo("remote-9");
    assertThat(running.due())
        .isEqualTo(TaskStateExamples.NOW.plus(TaskStateExamples.CONFIG.firstPollDelay()));
  }

  @Test
  void noPostLeavesBeforeTheTimeThatTheRelayAskedForIsOver() {
    Task waiting =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            notAccepted(FailureKind.PROVIDER_BUSY, Duration.ofSeconds(20), false));
    TaskEvent turn = new TaskEvent.SubmitStarted(TaskStateExamples.OFFER, TaskStateExamples.OWNER);
    assertThat(transitions.apply(waiting, turn, TaskStateExamples.NOW.plusSeconds(19))).isEmpty();
    assertThat(transitions.apply(waiting, turn, TaskStateExamples.NOW.plusSeconds(20))).isPresent();
  }

  @Test
  void aRunThatFindsNoOfferDoesNotShortenTheTimeThatARelayAskedFor() {
    Task waiting =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            notAccepted(FailureKind.PROVIDER_BUSY, Duration.ofSeconds(60), false));
    TaskEvent none = new TaskEvent.NoOffer(Failure.of(FailureKind.NO_PROVIDER));
    assertThat(after(waiting, none).due()).isEqualTo(TaskStateExamples.NOW.plusSeconds(60));
  }

  @Test
  void whatIsBackInLineWithoutAnythingToShowItsPersonEndsForFree() {
    Task unseen =
        TaskStateExamples.in(TaskStateExamples.SUBMITTING).withStatus(StatusMessage.NONE.asLost());
    for (TaskEvent back :
        List.of(
            notAccepted(FailureKind.PROVIDER_BUSY, null, false),
            new TaskEvent.SubmitAbandoned(TaskStateExamples.OWNER))) {
      TaskUpdate end = change(unseen, back, TaskStateExamples.NOW);
      assertThat(end.task().state()).isInstanceOf(TaskState.Failed.class);
      assertThat(end.entries()).extracting(LedgerEntry::stage).containsExactly(Stage.RELEASE);
    }
  }

  @Test
  void aStatusMessageThatComesWhileTheVideoIsPostedIsNotTheTasks() {
    Task posting =
        TaskStateExamples.in(TaskStateExamples.DELIVERING).withStatus(StatusMessage.NONE);
    TaskEvent late = new TaskEvent.StatusShown(TaskStateExamples.STATUS, "WAITING|", null);
    assertThat(transitions.apply(posting, late, TaskStateExamples.NOW)).isEmpty();
  }

  @Test
  void anAnswerToAnEarlierPostSaysNothingAboutTheNextOne() {
    TaskState second =
        new TaskState.Submitting(TaskStateExamples.NOW, TaskStateExamples.OWNER, Set.of(), 1);
    Task lost =
        after(TaskStateExamples.in(second), new TaskEvent.SubmitResultLost("the program stopped"));
    for (Task task : List.of(TaskStateExamples.in(second), lost)) {
      assertThat(
              transitions.apply(
                  task, notAccepted(FailureKind.PROVIDER_BUSY, null, false), TaskStateExamples.NOW))
          .isEmpty();
      SubmitResult accepted = new SubmitResult.Accepted("r");
      assertThat(after(task, answer(accepted, 1)).state()).isInstanceOf(TaskState.Running.class);
    }
  }

  @Test
  void aTurnThatNoPostLeftForIsGivenBack() {
    TaskState taken =
        new TaskState.Submitting(TaskStateExamples.NOW, TaskStateExamples.OWNER, Set.of("x"), 3);
    TaskEvent abandoned = new TaskEvent.SubmitAbandoned(TaskStateExamples.OWNER);
    assertThat(after(TaskStateExamples.in(taken), abandoned).state())
        .isEqualTo(new TaskState.Queued(TaskStateExamples.NOW, null, Set.of("x"), 3, null, null));
    Task cancelled = after(TaskStateExamples.in(taken), new TaskEvent.CancelRequested(false));
    assertThat(after(cancelled, abandoned).state()).isInstanceOf(TaskState.Cancelled.class);
    TaskEvent another = new TaskEvent.SubmitAbandoned(TaskStateExamples.OTHER_OWNER);
    assertThat(transitions.apply(TaskStateExamples.in(taken), another, TaskStateExamples.NOW))
        .isEmpty();
  }

  @Test
  void anAnswerThatComesAfterTheOperatorsRulingChangesNothing() {
    TaskEvent late = answer(new SubmitResult.Accepted("remote-9"));
    assertThat(
            transitions.apply(
                TaskStateExamples.in(TaskStateExamples.CLOSED), late, TaskStateExamples.NOW))
        .isEmpty();
  }

  @Test
  void theRemoteIdOutlivesTheGenerationForALaterRemix() {
    Task running =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            answer(new SubmitResult.Accepted("r-7")));
    Task done = after(running, new TaskEvent.Polled(new PollResult.Done(TaskStateExamples.FILE)));
    assertThat(after(done, new TaskEvent.FileStored(TaskStateExamples.VIDEO)).remoteId())
        .isEqualTo("r-7");
  }

  @Test
  void theSameProviderIsAskedAgainOnlyAfterTheTimeItNamed() {
    Duration wait = Duration.ofSeconds(42);
    Task again =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            notAccepted(FailureKind.PROVIDER_BUSY, wait, false));
    assertThat(again.due()).isEqualTo(TaskStateExamples.NOW.plus(wait));
    assertThat(((TaskState.Queued) again.state()).tried()).isEmpty();
  }

  @Test
  void anotherProviderIsAskedAtOnceHoweverLongTheFirstIsBusy() {
    Task elsewhere =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            notAccepted(FailureKind.PROVIDER_BUSY, Duration.ofMinutes(10), true));
    assertThat(elsewhere.state())
        .isInstanceOfSatisfying(
            TaskState.Queued.class,
            queued -> {
              assertThat(queued.notBefore()).isNull();
              assertThat(queued.tried()).containsExactly("first");
            });
  }

  @Test
  void aRelayThatIsBusyForEverEndsTheRequestForFree() {
    Task worn =
        TaskStateExamples.in(
            new TaskState.Submitting(TaskStateExamples.NOW, TaskStateExamples.OWNER, Set.of(), 11));
    TaskUpdate end =
        change(
            worn,
            answer(
                new SubmitResult.NotAccepted(
                    new Failure(FailureKind.PROVIDER_BUSY, "", Duration.ofSeconds(1)), false),
                11),
            TaskStateExamples.NOW);
    assertThat(end.task().state()).isInstanceOf(TaskState.Failed.class);
    assertThat(end.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
  }

  /** Patience counts from the first time without an offer, however long it stood in line. */
  @Test
  void whoseTurnItIsWaitsForAnyProviderFiveMinutesAtMost() {
    TaskEvent nobody = new TaskEvent.NoOffer(Failure.of(FailureKind.NO_PROVIDER));
    Instant turn = TaskStateExamples.NOW.plus(Duration.ofHours(2));
    Task waits = after(TaskStateExamples.in(TaskStateExamples.QUEUED), nobody, turn);
    assertThat(waits.state()).isInstanceOf(TaskState.Queued.class);
    assertThat(waits.due()).isAfter(turn);
    for (int seconds = 30; seconds < 300; seconds += 30) {
      waits = after(waits, nobody, turn.plusSeconds(seconds));
      assertThat(waits.state()).isInstanceOf(TaskState.Queued.class);
    }
    assertThat(after(waits, nobody, turn.plusSeconds(300)).state())
        .isInstanceOf(TaskState.Failed.class);
  }

  @Test
  void whoFindsNobodyLooksAgainAfterFiveSecondsThenEverMoreRarely() {
    TaskEvent nobody = new TaskEvent.NoOffer(Failure.of(FailureKind.NO_PROVIDER));
    Task waits = TaskStateExamples.in(TaskStateExamples.QUEUED);
    Instant now = TaskStateExamples.NOW;
    for (int wait : new int[] {5, 10, 20, 40, 40}) {
      waits = after(waits, nobody, now);
      assertThat(waits.due()).isEqualTo(now.plusSeconds(wait));
      now = now.plusSeconds(wait);
    }
  }

  @Test
  void patienceBeginsAnewWhenItWasOfferedMeanwhile() {
    TaskEvent nobody = new TaskEvent.NoOffer(Failure.of(FailureKind.NO_PROVIDER));
    Task waits = after(TaskStateExamples.in(TaskStateExamples.QUEUED), nobody);
    Instant later = TaskStateExamples.NOW.plus(Duration.ofMinutes(30));
    assertThat(after(waits, nobody, later).state()).isInstanceOf(TaskState.Queued.class);
  }

  @Test
  void whereNobodyElseIsLeftTheTimeThatTheProviderNamedIsWaitedForOrTheRequestEnds() {
    assertThat(
            after(TaskStateExamples.in(TaskStateExamples.QUEUED), busyFor(Duration.ofMinutes(2)))
                .due())
        .isEqualTo(TaskStateExamples.NOW.plusSeconds(120));
    assertThat(
            after(TaskStateExamples.in(TaskStateExamples.QUEUED), busyFor(Duration.ofMinutes(10)))
                .state())
        .isInstanceOf(TaskState.Failed.class);
  }

  private static TaskEvent busyFor(Duration time) {
    return new TaskEvent.NoOffer(new Failure(FailureKind.PROVIDER_BUSY, "429", time));
  }

  @Test
  void everyProviderIsAskedAnewAfterARoundWithoutAnOffer() {
    Task tried =
        TaskStateExamples.in(
            new TaskState.Queued(TaskStateExamples.NOW, null, Set.of("first"), 1, null, null));
    Task again = after(tried, new TaskEvent.NoOffer(Failure.of(FailureKind.PROVIDER_BUSY)));
    assertThat(((TaskState.Queued) again.state()).tried()).isEmpty();
  }

  @Test
  void aWishCancelledWhileItsPostIsUnderWayIsNotPostedAgain() {
    Task withheld =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            new TaskEvent.CancelRequested(false));
    assertThat(withheld.withheld()).isTrue();
    TaskUpdate end =
        change(withheld, notAccepted(FailureKind.PROVIDER_BUSY, null, true), TaskStateExamples.NOW);
    assertThat(end.task().state()).isInstanceOf(TaskState.Cancelled.class);
    assertThat(end.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
  }

  @Test
  void cancellingTwiceChangesNothingTheSecondTime() {
    Task withheld =
        after(
            TaskStateExamples.in(TaskStateExamples.RUNNING), new TaskEvent.CancelRequested(false));
    assertThat(
            transitions.apply(
                withheld, new TaskEvent.CancelRequested(false), TaskStateExamples.NOW))
        .isEmpty();
  }

  @Test
  void aStatusMessageThatCannotAppearCostsNothing() {
    TaskUpdate lost =
        change(
            TaskStateExamples.accepted(),
            new TaskEvent.StatusLost(FailureKind.CHAT_FORBIDDEN),
            TaskStateExamples.NOW);
    assertThat(lost.task().state()).isInstanceOf(TaskState.Failed.class);
    assertThat(lost.entries()).singleElement().extracting("stage").isEqualTo(Stage.RELEASE);
    assertThat(lost.task().due()).isNull();
  }

  @Test
  void aStatusMessageIsLostOnce() {
    Task lost =
        after(
            TaskStateExamples.in(TaskStateExamples.RUNNING),
            new TaskEvent.StatusLost(FailureKind.CHAT_GONE));
    assertThat(
            transitions.apply(
                lost, new TaskEvent.StatusLost(FailureKind.CHAT_GONE), TaskStateExamples.NOW))
        .isEmpty();
  }

  @Test
  void theLastWordIsOwedUntilItIsShown() {
    Task failed =
        after(TaskStateExamples.in(TaskStateExamples.QUEUED), new TaskEvent.CancelRequested(false));
    assertThat(failed.due())
        .isEqualTo(TaskStateExamples.NOW.plus(TrackingConfig.STATUS_RETRY_DELAY));
    String mark = StatusViewFactory.of(failed, TaskStateExamples.NOW).fingerprint().text();
    assertThat(after(failed, new TaskEvent.StatusShown(TaskStateExamples.STATUS, mark, null)).due())
        .isNull();
    assertThat(
            after(failed, new TaskEvent.StatusShown(TaskStateExamples.STATUS, "older", null)).due())
        .isNotNull();
  }

  /** What showed "posting" in between may have died before it noted that. */
  @Test
  void theSameLastWordIsOwedAgainByWhatWasFetchedAndIsKeptOnceMore() {
    Task kept = TaskStateExamples.in(TaskStateExamples.UNDELIVERABLE);
    String mark = StatusViewFactory.of(kept, TaskStateExamples.NOW).fingerprint().text();
    Task told = after(kept, new TaskEvent.StatusShown(TaskStateExamples.STATUS, mark, null));
    assertThat(told.due()).isNull();
    Task fetched = after(told, new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS));
    Task posting = after(fetched, new TaskEvent.DeliveryStarted());
    Task again =
        after(
            posting,
            new TaskEvent.DeliveryAttempted(
                new DeliveryResult.Refused(TaskStateExamples.WHY), TaskStateExamples.FIRST_TRY));
    assertThat(again.state()).isInstanceOf(TaskState.Undeliverable.class);
    assertThat(again.due()).isNotNull();
  }

  @Test
  void anUnconfirmedTaskOwesTheTruthThenWaitsForTheOperator() {
    Task lost =
        after(
            TaskStateExamples.in(TaskStateExamples.SUBMITTING),
            new TaskEvent.SubmitResultLost("crash"));
    assertThat(lost.due()).isBefore(TaskStateExamples.NOW.plusSeconds(60));
    String mark = StatusViewFactory.of(lost, TaskStateExamples.NOW).fingerprint().text();
    assertThat(after(lost, new TaskEvent.StatusShown(TaskStateExamples.STATUS, mark, null)).due())
        .isNull();
  }

  @Test
  void aPostThatNeverAnswersIsLookedForAfterItsTimeOut() {
    Task sent =
        after(
            TaskStateExamples.in(TaskStateExamples.QUEUED),
            new TaskEvent.SubmitStarted(TaskStateExamples.OFFER, TaskStateExamples.OWNER));
    assertThat(sent.due())
        .isAfter(TaskStateExamples.NOW.plus(TaskStateExamples.CONFIG.submitTimeout()));
  }

  @Test
  void editsOfTheStatusMessageAreCountedNotItsFirstPost() {
    StatusMessage first =
        StatusMessage.NONE.shown(TaskStateExamples.STATUS, "a", TaskStateExamples.NOW);
    assertThat(first.edits()).isZero();
    assertThat(
            first
                .shown(new MessageRef(TaskStateExamples.CHAT, "status"), "b", TaskStateExamples.NOW)
                .edits())
        .isOne();
  }
}
