package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.GROUP;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.CommandInput.Source;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.tracking.port.Alert;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Anybody hides a posted video; the operator alone shows it again. */
class VideoReportsTest {
  private static final MessageRef VIDEO = new MessageRef(GROUP, "5");
  private static final String HIDDEN =
      "🚩 This video was reported and is hidden. The operator has been told.";

  private final ConversationFixture fixture = new ConversationFixture();
  private final ConversationCalls conversation = fixture.conversation();
  private final Task task =
      started(conversation.generate(sender(ANN), RequestInput.ofText("e1", "a fox", null)));

  private void deliver() {
    fixture.delivered(fixture.store.get(task.id()), VIDEO.id());
  }

  private Answer press(Sender sender, ButtonAction action) {
    return conversation.press(sender, new ButtonId(action, task.id().value()), "p", VIDEO, null);
  }

  private TaskState state() {
    return fixture.store.get(task.id()).state();
  }

  @Test
  void anybodyInTheChatHidesAVideoAndTheOperatorIsTold() {
    deliver();
    Answer answer = conversation.report(sender(BOB), Source.of(VIDEO));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.HideVideo.class, hide -> assertThat(hide.video()).isEqualTo(VIDEO));
    assertThat(words(answer)).isEqualTo(HIDDEN);
    assertThat(((TaskState.Undeliverable) state()).isReported()).isTrue();
    assertThat(fixture.alerts)
        .containsExactly(
            new Alert(
                Alert.Kind.VIDEO_REPORTED,
                task.id().value(),
                "telegram:2, telegram:-100, sora-2, " + task.offer().provider()));
  }

  @Test
  void theButtonDoesTheSame() {
    deliver();
    assertThat(press(sender(BOB), ButtonAction.REPORT)).isInstanceOf(Answer.HideVideo.class);
    assertThat(fixture.alerts).hasSize(1);
  }

  @Test
  void whatIsHiddenTheOperatorAloneShowsAgain() {
    deliver();
    conversation.report(sender(BOB), Source.of(VIDEO));
    String refused = "This video was reported. Only the operator can show it again.";
    assertThat(words(press(sender(ANN), ButtonAction.FETCH))).isEqualTo(refused);
    assertThat(words(conversation.jobs(sender(ANN)))).contains("reported and hidden");
    assertThat(((Answer.Reply) conversation.jobs(sender(ANN))).message().rows()).isEmpty();
    assertThat(
            words(conversation.remix(sender(BOB), RequestInput.ofText("e2", "blue", null), VIDEO)))
        .isEqualTo("That video was reported and is hidden, so it cannot be remixed.");
    assertThat(press(sender(ANN), ButtonAction.RETRY_DELIVERY))
        .isInstanceOf(Answer.Acknowledge.class);
    assertThat(((TaskState.Undeliverable) state()).isReported()).isTrue();

    Answer.Reply list = (Answer.Reply) conversation.admin(sender(OPERATOR), "tasks");
    assertThat(words(list)).contains("reported and hidden");
    assertThat(list.message().rows().getFirst())
        .extracting(Button::label)
        .containsExactly("Show again " + task.id().shortForm(), "Delete " + task.id().shortForm());
    press(sender(OPERATOR), ButtonAction.RETRY_DELIVERY);
    assertThat(state()).isInstanceOf(TaskState.Ready.class);
  }

  @Test
  void onePersonReportsAVideoOnce() {
    deliver();
    conversation.report(sender(BOB), Source.of(VIDEO));
    press(sender(OPERATOR), ButtonAction.RETRY_DELIVERY);
    assertThat(words(conversation.report(sender(BOB), Source.of(VIDEO))))
        .isEqualTo("It is only just being posted. Report it again in a moment.");
    deliver();
    assertThat(words(conversation.report(sender(BOB), Source.of(VIDEO))))
        .isEqualTo("You have reported this video before, and the operator has shown it again.");
    assertThat(state()).isInstanceOf(TaskState.Delivered.class);
    assertThat(conversation.report(sender(ANN), Source.of(VIDEO)))
        .isInstanceOf(Answer.HideVideo.class);
    assertThat(fixture.alerts).hasSize(2);
  }

  /** A kill may have come between the commit and the message's end. */
  @Test
  void aHiddenVideoThatStillStandsThereIsHiddenOnceMore() {
    deliver();
    conversation.report(sender(BOB), Source.of(VIDEO));
    assertThat(conversation.report(sender(BOB), Source.of(VIDEO)))
        .isInstanceOfSatisfying(
            Answer.HideVideo.class, hide -> assertThat(hide.video()).isEqualTo(VIDEO));
    assertThat(fixture.alerts).hasSize(1);
  }

  @Test
  void nothingElseCanBeReported() {
    String nothing = "I see no video of mine there, so there is nothing to report.";
    Source there = Source.of(VIDEO);
    assertThat(words(conversation.report(sender(BOB), there))).isEqualTo(nothing);
    deliver();
    assertThat(words(conversation.report(sender(BOB), new Source.OfTask(task.id()))))
        .isEqualTo(nothing);
    Destination elsewhere = Destination.of(new ChatRef("telegram", "-200"));
    Sender stranger =
        new Sender(BOB, "Bob", elsewhere, Locale.ENGLISH, Set.of(), () -> true, false);
    assertThat(words(conversation.report(stranger, there))).isEqualTo(nothing);
    assertThat(words(conversation.report(sender(BOB), new Source.Newest())))
        .startsWith("To report a video: reply /report to it.");
    assertThat(state()).isInstanceOf(TaskState.Delivered.class);
    assertThat(fixture.alerts).isEmpty();
  }

  @Test
  void whoIsBannedHidesNothing() {
    deliver();
    AccessOptions.Subjects bob =
        new AccessOptions.Subjects(Set.of(), Set.of(), Set.of(BOB.toString()), Set.of());
    fixture.access =
        new AccessOptions(
            AccessOptions.UnknownPolicy.AUTO,
            PolicyExamples.NOBODY,
            bob,
            Set.of(OPERATOR.toString()));
    assertThat(words(fixture.conversation().report(sender(BOB), Source.of(VIDEO))))
        .startsWith("I see no video of mine there");
    assertThat(List.of(state().name())).containsExactly("DELIVERED");
  }
}
