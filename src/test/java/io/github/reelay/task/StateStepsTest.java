package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.TaskState.Delivering;
import io.github.reelay.task.TaskState.Ready;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.task.TaskState.Unconfirmed;
import io.github.reelay.task.TaskState.Undeliverable;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskStateExamples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a state remembers from step to step. */
class StateStepsTest {
  private static final Instant NOW = TaskStateExamples.NOW;
  private static final Running RUNNING = TaskStateExamples.RUNNING;
  private static final MessageRef PLACEHOLDER = new MessageRef(TaskStateExamples.CHAT, "soon");

  private static Instant at(int seconds) {
    return NOW.plusSeconds(seconds);
  }

  private static Delivering begun() {
    return Ready.stored(NOW, TaskStateExamples.VIDEO).begun(NOW, at(60));
  }

  @Test
  void everyQuestionIsCounted() {
    Running asked = RUNNING.polled(at(1)).polled(at(2));
    assertThat(asked.polls()).isEqualTo(2);
    assertThat(asked.nextPoll()).isEqualTo(at(2));
    assertThat(asked.completed(TaskStateExamples.FILE, at(3)).polls()).isEqualTo(3);
    assertThat(asked.completedWithoutFile(at(3)).polls()).isEqualTo(2);
  }

  @Test
  void notKnownIsCountedFromTheFirstTimeAndForgottenOnceItIsKnown() {
    Running missed = RUNNING.missed(at(1)).missed(at(9));
    assertThat(missed.missing()).isEqualTo(2);
    assertThat(missed.missingSince()).isEqualTo(at(1));
    Running known = missed.withProgress(Progress.NONE);
    assertThat(known.missing()).isZero();
    assertThat(known.missingSince()).isNull();
    assertThat(missed.completed(TaskStateExamples.FILE, at(10)).missing()).isZero();
  }

  @Test
  void itIsDoneSinceTheFirstTimeThatWasSaid() {
    Running done = RUNNING.completedWithoutFile(at(1));
    assertThat(done.doneAt()).isEqualTo(at(1));
    assertThat(done.completedWithoutFile(at(5)).doneAt()).isEqualTo(at(1));
    assertThat(done.completed(TaskStateExamples.FILE, at(6)).doneAt()).isEqualTo(at(1));
    assertThat(RUNNING.completed(TaskStateExamples.FILE, at(6)).doneAt()).isEqualTo(at(6));
  }

  @Test
  void triesToFetchAreCountedAndADelayIsNone() {
    Running fetching = RUNNING.completed(TaskStateExamples.FILE, at(1));
    assertThat(fetching.fetchFailed(at(2)).fetchFailed(at(4)).fetches()).isEqualTo(2);
    assertThat(fetching.delayed(at(2)).fetches()).isZero();
    Running expired = fetching.linkExpired(at(3));
    assertThat(expired.fetches()).isOne();
    assertThat(expired.result()).isNull();
    assertThat(expired.linkRefreshed()).isTrue();
  }

  @Test
  void aRepeatMayHaveBeenTakenAlsoWhenThereIsNoneAnyMore() {
    Unconfirmed unanswered = Unconfirmed.unanswered(NOW, "reset", 1);
    Unconfirmed due = unanswered.withRepeat(new KeyedPost.Repeat(TaskStateExamples.KEYED, NOW));
    assertThat(unanswered.mayBeTakenByRepeat()).isFalse();
    assertThat(due.mayBeTakenByRepeat()).isTrue();
    assertThat(due.repeated("reset again").withRepeat(null).mayBeTakenByRepeat()).isTrue();
    assertThat(due.repeated("x").repeated("y").repeats()).isEqualTo(2);
  }

  @Test
  void aTryThatHasNotAnsweredIsInDoubtForWhoeverFindsIt() {
    Delivering first = begun();
    assertThat(first.doubt()).isFalse();
    assertThat(first.interrupted().doubt()).isTrue();
    assertThat(first.begun(at(9)).doubt()).isTrue();
    assertThat(first.begun(at(9)).attempts()).isEqualTo(2);
    assertThat(first.begun(at(9)).deaths()).isOne();

    Delivering answered = first.answered();
    assertThat(answered.interrupted().doubt()).isFalse();
    assertThat(answered.begun(at(9)).doubt()).isFalse();
    assertThat(answered.begun(at(9)).deaths()).isZero();
  }

  @Test
  void doubtStaysOverEveryRound() {
    Delivering unclear = begun().postponed(false, at(5));
    assertThat(unclear.doubt()).isTrue();
    assertThat(unclear.nextTry()).isEqualTo(at(5));
    assertThat(unclear.begun(at(9)).answered().doubt()).isTrue();
    Ready again = unclear.interrupted().storedAgain(at(20), TaskStateExamples.VIDEO);
    assertThat(again.doubt()).isTrue();
    assertThat(again.begun(at(21), at(80)).doubt()).isTrue();
  }

  @Test
  void whatIsKeptNamesThePlaceholderOnlyWhileItMayHaveBecomeTheVideo() {
    Delivering underway = begun().withPlaceholder(PLACEHOLDER);
    Undeliverable inDoubt = Undeliverable.after(underway, at(5), TaskStateExamples.WHY);
    assertThat(inDoubt.doubt()).isTrue();
    assertThat(inDoubt.placeholder()).isEqualTo(PLACEHOLDER);

    Undeliverable sure = Undeliverable.after(underway.answered(), at(5), TaskStateExamples.WHY);
    assertThat(sure.doubt()).isFalse();
    assertThat(sure.placeholder()).isNull();

    Undeliverable once =
        Undeliverable.after(underway.postponed(false, at(5)), at(6), TaskStateExamples.WHY);
    assertThat(once.doubt()).as("an earlier try").isTrue();
  }

  @Test
  void aCaptionCanBeWrittenAnewWhereItIsKnownWhatItSaid() {
    Video video = TaskStateExamples.VIDEO;
    MessageRef posted = TaskStateExamples.POSTED;
    assertThat(new TaskState.Delivered(NOW, video, posted, true, null).hasKnownCaption()).isTrue();
    assertThat(new TaskState.Delivered(NOW, video, posted, false, true).hasKnownCaption()).isTrue();
    assertThat(new TaskState.Delivered(NOW, video, posted, false, null).hasKnownCaption())
        .isFalse();
  }

  @Test
  void whatIsReportedMayStillStandThere() {
    Undeliverable reported =
        Undeliverable.reported(at(9), (TaskState.Delivered) TaskStateExamples.DELIVERED);
    assertThat(reported.isReported()).isTrue();
    assertThat(reported.doubt()).isTrue();
    assertThat(reported.placeholder()).isEqualTo(TaskStateExamples.POSTED);
    assertThat(((Undeliverable) TaskStateExamples.UNDELIVERABLE).isReported()).isFalse();
  }

  @Test
  void someFailuresPassAndSomeMustComeAgain() {
    assertThat(FailureKind.PROVIDER_UNREACHABLE.isTransient()).isTrue();
    assertThat(FailureKind.PROVIDER_UNREACHABLE.mustFailAgain()).isFalse();
    assertThat(FailureKind.GENERATION_FAILED.isTransient()).isFalse();
    assertThat(FailureKind.GENERATION_FAILED.mustFailAgain()).isFalse();
    assertThat(FailureKind.SOURCE_GONE.isTransient()).isFalse();
    assertThat(FailureKind.SOURCE_GONE.mustFailAgain()).isTrue();
    assertThat(FailureKind.NO_PROVIDER.messageKey()).isEqualTo("failure.no-provider");
  }
}
