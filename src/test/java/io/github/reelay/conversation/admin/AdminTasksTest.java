package io.github.reelay.conversation.admin;

import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskStateExamples;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTasksTest extends AdminConversation {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "70");

  @ParameterizedTest
  @CsvSource({"charged", "not-charged", "retry-delivery"})
  void onlyOperatorsRuleAboutTasksAndTheRightIsCheckedAtThePress(String action) {
    Task task = started(conversation.generate(member, RequestInput.ofText("e1", "a fox", null)));
    boolean rule = !action.equals("retry-delivery");
    fixture.becomes(
        task,
        rule
            ? TaskState.Unconfirmed.unanswered(fixture.clock.instant(), "reset", 0)
            : TaskState.Undeliverable.unposted(
                fixture.clock.instant(),
                fixture.video(task),
                Failure.of(FailureKind.CHAT_FORBIDDEN)));
    ButtonId button = new ButtonId(ButtonAction.ofWireId(action), task.id().value());
    TaskState before = fixture.store.find(task.id()).orElseThrow().state();

    assertThat(words(conversation.press(member, button, "p", ON, null))).isEqualTo(REFUSED);
    assertThat(words(conversation.press(moderator, button, "p", ON, null))).isEqualTo(REFUSED);
    assertThat(fixture.store.find(task.id()).orElseThrow().state()).isEqualTo(before);

    assertThat(conversation.press(operator, button, "p", ON, null))
        .isInstanceOf(Answer.ReplaceMessage.class);
    assertThat(fixture.store.find(task.id()).orElseThrow().state().name())
        .isEqualTo(rule ? "CLOSED" : "READY");
    assertThat(fixture.ruleStore.auditEntries(1).getFirst().what())
        .isEqualTo("task " + task.id() + " " + action);
    assertThat(words(conversation.press(operator, button, "p", ON, null)))
        .isEqualTo("That task is settled already.");
  }

  @Test
  void tasksThatNeedAHandAreListedWithButtonsForTheOperatorOnly() {
    Task task = started(conversation.generate(member, RequestInput.ofText("e1", "a fox", null)));
    fixture.becomes(task, TaskState.Unconfirmed.unanswered(fixture.clock.instant(), "reset", 0));
    started(conversation.generate(member, RequestInput.ofText("e2", "waits quietly", null)));

    Message forOperator = ((Answer.Reply) conversation.admin(operator, "tasks")).message();
    Message forModerator = ((Answer.Reply) conversation.admin(moderator, "tasks")).message();

    assertThat(forOperator.text().plainText())
        .startsWith("One task needs a hand:")
        .contains(task.id().shortForm() + " no clear answer")
        .contains("apimart");
    assertThat(forOperator.rows().getFirst())
        .extracting(Button::label)
        .containsExactly(
            "Charged " + task.id().shortForm(), "Not charged " + task.id().shortForm());
    assertThat(forModerator.text().plainText())
        .contains("no clear answer")
        .doesNotContain("apimart");
    assertThat(forModerator.rows()).isEmpty();
  }

  private Task undeliverable(String event) {
    Task task = started(conversation.generate(member, RequestInput.ofText(event, "a fox", null)));
    return fixture.becomes(
        task,
        TaskState.Undeliverable.unposted(
            fixture.clock.instant(), fixture.video(task), Failure.of(FailureKind.CHAT_FORBIDDEN)));
  }

  private Task unconfirmed(String event) {
    Task task = started(conversation.generate(member, RequestInput.ofText(event, "a fox", null)));
    return fixture.becomes(
        task, TaskState.Unconfirmed.unanswered(fixture.clock.instant(), "reset", 0));
  }

  /** It may still be taken, and charged, after somebody has looked. */
  @Test
  void whatIsStillAskedForIsNobodysToRule() {
    Task asking = fixture.becomes(unconfirmed("e1"), TaskStateExamples.ASKING);

    Message one = message(conversation.admin(operator, "tasks " + asking.id()));
    assertThat(one.text().plainText()).contains("the answer was lost and is asked for again");
    assertThat(buttons(one)).doesNotContain(charged(asking));
    assertThat(message(conversation.admin(operator, "tasks")).text().plainText())
        .doesNotContain(asking.id().shortForm());
    assertThat(words(conversation.jobs(member))).contains("answer lost, asked for again");
  }

  private static Message message(Answer answer) {
    return switch (answer) {
      case Answer.Reply(Message message, _, _) -> message;
      case Answer.ReplaceMessage(Message message) -> message;
      default -> throw new AssertionError(words(answer));
    };
  }

  private static List<ButtonId> buttons(Message message) {
    return message.rows().stream().flatMap(List::stream).map(Button::id).toList();
  }

  private static ButtonId charged(Task task) {
    return new ButtonId(ButtonAction.CHARGED, task.id().value());
  }

  @Test
  void whatIsToBeRuledComesFirstAndTheRestIsOnFurtherPages() {
    for (int i = 0; i < 20; i++) {
      undeliverable("old" + i);
    }
    Task last = unconfirmed("last");

    Message first = message(conversation.admin(operator, "tasks"));
    assertThat(first.text().plainText())
        .startsWith("21 tasks need a hand: (page 1 of 3)\n" + last.id().shortForm());
    assertThat(buttons(first)).startsWith(charged(last));
    ButtonId next = buttons(first).getLast();
    assertThat(next).isEqualTo(new ButtonId(ButtonAction.TASKS_NEXT, "2"));

    Message second = message(conversation.press(operator, next, "p", ON, null));
    assertThat(second).isEqualTo(message(conversation.admin(operator, "tasks 2")));
    assertThat(second.text().plainText()).contains("(page 2 of 3)");
    assertThat(buttons(second)).doesNotContain(charged(last));
    Message third = message(conversation.admin(operator, "tasks 3"));
    assertThat(buttons(third)).hasSize(6).endsWith(new ButtonId(ButtonAction.TASKS_PREVIOUS, "2"));
    assertThat(message(conversation.admin(operator, "tasks 999"))).isEqualTo(third);
    assertThat(message(conversation.admin(operator, "tasks 0"))).isEqualTo(first);
    assertThat(words(conversation.press(member, next, "p", ON, null))).isEqualTo(REFUSED);
  }

  @Test
  void aFullPageOfRulingsFitsDiscordsFiveRows() {
    for (int i = 0; i < 9; i++) {
      unconfirmed("e" + i);
    }
    assertThat(message(conversation.admin(operator, "tasks")).rows()).hasSize(5);
  }

  /** More run at once than one look takes in. */
  @Test
  void noNumberOfOthersHidesWhatIsToBeRuled() {
    for (int i = 0; i < 1_001; i++) {
      fixture.running(
          started(conversation.generate(member, RequestInput.ofText("r" + i, "a fox", null))));
    }
    Task last = unconfirmed("last");

    assertThat(buttons(message(conversation.admin(operator, "tasks")))).contains(charged(last));
  }

  @Test
  void oneTaskIsShownByItsIdWithWhatCanBeDoneForIt() {
    Task ruled = unconfirmed("e1");
    Task kept = undeliverable("e2");
    Task well = started(conversation.generate(member, RequestInput.ofText("e3", "a fox", null)));

    Message one = message(conversation.admin(operator, "tasks " + ruled.id()));
    assertThat(one.text().plainText()).startsWith(ruled.id().shortForm() + " no clear answer");
    assertThat(buttons(one))
        .containsExactly(
            charged(ruled), new ButtonId(ButtonAction.NOT_CHARGED, ruled.id().value()));
    for (String word : List.of(kept.id().shortForm(), kept.id().value().toLowerCase(Locale.ROOT))) {
      assertThat(buttons(message(conversation.admin(operator, "tasks " + word))))
          .containsExactly(new ButtonId(ButtonAction.RETRY_DELIVERY, kept.id().value()));
    }
    Message healthy = message(conversation.admin(operator, "tasks " + well.id()));
    assertThat(healthy.text().plainText()).contains("needs no hand now, it is QUEUED");
    assertThat(healthy.rows()).isEmpty();
    assertThat(message(conversation.admin(moderator, "tasks " + ruled.id())).rows()).isEmpty();
    assertThat(words(conversation.admin(operator, "tasks #0000")))
        .startsWith("No task is found by “#0000”.");
    fixture.store.put(ruled.withAddress(Destination.of(new ChatRef("telegram", "-200"))));
    assertThat(words(conversation.admin(moderator, "tasks " + ruled.id())))
        .startsWith("No task is found");
  }
}
