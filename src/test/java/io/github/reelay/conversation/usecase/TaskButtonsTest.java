package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TaskButtonsTest {
  private static final MessageRef ON = new MessageRef(ConversationFixture.GROUP, "55");

  private static final MessageRef QUESTION = new MessageRef(ConversationFixture.GROUP, "56");

  private final ConversationFixture fixture = new ConversationFixture();
  private final ConversationCalls conversation = fixture.conversation();
  private final Sender ann = sender(ANN);
  private final Task task =
      started(conversation.generate(ann, RequestInput.ofText("e0", "a fox --duration 15", null)));
  private int presses;

  private Answer press(Sender sender, String action) {
    return press(sender, action, "press-" + presses++);
  }

  private Answer press(Sender sender, String action, String origin) {
    return conversation.press(
        sender, new ButtonId(ButtonAction.ofWireId(action), task.id().value()), origin, ON, null);
  }

  private Answer answerOn(MessageRef message, String action) {
    return conversation.press(
        ann, new ButtonId(ButtonAction.ofWireId(action), task.id().value()), "p", message, null);
  }

  private TaskState state() {
    return fixture.store.find(task.id()).orElseThrow().state();
  }

  @Test
  void cancellingWhatWaitsIsFree() {
    assertThat(words(press(ann, "cancel"))).isEqualTo("Cancelled. Nothing was charged.");
    assertThat(state()).isInstanceOf(TaskState.Cancelled.class);
    assertThat(words(press(ann, "cancel"))).contains("cancelled already");
  }

  @Test
  void cancellingWhatRunsTellsThatItIsChargedAndKept() {
    fixture.running(task);

    assertThat(words(press(ann, "cancel"))).contains("$1.50 is charged").contains("Fetch");
    assertThat(words(press(ann, "cancel"))).contains("cancelled already");
    assertThat(words(press(sender(ANN, Locale.SIMPLIFIED_CHINESE, false), "fetch")))
        .isEqualTo("视频完成后会发到这里。");
    assertThat(words(press(ann, "fetch"))).isEqualTo("The video is not finished yet.");
  }

  @Test
  void othersMayNotCancelButModeratorsAndOperatorsMay() {
    assertThat(words(press(sender(BOB), "cancel"))).contains("Only the person who asked");
    assertThat(state()).isInstanceOf(TaskState.Queued.class);

    press(sender(BOB, Locale.ENGLISH, true), "cancel");
    assertThat(state()).isInstanceOf(TaskState.Cancelled.class);

    Task second = started(conversation.generate(ann, RequestInput.ofText("e9", "an owl", null)));
    conversation.press(
        sender(OPERATOR), new ButtonId(ButtonAction.CANCEL, second.id().value()), "p", ON, null);
    assertThat(fixture.store.find(second.id()).orElseThrow().state())
        .isInstanceOf(TaskState.Cancelled.class);
  }

  @Test
  void againMakesTheSameForWhoPresses() {
    Task again = started(press(sender(BOB), "again", "p1"));

    assertThat(again.requester().person()).isEqualTo(BOB);
    assertThat(again.request().prompt()).isEqualTo("a fox");
    assertThat(again.offer()).isEqualTo(task.offer());
    assertThat(started(press(sender(BOB), "again", "p1")).id()).isEqualTo(again.id());
    assertThat(started(press(ann, "again", "p2")).id()).isNotEqualTo(again.id());
  }

  /** Each is paid for. */
  @Test
  void againPressedTwiceMakesOne() {
    started(press(sender(BOB), "again", "p1"));
    assertThat(words(press(sender(BOB), "again", "p2")))
        .isEqualTo("That is on its way already. For one more, press again in a moment.");
    assertThat(fixture.store.ofPerson(BOB, 9)).hasSize(1);
  }

  @Test
  void whatWasForgottenIsNotMadeAgain() {
    Task blank = task.withRequest(task.request().withPrompt(""));
    fixture.store.put(blank);

    assertThat(words(press(ann, "again"))).contains("has been forgotten");
  }

  @Test
  void againOfARemixNeedsItsSource() {
    fixture.delivered(task, "55");
    Task remix = started(conversation.remix(ann, RequestInput.ofText("e1", "at night", null), ON));
    ButtonId again = new ButtonId(ButtonAction.AGAIN, remix.id().value());
    Sender bob = sender(BOB);
    assertThat(started(conversation.press(bob, again, "p1", ON, null)).request().source())
        .isEqualTo(task.id());

    press(ann, "delete-now");
    assertThat(words(conversation.press(ann, again, "p2", ON, null))).contains("is gone");
  }

  @Test
  void remixAsksForAPromptUnlessOneCameAlong() {
    assertThat(words(press(ann, "remix"))).contains("not finished yet");
    fixture.delivered(task, "55");

    assertThat(press(ann, "remix"))
        .isInstanceOfSatisfying(
            Answer.AskPrompt.class,
            ask -> {
              assertThat(ask.button().encode()).isEqualTo("remix:" + task.id());
              assertThat(ask.question().text().plainText()).contains("“a fox”");
            });
    ButtonId button = new ButtonId(ButtonAction.REMIX, task.id().value());
    assertThat(started(conversation.press(ann, button, "p", ON, "at night")).request().prompt())
        .isEqualTo("at night");
  }

  @Test
  void tryAnywayMakesOneNewTaskPerPersonHoweverOftenItIsPressed() {
    fixture.becomes(task, TaskState.Unconfirmed.unanswered(fixture.clock.instant(), "reset", 0));

    Task first = started(press(ann, "try-anyway"));
    Task second = started(press(ann, "try-anyway"));

    assertThat(second.id()).isEqualTo(first.id()).isNotEqualTo(task.id());
    assertThat(first.reserved()).isEqualTo(task.reserved());
    assertThat(state()).isInstanceOf(TaskState.Unconfirmed.class);
    fixture.running(task);
    assertThat(words(press(ann, "try-anyway"))).contains("turned up");
  }

  @Test
  void fetchDeliversWhatIsKeptWhereItIsPressed() {
    fixture.becomes(
        task,
        TaskState.Undeliverable.unposted(
            fixture.clock.instant(), fixture.video(task), Failure.of(FailureKind.CHAT_FORBIDDEN)));

    assertThat(words(press(sender(BOB), "fetch"))).contains("Only the person");
    assertThat(words(press(ann, "fetch"))).isEqualTo("The video is on its way.");
    assertThat(state()).isInstanceOf(TaskState.Ready.class);
  }

  @Test
  void fetchOfADeliveredVideoGivesALinkToTheFileAsItWasMade() {
    fixture.delivered(task, ON.id());
    assertThat(words(press(sender(BOB), "fetch"))).contains("Only the person");
    assertThat(words(press(ann, "fetch")))
        .startsWith("The file in full size is larger than this chat takes")
        .contains("kept until Nov 23, 2026");
    MessageRef elsewhere = new MessageRef(ConversationFixture.GROUP, "77");
    ButtonId fetch = new ButtonId(ButtonAction.FETCH, task.id().value());
    assertThat(words(conversation.press(ann, fetch, "p", elsewhere, null)))
        .isEqualTo("The video has been delivered already.");

    fixture.media.link = URI.create("https://reelay.example/media/x");
    Answer.Reply reply = (Answer.Reply) press(ann, "fetch");
    assertThat(reply.isPrivate()).isTrue();
    assertThat(reply.message().text().plainText())
        .startsWith(
            """
            The file as it was made, in full size:
            Download the video https://reelay.example/media/x
            """)
        .contains("The link works until Nov 23, 2026");
    assertThat(state()).isInstanceOf(TaskState.Delivered.class);

    fixture.clock.advance(Duration.ofDays(3));
    assertThat(words(press(ann, "fetch"))).isEqualTo("The file is no longer kept.");
  }

  @Test
  void deleteRemovesThePostedVideo() {
    assertThat(words(press(ann, "delete"))).contains("no video to delete");
    fixture.delivered(task, "55");

    for (String button : List.of("delete", "delete-now", "keep")) {
      assertThat(words(press(sender(BOB), button))).contains("Only the person");
    }
    assertThat(press(ann, "delete"))
        .isInstanceOfSatisfying(
            Answer.Reply.class,
            question -> {
              assertThat(question.isPrivate()).isTrue();
              assertThat(question.message().text().plainText())
                  .isEqualTo("Delete this video? It cannot be brought back.");
              assertThat(question.message().rows().getFirst())
                  .extracting(Button::label, Button::style)
                  .containsExactly(
                      tuple("Delete", Button.Style.DANGER), tuple("Keep it", Button.Style.PLAIN));
            });
    assertThat(words(press(sender(ANN, Locale.SIMPLIFIED_CHINESE, false), "delete")))
        .isEqualTo("删除这个视频？删除后无法恢复。");
    assertThat(state()).isInstanceOf(TaskState.Delivered.class);

    assertThat(answerOn(QUESTION, "keep"))
        .isEqualTo(
            new Answer.DeleteMessages(
                List.of(QUESTION), List.of(), Message.of("The video stays.")));
    assertThat(state()).isInstanceOf(TaskState.Delivered.class);
    assertThat(answerOn(QUESTION, "delete-now"))
        .isEqualTo(
            new Answer.DeleteMessages(
                List.of(ON, QUESTION), List.of(), Message.of("The video was deleted.")));
    assertThat(state()).isInstanceOf(TaskState.Deleted.class);
    assertThat(conversation.isPostedVideo(ON)).isFalse();
    // A kill may have come before the message was removed.
    assertThat(press(ann, "delete"))
        .isEqualTo(
            new Answer.DeleteMessages(
                List.of(ON), List.of(), Message.of("The video was deleted.")));
  }

  /** Of what was posted elsewhere or by an older version the caption is not known. */
  @Test
  void whatLinksToADeletedVideoIsToldToTheChat() {
    fixture.delivered(task, "video");
    Task remix = fixture.delivered(remixOf(task), "remix");
    Task clip =
        fixture.delivered(
            started(
                conversation.press(
                    ann,
                    new ButtonId(ButtonAction.CONTINUE, task.id().value()),
                    "c",
                    ON,
                    "it runs")),
            "clip");
    MessageRef elsewhere = new MessageRef(new ChatRef("discord", "other"), "m");
    for (TaskState.Delivered unknown :
        List.of(
            new TaskState.Delivered(fixture.clock.instant(), fixture.video(task), ON, false, null),
            new TaskState.Delivered(
                fixture.clock.instant(), fixture.video(task), elsewhere, false, false))) {
      fixture.becomes(remixOf(task), unknown);
    }
    Task link = remixOf(task);
    fixture.becomes(
        link,
        new TaskState.Delivered(fixture.clock.instant(), fixture.video(task), ON, true, null));
    remixOf(task);

    assertThat(answerOn(QUESTION, "delete-now"))
        .isInstanceOfSatisfying(
            Answer.DeleteMessages.class,
            answer ->
                assertThat(answer.linked())
                    .extracting(Task::id)
                    .containsExactly(link.id(), clip.id(), remix.id()));
    assertThat(fixture.renderer.caption(remix, 1000).text().spans())
        .noneMatch(RichText.Span.MessageLink.class::isInstance);
  }

  private Task remixOf(Task source) {
    return started(
        conversation.press(
            ann,
            new ButtonId(ButtonAction.REMIX, source.id().value()),
            "remix-" + presses++,
            ON,
            "at night"));
  }

  @Test
  void aButtonOfAnotherAgeIsAnsweredPolitely() {
    assertThat(
            words(
                conversation.press(
                    ann,
                    new ButtonId(ButtonAction.ofWireId("explode"), task.id().value()),
                    "p",
                    ON,
                    null)))
        .isEqualTo("That button is no longer of use.");
    assertThat(
            words(
                conversation.press(
                    ann, new ButtonId(ButtonAction.CANCEL, "nobody"), "p", ON, null)))
        .isEqualTo("That button is no longer of use.");
    assertThat(
            words(
                conversation.press(
                    ann, new ButtonId(ButtonAction.GENERATE, "0000000000000"), "p", ON, null)))
        .contains("Send your prompt again");
  }

  @Test
  void editMakesACardOfTheSameRequestInOtherWords() {
    fixture.rejected(task);
    ButtonId edit = new ButtonId(ButtonAction.EDIT, task.id().value());
    Sender bob = sender(ConversationFixture.BOB);
    assertThat(conversation.press(bob, edit, "p", ON, null))
        .isInstanceOfSatisfying(
            Answer.AskPrompt.class,
            ask -> {
              assertThat(ask.words()).isEqualTo("a fox");
              assertThat(ask.inPlace()).isFalse();
            });

    Answer.Reply card = (Answer.Reply) conversation.press(bob, edit, "p2", ON, "a hare");

    assertThat(card.message().text().plainText()).startsWith("🎬 a hare");
    ButtonId generate = card.message().rows().get(card.message().rows().size() - 2).getFirst().id();
    Task next = started(conversation.press(bob, generate, "p3", ON, null));
    assertThat(next.request().prompt()).isEqualTo("a hare");
    assertThat(next.offer().seconds()).isEqualTo(task.offer().seconds());
    assertThat(next.requester().person()).isEqualTo(ConversationFixture.BOB);
  }

  @Test
  void theCardOfAnEditedRemixIsARemixOfTheSameVideo() {
    fixture.delivered(task, "55");
    ButtonId remix = new ButtonId(ButtonAction.REMIX, task.id().value());
    Task first = started(conversation.press(ann, remix, "p", ON, "at night"));
    ButtonId edit = new ButtonId(ButtonAction.EDIT, first.id().value());

    Answer.Reply card = (Answer.Reply) conversation.press(ann, edit, "p2", ON, "at dawn");

    assertThat(card.message().text().plainText()).contains("at dawn", "remix of");
    assertThat(card.message().rows()).hasSize(2);
    ButtonId generate = card.message().rows().get(card.message().rows().size() - 2).getFirst().id();
    assertThat(started(conversation.press(ann, generate, "p3", ON, null)).request().source())
        .isEqualTo(task.id());
    fixture.becomes(
        fixture.store.find(task.id()).orElseThrow(),
        new TaskState.Failed(fixture.clock.instant(), Failure.of(FailureKind.GENERATION_FAILED)));
    assertThat(words(conversation.press(ann, edit, "p4", ON, "at noon"))).contains("is gone");
  }
}
