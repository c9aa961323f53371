package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Delivering;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Posting exactly once, and keeping what could not be posted. */
class DeliveryTransitionsTest {
  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);
  private Task task = TaskStateExamples.in(TaskStateExamples.READY);

  private void told(TaskEvent event) {
    task = transitions.apply(task, event, TaskStateExamples.NOW).orElseThrow().task();
  }

  private void answered(DeliveryResult result) {
    told(new TaskEvent.DeliveryAttempted(result, delivering().lastTry()));
  }

  private Delivering delivering() {
    assertThat(task.state()).isInstanceOf(Delivering.class);
    return (Delivering) task.state();
  }

  private static DeliveryResult later(boolean nothingPosted) {
    return new DeliveryResult.RetryLater(Duration.ofSeconds(5), nothingPosted);
  }

  @Test
  void aFirstTryIsNotInDoubt() {
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().doubt()).isFalse();
    assertThat(delivering().underway()).isTrue();
  }

  @Test
  void aTryFoundUnderWayPutsTheNextInDoubt() {
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().doubt()).isTrue();
    assertThat(delivering().attempts()).isEqualTo(2);
  }

  @Test
  void aFileThatTheProgramDiedOfThreeTimesIsPutAside() {
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().deaths()).isEqualTo(1);
    answered(later(false));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().deaths()).as("an answer is no death").isEqualTo(1);
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().deaths()).isEqualTo(2);
    told(new TaskEvent.DeliveryStarted());
    assertThat(task.state())
        .isInstanceOfSatisfying(
            TaskState.Undeliverable.class,
            kept -> {
              assertThat(kept.reason().kind()).isEqualTo(FailureKind.STOPPED_PROGRAM);
              assertThat(kept.doubt()).isTrue();
            });
    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().deaths()).isZero();
  }

  @Test
  void ofATryTakenForDeadOnlyItsVideoCounts() {
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.DeliveryStarted());
    TaskEvent refused =
        new TaskEvent.DeliveryAttempted(
            new DeliveryResult.Refused(TaskStateExamples.WHY), TaskStateExamples.FIRST_TRY);
    TaskEvent posted =
        new TaskEvent.DeliveryAttempted(
            DeliveryResult.Posted.file(TaskStateExamples.POSTED, false),
            TaskStateExamples.FIRST_TRY);
    assertThat(transitions.apply(task, refused, TaskStateExamples.NOW)).isEmpty();
    told(posted);
    assertThat(task.state()).isInstanceOf(TaskState.Delivered.class);
  }

  /** Two processes may join the clips at once, and one of them fail at it. */
  @Test
  void whatIsDecidedFirstIsPosted() {
    Task.Film joined = Task.Film.joined(2, TaskStateExamples.VIDEO);
    Task.Film alone = Task.Film.clipAlone(2, Task.Film.Obstacle.NOT_JOINED);
    told(new TaskEvent.FilmDecided(joined, null));
    TaskEvent late = new TaskEvent.FilmDecided(alone, null);
    assertThat(transitions.apply(task, late, TaskStateExamples.NOW)).isEmpty();
    told(new TaskEvent.FilmDecided(alone, joined));
    assertThat(task.film()).isEqualTo(alone);
  }

  /** Its status message says since then that the video is kept. */
  @Test
  void aVideoThatAnEarlierRoundHasPutIntoTheStatusMessageIsNotThereAnyMore() {
    Delivering.Try earlier =
        new Delivering.Try(
            TaskStateExamples.NOW.minusSeconds(60), TaskStateExamples.FIRST_TRY.number());
    told(new TaskEvent.DeliveryStarted());
    TaskEvent inStatus =
        new TaskEvent.DeliveryAttempted(
            DeliveryResult.Posted.file(TaskStateExamples.STATUS, false), earlier);
    assertThat(transitions.apply(task, inStatus, TaskStateExamples.NOW)).isEmpty();
    TaskEvent later = new TaskEvent.DeliveryAttempted(later(true), earlier);
    assertThat(transitions.apply(task, later, TaskStateExamples.NOW)).isEmpty();
    told(
        new TaskEvent.DeliveryAttempted(
            DeliveryResult.Posted.file(TaskStateExamples.POSTED, false), earlier));
    assertThat(task.state()).isInstanceOf(TaskState.Delivered.class);
  }

  @Test
  void aTryThatIsUnderWayWhileItsChatMovesStaysInDoubt() {
    told(new TaskEvent.DeliveryStarted());
    task = task.withState(delivering().restarted());
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().doubt()).isTrue();
  }

  /** Another machine took over, whose disk has no such file. */
  @Test
  void aMissingFileIsFetchedAgainAndWhatIsInDoubtStaysSo() {
    told(new TaskEvent.DeliveryStarted());
    MessageRef soon = new MessageRef(TaskStateExamples.CHAT, "soon");
    told(new TaskEvent.PlaceholderPosted(soon, TaskStateExamples.FIRST_TRY));

    told(new TaskEvent.FileMissing());
    assertThat(task.state())
        .isInstanceOfSatisfying(
            TaskState.Running.class,
            running -> {
              assertThat(running.remoteId()).isEqualTo("remote-1");
              assertThat(running.doneAt()).isEqualTo(TaskStateExamples.NOW);
              assertThat(running.nextPoll()).isEqualTo(TaskStateExamples.NOW);
            });

    told(new TaskEvent.Polled(new PollResult.Done(TaskStateExamples.FILE)));
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO));
    assertThat(task.state())
        .isEqualTo(
            new TaskState.Ready(
                TaskStateExamples.NOW, TaskStateExamples.VIDEO, true, TaskStateExamples.NOW, soon));
  }

  @Test
  void whatTheProviderHasNoMoreEitherCanBeAskedForAndStaysInDoubt() {
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.FileMissing());
    task = task.withCharge(task.offer().price());
    told(new TaskEvent.Polled(new PollResult.Failed(TaskStateExamples.WHY)));
    assertThat(task.state())
        .isInstanceOfSatisfying(
            TaskState.Unfetched.class,
            unfetched -> assertThat(unfetched.reason()).isEqualTo(TaskStateExamples.WHY));

    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS));
    told(new TaskEvent.Polled(new PollResult.Done(TaskStateExamples.FILE)));
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO));
    assertThat(((TaskState.Ready) task.state()).doubt()).isTrue();
  }

  @Test
  void aTryThatWasTakenForDeadMayHavePostedWhatIsFetchedAgain() {
    told(new TaskEvent.DeliveryStarted());
    Delivering.Try earlier = delivering().lastTry();
    told(new TaskEvent.FileMissing());
    Task fetching = task;
    assertThat(
            transitions.apply(
                task,
                new TaskEvent.DeliveryAttempted(
                    DeliveryResult.Posted.file(TaskStateExamples.STATUS, false), earlier),
                TaskStateExamples.NOW))
        .as("the status message was written over since")
        .isEmpty();

    task = fetching;
    told(
        new TaskEvent.DeliveryAttempted(
            DeliveryResult.Posted.file(TaskStateExamples.POSTED, false), earlier));
    assertThat(task.state()).isEqualTo(TaskStateExamples.DELIVERED);
  }

  @Test
  void aFileThatIsFetchedAgainCanBeCancelledLikeOneThatIsHere() {
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.FileMissing());
    told(new TaskEvent.CancelRequested(false));
    told(new TaskEvent.Polled(new PollResult.Done(TaskStateExamples.FILE)));
    told(new TaskEvent.FileStored(TaskStateExamples.VIDEO));
    assertThat(task.state())
        .isInstanceOfSatisfying(
            TaskState.Undeliverable.class,
            kept -> {
              assertThat(kept.reason().kind()).isEqualTo(FailureKind.KEPT_AFTER_CANCEL);
              assertThat(kept.doubt()).isTrue();
            });
  }

  @Test
  void aTryThatProvablyPostedNothingRaisesNoDoubt() {
    told(new TaskEvent.DeliveryStarted());
    answered(later(true));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().doubt()).isFalse();
  }

  @Test
  void doubtIsNotForgottenByALaterProvenTry() {
    told(new TaskEvent.DeliveryStarted());
    answered(later(false));
    told(new TaskEvent.DeliveryStarted());
    answered(later(true));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().doubt()).isTrue();
  }

  @Test
  void doubtIsCarriedThroughARefusalToTheFetch() {
    told(new TaskEvent.DeliveryStarted());
    answered(later(false));
    told(new TaskEvent.DeliveryStarted());
    answered(new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_FORBIDDEN)));
    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().doubt()).isTrue();
  }

  @Test
  void aPlaceholderIsKeptOverTriesAndIsNoTryOfItsOwn() {
    MessageRef soon = new MessageRef(TaskStateExamples.CHAT, "soon");
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.PlaceholderPosted(soon, TaskStateExamples.FIRST_TRY));
    answered(later(true));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().placeholder()).isEqualTo(soon);
    assertThat(delivering().attempts()).isEqualTo(2);
  }

  @Test
  void whatAnotherTryThanTheLastOneHasPostedDoesNotBecomeTheVideo() {
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.DeliveryStarted());
    TaskEvent early =
        new TaskEvent.PlaceholderPosted(
            new MessageRef(TaskStateExamples.CHAT, "soon"), TaskStateExamples.FIRST_TRY);
    assertThat(transitions.apply(task, early, TaskStateExamples.NOW)).isEmpty();
  }

  /** It may have become the video: a second one must not be made of another message. */
  @Test
  void fetchInDoubtGoesOnWithThePlaceholder() {
    MessageRef placeholder = new MessageRef(TaskStateExamples.CHAT, "soon");
    told(new TaskEvent.DeliveryStarted());
    told(new TaskEvent.PlaceholderPosted(placeholder, TaskStateExamples.FIRST_TRY));
    for (int death = 0; death < 3; death++) {
      told(new TaskEvent.DeliveryStarted());
    }
    assertThat(task.state()).isInstanceOf(TaskState.Undeliverable.class);
    told(new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().placeholder()).isEqualTo(placeholder);
    assertThat(delivering().doubt()).isTrue();
  }

  @Test
  void whatWasBegunInAnotherChatIsLeftThere() {
    told(new TaskEvent.DeliveryStarted());
    told(
        new TaskEvent.PlaceholderPosted(
            new MessageRef(TaskStateExamples.CHAT, "soon"), TaskStateExamples.FIRST_TRY));
    answered(later(false));
    told(new TaskEvent.DeliveryStarted());
    answered(new DeliveryResult.Refused(TaskStateExamples.WHY));
    told(new TaskEvent.FetchRequested(Destination.of(new ChatRef("sim", "elsewhere"))));
    told(new TaskEvent.DeliveryStarted());
    assertThat(delivering().placeholder()).isNull();
  }

  @Test
  void aDeliveryIsTriedAgainWhenTheChatSaid() {
    told(new TaskEvent.DeliveryStarted());
    answered(later(true));
    assertThat(task.due()).isEqualTo(TaskStateExamples.NOW.plusSeconds(5));
  }

  @Test
  void aTryUnderWayIsLookedForOnlyWhenItsProcessMustBeDead() {
    told(new TaskEvent.DeliveryStarted());
    assertThat(task.due()).isEqualTo(TaskStateExamples.NOW.plus(TrackingConfig.DELIVERY_TIMEOUT));
  }

  @Test
  void noLastWordOverwritesAVideoThatBecameTheStatusMessage() {
    told(new TaskEvent.DeliveryStarted());
    answered(DeliveryResult.Posted.file(TaskStateExamples.STATUS, false));
    assertThat(task.status().lost()).isTrue();
    assertThat(task.due()).isNull();
  }

  @Test
  void noLastWordOverwritesALinkInTheStatusMessage() {
    told(new TaskEvent.DeliveryStarted());
    answered(DeliveryResult.Posted.link(TaskStateExamples.STATUS));
    assertThat(task.status().lost()).isTrue();
    assertThat(task.due()).isNull();
  }

  @Test
  void aVideoOfItsOwnLeavesTheLastWordOwed() {
    told(new TaskEvent.DeliveryStarted());
    answered(DeliveryResult.Posted.file(TaskStateExamples.POSTED, false));
    assertThat(task.due()).isEqualTo(TaskStateExamples.NOW.plus(TrackingConfig.STATUS_RETRY_DELAY));
  }

  @Test
  void fetchDeliversWhereItWasAskedFor() {
    Destination there = Destination.of(new ChatRef("sim", "another room")).withTicket("fresh");
    task = TaskStateExamples.in(TaskStateExamples.UNDELIVERABLE).withCancellation(true, false);
    told(new TaskEvent.FetchRequested(there));
    assertThat(task.address()).isEqualTo(there);
    assertThat(task.withheld()).isFalse();
    assertThat(task.due()).isEqualTo(TaskStateExamples.NOW);
  }

  @Test
  void fetchOfWhatNobodyCancelledChangesNothing() {
    assertThat(
            transitions.apply(
                TaskStateExamples.in(TaskStateExamples.RUNNING),
                new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS),
                TaskStateExamples.NOW))
        .isEmpty();
  }

  @Test
  void aDeletedVideoOwesNothingWhereItsStatusMessageWentWhenItCame() {
    task = deletedAfterItsLastWord(transitions);
    assertThat(task.state()).isInstanceOf(TaskState.Deleted.class);
    assertThat(task.status().lost()).isTrue();
    assertThat(task.due()).isNull();
  }

  @Test
  void aStatusMessageThatStaysMustNotPointAtADeletedVideo() {
    task = deletedAfterItsLastWord(new TaskTransitions(TaskStateExamples.config(true)));
    assertThat(task.status().lost()).isFalse();
    assertThat(task.due()).isNotNull();
    assertThat(StatusViewFactory.of(task, TaskStateExamples.NOW).phase())
        .isEqualTo(StatusView.Phase.DELETED);
  }

  @Test
  void aStatusMessageThatIsStillThereWhenItsVideoIsDeletedIsOwed() {
    for (TaskState state : List.of(TaskStateExamples.DELIVERED, TaskStateExamples.UNDELIVERABLE)) {
      task = TaskStateExamples.in(state);
      told(new TaskEvent.DeleteRequested());
      assertThat(task.status().lost()).isFalse();
      assertThat(task.due()).isNotNull();
    }
  }

  private static Task deletedAfterItsLastWord(TaskTransitions transitions) {
    Task delivered = TaskStateExamples.in(TaskStateExamples.DELIVERED);
    String shown = StatusViewFactory.of(delivered, TaskStateExamples.NOW).fingerprint().text();
    return transitions
        .apply(
            delivered.withStatus(
                delivered.status().shown(TaskStateExamples.STATUS, shown, TaskStateExamples.NOW)),
            new TaskEvent.DeleteRequested(),
            TaskStateExamples.NOW)
        .orElseThrow()
        .task();
  }

  @Test
  void aChatThatIsDownForADayLosesNothing() {
    Instant now = TaskStateExamples.NOW;
    Task waits = task;
    for (int i = 0; i < 24 * 12; i++) {
      now = now.plus(Duration.ofMinutes(5));
      waits = transitions.apply(waits, new TaskEvent.DeliveryStarted(), now).orElseThrow().task();
      TaskEvent answer =
          new TaskEvent.DeliveryAttempted(later(true), ((Delivering) waits.state()).lastTry());
      waits = transitions.apply(waits, answer, now).orElseThrow().task();
    }
    assertThat(waits.state()).isInstanceOf(Delivering.class);
    assertThat(((Delivering) waits.state()).doubt()).isFalse();
  }

  /** Discord would take a second post within minutes for the first, which was deleted. */
  @Test
  void aReportedVideoIsKeptAndShownAgainNotBeforeFiveMinutes() {
    Destination chat = task.address();
    Instant now = TaskStateExamples.NOW;
    task = TaskStateExamples.in(TaskStateExamples.DELIVERED);
    told(new TaskEvent.Reported());
    assertThat(task.state())
        .isInstanceOfSatisfying(
            TaskState.Undeliverable.class,
            kept -> {
              assertThat(kept.isReported()).isTrue();
              assertThat(kept.doubt()).as("it may not have been taken out of the chat").isTrue();
              assertThat(kept.placeholder()).isEqualTo(TaskStateExamples.POSTED);
            });
    assertThat(StatusViewFactory.of(task, now).actions()).isEmpty();
    assertThat(transitions.apply(task, new TaskEvent.Reported(), now)).isEmpty();

    TaskEvent fetch = new TaskEvent.FetchRequested(chat);
    Task soon = transitions.apply(task, fetch, now).orElseThrow().task();
    assertThat(soon.state()).isInstanceOf(TaskState.Ready.class);
    assertThat(soon.due()).isEqualTo(now.plus(Duration.ofMinutes(5)));
    Instant later = now.plus(Duration.ofHours(1));
    assertThat(transitions.apply(task, fetch, later).orElseThrow().task().due()).isEqualTo(later);
  }
}
