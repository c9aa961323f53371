package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Unconfirmed;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.StatusView.Phase;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lost answer that may be asked for again: when, how long, and what ends it. */
class RepeatTransitionsTest {
  private static final Instant NOW = TaskStateExamples.NOW;
  private static final KeyedPost POST =
      new KeyedPost("/v1/videos", "Idempotency-Key", "k-1", "{}", NOW.plus(Duration.ofHours(23)));
  private static final SubmitResult LOST = new SubmitResult.Unknown("reset");

  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);
  private final Task sending =
      TaskStateExamples.in(new TaskState.Submitting(NOW, "run", Set.of(), 1));

  private TaskUpdate apply(Task task, TaskEvent event, Instant now) {
    return transitions.apply(task, event, now).orElseThrow();
  }

  private Task keyed(KeyedPost post) {
    return apply(sending, new TaskEvent.PostKeyed(post, 1), NOW).task();
  }

  private Task lost(KeyedPost post) {
    return apply(keyed(post), new TaskEvent.Submitted(LOST, 1), NOW).task();
  }

  private static Unconfirmed unconfirmed(Task task) {
    return (Unconfirmed) task.state();
  }

  private Task repeated(Task task, SubmitResult result, Instant now) {
    int made = unconfirmed(task).repeats();
    return apply(task, new TaskEvent.Repeated(result, 1, made), now).task();
  }

  @Test
  void itsMoneyIsHeldAndItIsAskedForAfterFiveSeconds() {
    TaskUpdate update = apply(keyed(POST), new TaskEvent.Submitted(LOST, 1), NOW);

    assertThat(update.entries()).containsExactly(LedgerEntry.hold(sending));
    assertThat(unconfirmed(update.task()).repeat())
        .isEqualTo(new KeyedPost.Repeat(POST, NOW.plusSeconds(5)));
    assertThat(update.task().due()).isEqualTo(NOW.plusSeconds(5));
    assertThat(StatusViewFactory.of(update.task(), NOW).phase()).isEqualTo(Phase.ASKING_AGAIN);
  }

  @Test
  void whatAKilledRunHadSentIsAskedForToo() {
    Task found = apply(keyed(POST), new TaskEvent.SubmitResultLost("killed"), NOW).task();

    assertThat(unconfirmed(found).repeat()).isNotNull();
  }

  @Test
  void withoutAKeyNothingIsRepeated() {
    Task task = apply(sending, new TaskEvent.Submitted(LOST, 1), NOW).task();

    assertThat(unconfirmed(task).repeat()).isNull();
    assertThat(StatusViewFactory.of(task, NOW).phase()).isEqualTo(Phase.UNCONFIRMED);
  }

  @Test
  void theKeyOfAnotherPostIsNotNoted() {
    assertThat(transitions.apply(sending, new TaskEvent.PostKeyed(POST, 0), NOW)).isEmpty();
  }

  @Test
  void anHourLongItIsAskedForAndThenThePersonIsTold() {
    List<Long> delays = new ArrayList<>();
    Task task = lost(POST);
    Instant now = NOW;
    KeyedPost.Repeat repeat = unconfirmed(task).repeat();
    while (repeat != null) {
      delays.add(Duration.between(now, repeat.due()).toSeconds());
      now = repeat.due();
      task = repeated(task, LOST, now);
      repeat = unconfirmed(task).repeat();
    }

    assertThat(delays).startsWith(5L, 20L, 60L, 300L).hasSize(14);
    assertThat(Duration.between(NOW, now)).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
    assertThat(unconfirmed(task).since()).isEqualTo(NOW);
    assertThat(StatusViewFactory.of(task, now).phase()).isEqualTo(Phase.UNCONFIRMED);
  }

  @Test
  void anAcceptanceGoesOnAsIfItHadComeAtOnce() {
    Task task = repeated(lost(POST), new SubmitResult.Accepted("remote-1"), NOW.plusSeconds(5));

    assertThat(task.state()).isInstanceOf(TaskState.Running.class);
    assertThat(task.remoteId()).isEqualTo("remote-1");
  }

  static List<SubmitResult> refusals() {
    return List.of(
        new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_BALANCE, "402"), true),
        new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_BUSY, "429"), false),
        new SubmitResult.Refused(Failure.of(FailureKind.CONTENT_REJECTED, "400")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalOfTheRepeatSaysNothingOfTheFirst(SubmitResult refusal) {
    Task task = repeated(lost(POST), refusal, NOW.plusSeconds(5));

    assertThat(unconfirmed(task).repeat())
        .isEqualTo(new KeyedPost.Repeat(POST, NOW.plusSeconds(25)));
  }

  @Test
  void aRelayThatCannotTellIsAskedNoMore() {
    Task task =
        repeated(
            lost(POST),
            new SubmitResult.Indeterminate("idempotency_key_reused"),
            NOW.plusSeconds(5));

    assertThat(unconfirmed(task).repeat()).isNull();
    assertThat(unconfirmed(task).evidence()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void whatTheRelayForgetsSoonIsNotAskedForAfterwards() {
    KeyedPost old = new KeyedPost("/v1", "Key", "k", "{}", NOW.plusSeconds(20));
    Task task = repeated(lost(old), LOST, NOW.plusSeconds(5));

    assertThat(unconfirmed(task).repeat()).isNull();
  }

  @Test
  void anAnswerToARepeatCountsOnceAndForItsOwnPost() {
    Task task = lost(POST);
    Task next = repeated(task, LOST, NOW.plusSeconds(5));

    assertThat(transitions.apply(next, new TaskEvent.Repeated(LOST, 1, 0), NOW)).isEmpty();
    assertThat(transitions.apply(next, new TaskEvent.Repeated(LOST, 0, 1), NOW)).isEmpty();
    assertThat(transitions.apply(sending, new TaskEvent.Repeated(LOST, 1, 0), NOW)).isEmpty();
  }

  /** Two processes repeat it at once; one learns nothing, and says so first. */
  @Test
  void anAcceptanceCountsWhoeverHasRepeatedItSince() {
    Task task = repeated(lost(POST), LOST, NOW.plusSeconds(5));
    Task over = repeated(task, new SubmitResult.Indeterminate("unknown"), NOW.plusSeconds(25));
    TaskEvent first = new TaskEvent.Repeated(new SubmitResult.Accepted("remote-1"), 1, 0);

    assertThat(apply(task, first, NOW).task().remoteId()).isEqualTo("remote-1");
    assertThat(apply(over, first, NOW).task().remoteId()).isEqualTo("remote-1");
  }

  @Test
  void theFirstAnswerThatComesLateStillCounts() {
    TaskEvent late = new TaskEvent.Submitted(new SubmitResult.Accepted("remote-1"), 1);

    assertThat(apply(lost(POST), late, NOW.plusSeconds(3)).task().state())
        .isInstanceOf(TaskState.Running.class);
  }

  static List<Task> perhapsTakenByRepeat() {
    RepeatTransitionsTest test = new RepeatTransitionsTest();
    Task asking = test.lost(POST);
    Task over =
        test.repeated(asking, new SubmitResult.Indeterminate("unknown"), NOW.plusSeconds(5));
    return List.of(asking, over);
  }

  /** It may be on its way, or have been taken though its answer was lost. */
  @ParameterizedTest
  @MethodSource("perhapsTakenByRepeat")
  void aLateRefusalOfTheFirstSaysNothingOfItsRepeats(Task task) {
    for (SubmitResult refusal : refusals()) {
      assertThat(transitions.apply(task, new TaskEvent.Submitted(refusal, 1), NOW)).isEmpty();
    }
  }

  @Test
  void nobodyRulesWhileItIsAskedFor() {
    assertThat(transitions.apply(lost(POST), new TaskEvent.Settled(false), NOW)).isEmpty();
  }
}
