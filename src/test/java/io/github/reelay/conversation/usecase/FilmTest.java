package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.ContinuePrefix;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films by replies, buttons and the command: continue, clip alone, undo, and what they cost. */
class FilmTest {
  private final ConversationFixture fixture = new ConversationFixture();
  private final Conversation conversation = fixture.conversation().conversation();
  private final Sender ann = sender(ANN);
  private final Task fox =
      fixture.delivered(
          started(conversation.run(ann, Command.VIDEO, input("e1", "a red fox"))), "m1");

  private static RequestInput wish(String origin, String text) {
    return RequestInput.ofText(origin, text, null);
  }

  private Answer reply(String origin, String message, String text) {
    return conversation.run(
        ann,
        Command.REMIX,
        CommandInput.remix(
            wish(origin, text),
            new CommandInput.Source.OnMessage(new MessageRef(fox.address().chat(), message))));
  }

  private Answer press(Sender who, ButtonAction action, Task task, @Nullable String text) {
    return conversation.press(
        who,
        new ButtonId(action, task.id().value()),
        "press:" + action + ":" + task.id() + text,
        new MessageRef(task.address().chat(), "m"),
        text);
  }

  private Task continued(String origin, String message, String text) {
    return started(reply(origin, message, text));
  }

  @ParameterizedTest
  @CsvSource({
    "continue: then she opens the door,then she opens the door",
    "Continue:then she opens the door,then she opens the door",
    "'  CONTINUE ：  then it snows ',then it snows",
    "继续：然后下雪,然后下雪",
    "继续: 然后下雪,然后下雪",
    "continue:,''",
    "'continue: a\nb: c','a\nb: c'"
  })
  void theBeginningOfAReplySaysThatItGoesOn(String reply, String words) {
    assertThat(new ContinuePrefix(new MessageBundles()).parse(reply.replace("\\n", "\n")))
        .contains(words.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "continue then she opens the door",
        "discontinue: it",
        "make it night",
        "please continue: it",
        "继续下雪",
        ""
      })
  void everyOtherReplyIsARemix(String reply) {
    assertThat(new ContinuePrefix(new MessageBundles()).parse(reply)).isEmpty();
  }

  @Test
  void aReplyThatContinuesMakesTheNextClip() {
    Task next = continued("e2", "m1", "continue: then it finds a door");
    Task other = started(reply("e3", "m1", "make it night"));

    assertThat(next.request().kind()).isEqualTo(RequestKind.CONTINUE);
    assertThat(next.request().prompt()).isEqualTo("then it finds a door");
    assertThat(next.continued()).isEqualTo(fox.id());
    assertThat(next.reserved()).as("a clip costs what it costs").isGreaterThan(Money.ZERO);
    assertThat(other.request().kind()).isEqualTo(RequestKind.REMIX);
    assertThat(other.continued()).isNull();
  }

  @Test
  void theSameReplyTwiceIsOneClip() {
    Task once = continued("e2", "m1", "continue: on");
    assertThat(continued("e2", "m1", "continue: on").id()).isEqualTo(once.id());
    assertThat(fixture.store.continuations(fox.id())).hasSize(1);
  }

  @Test
  void theCommandTakesTheNewestVideoHere() {
    CommandInput input = CommandInput.of(wish("e2", "then it snows"));
    assertThat(started(conversation.run(ann, Command.CONTINUE, input)).continued())
        .isEqualTo(fox.id());
    assertThat(words(conversation.run(sender(BOB), Command.CONTINUE, input("e3", "on"))))
        .startsWith("You have no video in this chat that could go on.");
  }

  private static CommandInput input(String origin, String text) {
    return CommandInput.of(wish(origin, text));
  }

  @Test
  void theButtonAsksWhatHappensNext() {
    assertThat(press(ann, ButtonAction.CONTINUE, fox, null))
        .isInstanceOfSatisfying(
            Answer.AskPrompt.class,
            ask -> {
              assertThat(ask.button())
                  .isEqualTo(new ButtonId(ButtonAction.CONTINUE, fox.id().value()));
              assertThat(ask.question().text().plainText())
                  .isEqualTo(
                      "What happens next? Write the prompt for the clip that follows “a red fox”.");
            });
    assertThat(started(press(sender(BOB), ButtonAction.CONTINUE, fox, "it snows")).continued())
        .isEqualTo(fox.id());
  }

