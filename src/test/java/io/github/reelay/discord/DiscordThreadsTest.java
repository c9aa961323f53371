package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Sender;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads and forum posts are parts of their channel; a locked one takes no video. */
class DiscordThreadsTest {
  private static final String CHANNEL = DiscordTestChannels.channel(0);
  private static final String THREAD = DiscordTestChannels.THREAD;

  private final DiscordFixture fixture = new DiscordFixture().connected();
  private final DiscordTestUser user = new DiscordTestUser(fixture.discord);

  @BeforeEach
  void enter() {
    user.channel = THREAD;
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private Sender caller() {
    await().until(() -> !fixture.conversation.senders.isEmpty());
    return fixture.conversation.senders.getFirst();
  }

  @Test
  void aCommandInAThreadIsOfItsChannelAndAnsweredInTheThread() {
    user.slash("video", Map.of("prompt", "a fox"));
    Destination destination = caller().destination();
    assertThat(Scope.chat(DiscordIds.chatRef(CHANNEL)).contains(destination)).isTrue();
    assertThat(DiscordIds.channelId(destination)).isEqualTo(THREAD);
  }

  @Test
  void soIsAMessage() {
    user.say(DiscordTestUser.mentioning(user.message("<@" + DiscordJson.BOT + "> a fox")));
    Destination destination = caller().destination();
    assertThat(destination.chat()).isEqualTo(DiscordIds.chatRef(CHANNEL));
    assertThat(destination.thread()).isEqualTo(THREAD);
  }

  /** A status message in the thread, with the thread closed since. */
  private ObjectNode videoInTheClosedThread() {
    Task task =
        TaskExamples.accepted(DiscordIds.destination(THREAD, CHANNEL, DiscordJson.GUILD), "a fox");
    MessageRef posted =
        ((StatusResult.Shown)
                fixture
                    .bot
                    .platform()
                    .showStatus(task, TaskExamples.view(task, Phase.WAITING, null)))
            .message();
    fixture.conversation.answers =
        _ -> new Answer.DeleteMessages(List.of(posted), List.of(), Message.of("It was deleted."));
    fixture.discord.channels.threadClosed = true;
    return DiscordTestChannels.json(fixture.discord.channels.in(THREAD).iterator().next());
  }

  private boolean isSaid(String words) {
    return fixture.discord.channels.in(THREAD).stream().anyMatch(m -> m.text().contains(words));
  }

  /** Some clients let people press a button in a closed thread without opening it. */
  @Test
  void whatIsDeletedInAClosedThreadGoes() {
    ObjectNode video = videoInTheClosedThread();
    user.press("delete:0123456789ABC", video);
    await().until(() -> isSaid("It was deleted."));
    assertThat(fixture.discord.channels.in(THREAD)).hasSize(1);
  }

  @Test
  void whatCannotBeDeletedInALockedThreadIsNotCalledDeleted() {
    ObjectNode video = videoInTheClosedThread();
    fixture.discord.channels.threadLocked = true;
    ObjectNode question = video.deepCopy();
    question.put("id", fixture.discord.snowflake());
    user.press("delete:0123456789ABC", question);
    await().until(() -> isSaid("ask a moderator to delete that one"));
    assertThat(isSaid("It was deleted.")).isFalse();
  }

  @Test
  void inALockedThreadNothingIsBegun() {
    fixture.discord.lockThread(true);
    user.slash("video", Map.of("prompt", "a fox"));
    await()
        .untilAsserted(() ->
            assertThat(fixture.discord.channels.in(THREAD))
                .anyMatch(m -> m.text().contains("Manage Threads (or unlock this thread)")));
    assertThat(fixture.conversation.senders).isEmpty();
    fixture.discord.lockThread(false);
    user.slash("video", Map.of("prompt", "a fox"));
    assertThat(caller().destination().thread()).isEqualTo(THREAD);
  }
}
