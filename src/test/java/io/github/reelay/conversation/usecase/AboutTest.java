package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.GROUP;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.CommandInput.Source;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.ConversationCalls;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the bot says of itself, and of a video. */
class AboutTest {
  private static final MessageRef VIDEO = new MessageRef(GROUP, "5");

  private final ConversationFixture fixture = new ConversationFixture();
  private final ConversationCalls conversation = fixture.conversation();

  private Task delivered() {
    Task task =
        started(conversation.generate(sender(ANN), RequestInput.ofText("e1", "a fox", null)));
    return fixture.delivered(task, VIDEO.id());
  }

  @Test
  void theBotTellsItsVersionAndWhatItKeeps() {
    Answer.Reply answer = (Answer.Reply) conversation.about(sender(BOB), new Source.Newest());
    assertThat(answer.isPrivate()).isTrue();
    assertThat(answer.message().text().plainText())
        .isEqualTo(
            """
            I make videos with AI, from prompts and pictures. This is Reelay 1.2.3.
            Kept: a request with its prompt for 90 days, its pictures and its video for 3 days. \
            The provider of a model gets the prompt and the pictures. \
            /forget deletes what is kept about you.
            Who made one of my videos: reply /about to it.
            To report a video: reply /report to it. It is hidden, and the operator is told.\
            """);
    PersonRef onDiscord = new PersonRef("discord", "3");
    assertThat(words(conversation.about(sender(onDiscord), new Source.Newest())))
        .contains("Apps › About video in the menu of its message.")
        .contains("Apps › Report video in the menu of its message.");
    assertThat(
            words(
                conversation.about(
                    sender(BOB, Locale.SIMPLIFIED_CHINESE, false), new Source.Newest())))
        .startsWith("我用 AI");
  }

  @Test
  void anybodyInTheChatIsToldWhoMadeAVideo() {
    Task task = delivered();
    assertThat(words(conversation.about(sender(BOB), Source.of(VIDEO))))
        .startsWith(
            "The video " + task.id().shortForm() + " was made by AI: model sora-2, provider ")
        .contains("provider " + task.offer().provider() + ", Nov 20, 2026")
        .contains("\nsora-2 · 10 s · 16:9\nTo report a video: reply /report to it.");
  }

  @Test
  void ofOtherMessagesAndOtherChatsNothingIsTold() {
    Task task = delivered();
    String nothing = "I see no video of mine there. /about by itself tells what I am.";
    Source elsewhere = Source.of(new MessageRef(GROUP, "6"));
    assertThat(words(conversation.about(sender(BOB), elsewhere))).isEqualTo(nothing);

    ChatRef other = new ChatRef("telegram", "-200");
    Sender bob =
        new Sender(BOB, "Bob", Destination.of(other), Locale.ENGLISH, Set.of(), () -> true, false);
    Sender ann =
        new Sender(ANN, "Ann", Destination.of(other), Locale.ENGLISH, Set.of(), () -> true, false);
    assertThat(words(conversation.about(bob, new Source.OfTask(task.id())))).isEqualTo(nothing);
    assertThat(words(conversation.about(ann, new Source.OfTask(task.id())))).contains("made by AI");

    Task running =
        started(conversation.generate(sender(ANN), RequestInput.ofText("e2", "a hen", null)));
    assertThat(words(conversation.about(sender(ANN), new Source.OfTask(running.id()))))
        .isEqualTo(nothing);
  }
}