  @Test
  void withoutWordsNothingGoesOn() {
    assertThat(words(reply("e2", "m1", "continue:")))
        .isEqualTo("Say what happens next, for example: continue: then she opens the door");
    assertThat(
            words(
                conversation.run(
                    sender(ANN, Locale.SIMPLIFIED_CHINESE, false),
                    Command.CONTINUE,
                    input("e3", " "))))
        .isEqualTo("请说明接下来发生什么，例如：继续：然后她打开门");
    assertThat(fixture.store.all()).hasSize(1);
  }

  @Test
  void whatIsNotThereOrNotYetDoesNotGoOn() {
    Task running =
        fixture.running(started(conversation.run(ann, Command.VIDEO, input("e2", "a boat"))));
    assertThat(words(press(ann, ButtonAction.CONTINUE, running, null)))
        .isEqualTo("That video is not finished yet. Wait for it, then continue it.");
    Task gone = fixture.becomes(fox, new TaskState.Deleted(fixture.clock.instant()));
    assertThat(words(press(ann, ButtonAction.CONTINUE, gone, "on")))
        .isEqualTo("That video was deleted, so it cannot go on.");
  }

  @Test
  void undoGoesBackToTheClipBeforeAndCostsNothing() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    int entries = fixture.store.ledger.size();

    MessageRef clip = new MessageRef(fox.address().chat(), "clip");
    conversation.videoShown(second.id(), clip);

    Answer question = press(ann, ButtonAction.UNDO, second, null);
    assertThat(words(question))
        .isEqualTo(
            "Take the last clip away? It cost $1.00, which is not given back, and it cannot be brought back. The film then ends with %s again."
                .formatted(fox.id().shortForm()));
    assertThat(((Answer.Reply) question).message().rows().getFirst())
        .extracting(Button::label, button -> button.id().action())
        .containsExactly(tuple("Undo", ButtonAction.UNDO_NOW), tuple("Keep it", ButtonAction.KEEP));
    assertThat(fixture.store.get(second.id())).as("nothing is lost by asking").isEqualTo(second);

