package io.github.reelay.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Address;
import io.github.reelay.task.ChatRef;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Delivering;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Posting exactly once, and keeping what could not be posted. */
class DeliveryStepTest {
  private final Step step = new Step(TrackingRules.DEFAULT);
  private Task task = Lives.in(Lives.READY);

  private void told(Event event) {
    task = step.on(task, event, Lives.NOW).orElseThrow().task();
  }

  private void answered(DeliveryAnswer answer) {
    told(new Event.DeliveryAnswered(answer));
  }

  private Delivering delivering() {
    assertThat(task.state()).isInstanceOf(Delivering.class);
    return (Delivering) task.state();
  }

  private static DeliveryAnswer later(boolean nothingPosted) {
    return new DeliveryAnswer.Later(Duration.ofSeconds(5), nothingPosted);
  }

  @Test
  void aFirstTryIsNotInDoubt() {
    told(new Event.DeliveryBegun());
    assertThat(delivering().doubt()).isFalse();
    assertThat(delivering().underway()).isTrue();
  }

  @Test
  void aTryFoundUnderWayPutsTheNextInDoubt() {
    told(new Event.DeliveryBegun());
    told(new Event.DeliveryBegun());
    assertThat(delivering().doubt()).isTrue();
    assertThat(delivering().attempts()).isEqualTo(2);
  }

  @Test
  void aTryThatProvablyPostedNothingRaisesNoDoubt() {
    told(new Event.DeliveryBegun());
    answered(later(true));
    told(new Event.DeliveryBegun());
    assertThat(delivering().doubt()).isFalse();
  }

  @Test
  void doubtIsNotForgottenByALaterProvenTry() {
    told(new Event.DeliveryBegun());
    answered(later(false));
    told(new Event.DeliveryBegun());
    answered(later(true));
    told(new Event.DeliveryBegun());
    assertThat(delivering().doubt()).isTrue();
  }

  @Test
  void doubtIsCarriedThroughARefusalToTheFetch() {
    told(new Event.DeliveryBegun());
    answered(later(false));
    told(new Event.DeliveryBegun());
    answered(new DeliveryAnswer.Refused(Failure.of(FailureKind.CHAT_FORBIDDEN)));
    told(new Event.FetchAsked(Lives.ADDRESS));
    told(new Event.DeliveryBegun());
    assertThat(delivering().doubt()).isTrue();
  }

  @Test
  void aPlaceholderIsKeptOverTriesAndIsNoTryOfItsOwn() {
    MessageRef soon = new MessageRef(Lives.CHAT, "soon");
    told(new Event.DeliveryBegun());
    told(new Event.PlaceholderPosted(soon));
    answered(later(true));
    told(new Event.DeliveryBegun());
    assertThat(delivering().placeholder()).isEqualTo(soon);
    assertThat(delivering().attempts()).isEqualTo(2);
  }

  @Test
  void aDeliveryIsTriedAgainWhenTheChatSaid() {
    told(new Event.DeliveryBegun());
    answered(later(true));
    assertThat(task.due()).isEqualTo(Lives.NOW.plusSeconds(5));
  }

  @Test
  void aTryUnderWayIsLookedForOnlyWhenItsProcessMustBeDead() {
    told(new Event.DeliveryBegun());
    assertThat(task.due()).isEqualTo(Lives.NOW.plus(TrackingRules.DELIVERY_LOST));
  }

  @Test
  void noLastWordOverwritesAVideoThatBecameTheStatusMessage() {
    told(new Event.DeliveryBegun());
    answered(new DeliveryAnswer.Posted(Lives.STATUS, false));
    assertThat(task.status().lost()).isTrue();
    assertThat(task.due()).isNull();
  }

  @Test
  void noLastWordOverwritesALinkInTheStatusMessage() {
    told(new Event.DeliveryBegun());
    answered(new DeliveryAnswer.Posted(Lives.STATUS, true));
    assertThat(task.status().lost()).isTrue();
    assertThat(task.due()).isNull();
  }

  @Test
  void aVideoOfItsOwnLeavesTheLastWordOwed() {
    told(new Event.DeliveryBegun());
    answered(new DeliveryAnswer.Posted(Lives.POSTED, false));
    assertThat(task.due()).isEqualTo(Lives.NOW.plus(TrackingRules.OWED_AGAIN));
  }

  @Test
  void fetchDeliversWhereItWasAskedFor() {
    Address there = Address.of(new ChatRef("sim", "another room")).withTicket("fresh");
    task = Lives.in(Lives.UNDELIVERABLE).withheldResult();
    told(new Event.FetchAsked(there));
    assertThat(task.address()).isEqualTo(there);
    assertThat(task.withheld()).isFalse();
    assertThat(task.due()).isEqualTo(Lives.NOW);
  }

  @Test
  void fetchOfWhatNobodyCancelledChangesNothing() {
    assertThat(step.on(Lives.in(Lives.RUNNING), new Event.FetchAsked(Lives.ADDRESS), Lives.NOW))
        .isEmpty();
  }

  @Test
  void aDeletedVideoLeavesItsStatusMessageAsItIs() {
    task = Lives.in(Lives.DELIVERED);
    told(new Event.DeleteAsked());
    assertThat(task.state()).isInstanceOf(TaskState.Deleted.class);
    assertThat(task.status().lost()).isTrue();
    assertThat(task.due()).isNull();
  }

  @Test
  void aChatThatIsDownForADayLosesNothing() {
    Instant now = Lives.NOW;
    Task waits = task;
    for (int i = 0; i < 24 * 12; i++) {
      now = now.plus(Duration.ofMinutes(5));
      waits = step.on(waits, new Event.DeliveryBegun(), now).orElseThrow().task();
      waits = step.on(waits, new Event.DeliveryAnswered(later(true)), now).orElseThrow().task();
    }
    assertThat(waits.state()).isInstanceOf(Delivering.class);
    assertThat(((Delivering) waits.state()).doubt()).isFalse();
  }
}