    Answer answer = press(ann, ButtonAction.UNDO_NOW, second, null);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.DeleteMessages.class,
            delete ->
                assertThat(delete.messages())
                    .as("the film, the question, the clip alone")
                    .containsExactly(
                        new MessageRef(fox.address().chat(), "m2"),
                        new MessageRef(fox.address().chat(), "m"),
                        clip));
    assertThat(words(answer))
        .isEqualTo(
            "The last clip is gone, and the film ends with %s again. Nothing was charged for that; Continue goes on from there."
                .formatted(fox.id().shortForm()));
    assertThat(fixture.store.get(second.id()).state()).isInstanceOf(TaskState.Deleted.class);
    assertThat(fixture.store.ledger).hasSize(entries);
    assertThat(press(ann, ButtonAction.UNDO_NOW, fixture.store.get(second.id()), null))
        .as("said again")
        .isInstanceOf(Answer.DeleteMessages.class);
    Task anew = started(conversation.run(ann, Command.CONTINUE, input("e4", "a window")));
    assertThat(anew.continued()).isEqualTo(fox.id());
    assertThat(fixture.store.clips(anew)).extracting(Task::id).containsExactly(fox.id(), anew.id());
  }

  @Test
  void undoIsForTheNewestClipOfTheOwnFilmOnly() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    assertThat(words(press(sender(BOB), ButtonAction.UNDO, second, null)))
        .isEqualTo("Only the person who asked for it, or a moderator, can do that.");
    assertThat(words(press(ann, ButtonAction.UNDO, fox, null)))
        .isEqualTo("That video is no clip of a film, so there is nothing to undo.");

    Task third = continued("e3", "m2", "continue: a room");
    assertThat(words(press(ann, ButtonAction.UNDO, third, null)))
        .isEqualTo("There is no finished clip to undo.");
    assertThat(words(press(ann, ButtonAction.UNDO, second, null)))
        .isEqualTo("The film has gone on since. Press Undo under its newest clip.");
    fixture.rejected(third);
    assertThat(press(ann, ButtonAction.UNDO_NOW, second, null))
        .as("nothing came of the third")
        .isInstanceOf(Answer.DeleteMessages.class);
  }

  @Test
  void whatCostNothingIsNotSaidToBeLost() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    Task free = fixture.store.put(second.withOffer(free(second.offer())).withCharge(Money.ZERO));
    assertThat(words(press(ann, ButtonAction.UNDO, free, null)))
        .startsWith("Take the last clip away? It cannot be brought back.");
  }

  private static Offer free(Offer o) {
    return new Offer(
        o.provider(),
        o.model(),
        o.means(),
        o.seconds(),
        o.aspect(),
        o.resolution(),
        Money.ZERO,
        o.typical(),
        o.hardDeadline(),
        false);
  }

  @Test
  void aReplyToTheClipAloneIsOneToItsVideo() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    conversation.videoShown(second.id(), new MessageRef(fox.address().chat(), "clip"));

    assertThat(continued("e3", "clip", "continue: a room").continued()).isEqualTo(second.id());
    assertThat(started(reply("e4", "clip", "make it night")).request().source())
        .isEqualTo(second.id());
  }

  @Test
  void aDeletedFilmTakesItsClipAlong() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    MessageRef clip = new MessageRef(fox.address().chat(), "clip");
    conversation.videoShown(second.id(), clip);
    assertThat(
            ((Answer.DeleteMessages) press(ann, ButtonAction.DELETE_NOW, second, null)).messages())
        .contains(clip);
  }

  @Test
  void aReportedFilmIsHiddenWithItsClip() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    MessageRef clip = new MessageRef(fox.address().chat(), "clip");
    conversation.videoShown(second.id(), clip);
    assertThat(((Answer.HideVideo) press(ann, ButtonAction.REPORT, second, null)).copies())
        .containsExactly(clip);

    assertThat(words(press(ann, ButtonAction.CLIP, second, null)))
        .isEqualTo("This video was reported. Only the operator can show it again.");
    assertThat(words(press(ann, ButtonAction.CONTINUE, second, null)))
        .isEqualTo("That video was reported and is hidden, so it cannot go on.");
  }

  @Test
  void theClipAloneIsOneTapAway() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    assertThat(press(sender(BOB), ButtonAction.CLIP, second, null))
        .isInstanceOfSatisfying(
            Answer.ShowVideo.class,
            show -> {
              assertThat(show.video()).isEqualTo(fixture.video(second));
              assertThat(show.file()).isEqualTo(fixture.media.path(show.video()));
              assertThat(show.caption().text().plainText())
                  .isEqualTo(
                      "Clip %s alone: a door\nAI-generated".formatted(second.id().shortForm()));
            });
    Task gone = fixture.becomes(second, new TaskState.Deleted(fixture.clock.instant()));
    assertThat(words(press(ann, ButtonAction.CLIP, gone, null)))
        .isEqualTo("The file is no longer kept.");
  }

  @Test
  void theClipsOfAFilmAreListedWithWhatTheyCost() {
    Task second = fixture.delivered(continued("e2", "m1", "continue: a door"), "m2");
    Task third = fixture.running(continued("e3", "m2", "continue: a room"));
    String price = "$" + fox.reserved();

    String film = words(conversation.run(ann, Command.JOBS, input("e4", second.id().shortForm())));

    assertThat(film.lines())
        .containsExactly(
            "The film of %s has 3 clips:".formatted(second.id().shortForm()),
            fox.id().shortForm() + " delivered · " + price + " · a red fox",
            second.id().shortForm() + " delivered · " + price + " · a door",
            third.id().shortForm() + " in the making · " + price + " · a room",
            "In all $" + fox.reserved().plus(fox.reserved()).plus(fox.reserved()));
    assertThat(
            words(
                conversation.run(
                    ann,
                    Command.JOBS,
                    new CommandInput(
                        wish("e5", ""),
                        new CommandInput.Source.Newest(),
                        Map.of("id", third.id().value().toLowerCase(Locale.ROOT))))))
        .as("a field of its own, in any spelling")
        .endsWith("In all $" + fox.reserved().plus(fox.reserved()).plus(fox.reserved()));
    assertThat(words(conversation.run(sender(BOB), Command.JOBS, input("e6", "#" + fox.id()))))
        .as("other people's are theirs")
        .startsWith("You have no video #");
    assertThat(words(conversation.run(ann, Command.JOBS, input("e7", ""))))
        .startsWith("Your videos, running ones first:");
  }
}
