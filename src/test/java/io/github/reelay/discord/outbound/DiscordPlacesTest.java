package io.github.reelay.discord.outbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordJson;
import io.github.reelay.discord.DiscordTestChannels;
import io.github.reelay.discord.DiscordTestUser;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Places that change or refuse while a task runs: closed threads, servers with forbidden words. */
class DiscordPlacesTest {
  private final DiscordFixture fixture = new DiscordFixture().connected();
  private final ChatPlatform platform = fixture.bot.platform();
  private final DiscordTestChannels channels = fixture.discord.channels;

  @AfterEach
  void end() {
    fixture.close();
  }

  private Task shown(Destination destination, String prompt) {
    Task task = TaskExamples.accepted(destination, prompt);
    StatusResult result = platform.showStatus(task, TaskExamples.view(task, Phase.WAITING, null));
    MessageRef status = ((StatusResult.Shown) result).message();
    return task.withStatus(task.status().shown(status, "x", Instant.EPOCH));
  }

  private static Destination in(String channel) {
    return new Destination(DiscordIds.chatRef(channel), DiscordJson.GUILD, null, null, null);
  }

  private static Destination inTheThread() {
    return DiscordIds.destination(
        DiscordTestChannels.THREAD, DiscordTestChannels.channel(0), DiscordJson.GUILD);
  }

  private DeliveryResult deliver(Task task) {
    return platform.deliver(
        new DeliveryRequest(
            task, TaskExamples.video(5), fixture.videoFile(), false, null, _ -> true));
  }

  private Task runningInAThreadThatCloses() {
    Task task = shown(inTheThread(), "a fox");
    fixture.discord.closeThread();
    return task;
  }

  @Test
  void progressDoesNotReopenAClosedThreadAndTheStatusIsNotLost() {
    Task task = runningInAThreadThatCloses();
    await()
        .untilAsserted(() -> {
          int before = fixture.discord.calls("P.*", ".*").size();
          assertThat(platform.showStatus(task, TaskExamples.view(task, Phase.WORKING, 50)))
              .isInstanceOf(StatusResult.Shown.class);
          assertThat(fixture.discord.calls("P.*", ".*"))
              .describedAs("once it is known to be closed, it is not even tried")
              .hasSize(before);
        });
    assertThat(channels.threadClosed).isTrue();
    assertThat(channels.in(DiscordTestChannels.THREAD)).hasSize(1);
  }

  @Test
  void theVideoReopensAClosedThreadAndTheLastWordFollows() {
    Task task = runningInAThreadThatCloses();
    assertThat(deliver(task)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(channels.threadClosed).isFalse();
    assertThat(platform.showStatus(task, TaskExamples.done(task)))
        .isInstanceOf(StatusResult.Shown.class);
    assertThat(channels.in(DiscordTestChannels.THREAD)).hasSize(2);
  }

  /** Tasks of before have the thread for their chat. */
  @Test
  void aThreadThatIsTheChatItselfIsReopenedToo() {
    Task task = shown(in(DiscordTestChannels.THREAD), "a fox");
    fixture.discord.closeThread();
    assertThat(deliver(task)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(channels.in(DiscordTestChannels.THREAD)).hasSize(2);
  }

  /** The address is where it was fetched last; what was shown before stays where it is. */
  @Test
  void theStatusMessageStaysInTheThreadWhenTheVideoIsFetchedInTheChannel() {
    Task task = shown(inTheThread(), "a fox");
    Destination channel = in(DiscordTestChannels.channel(0));
    Task fetched = task.withAddress(channel);
    assertThat(platform.showStatus(fetched, TaskExamples.done(fetched)))
        .isEqualTo(
            new StatusResult.Shown(java.util.Objects.requireNonNull(task.status().message())));
    assertThat(channels.in(DiscordTestChannels.THREAD)).hasSize(1);
    assertThat(channels.in(DiscordTestChannels.channel(0))).isEmpty();
  }

  @Test
  void aLastWordAloneReopensAClosedThread() {
    Task task = runningInAThreadThatCloses();
    StatusResult result =
        platform.showStatus(
            task, TaskExamples.failed(task, Failure.of(FailureKind.GENERATION_FAILED)));
    assertThat(result).isInstanceOf(StatusResult.Shown.class);
    assertThat(channels.in(DiscordTestChannels.THREAD)).hasSize(2);
  }

  /** A refusal a minute and task would soon silence the whole bot (InvalidRequestGuard). */
  @Test
  void aLockedThreadIsNotTriedForEver() {
    Task task = runningInAThreadThatCloses();
    channels.threadLocked = true;
    assertThat(deliver(task))
        .isInstanceOfSatisfying(
            DeliveryResult.Refused.class,
            refused -> assertThat(refused.failure().kind()).isEqualTo(FailureKind.CHAT_FORBIDDEN));
    assertThat(platform.showStatus(task, TaskExamples.done(task)))
        .isEqualTo(new StatusResult.Lost(FailureKind.CHAT_FORBIDDEN));
  }

  @Test
  void aPromptThatAutoModRefusesIsLeftOutOfTheStatusAndOfTheCaption() {
    channels.forbiddenWord = "badword";
    String channel = DiscordTestChannels.channel(1);
    Task task = shown(in(channel), "a badword of a fox");
    assertThat(deliver(task)).isInstanceOf(DeliveryResult.Posted.class);
    platform.showStatus(task, TaskExamples.done(task));
    assertThat(channels.in(channel)).hasSize(2).noneMatch(m -> m.text().contains("badword"));
    assertThat(fixture.discord.calls("P.*", ".*"))
        .describedAs("each refusal may be reported to the moderators")
        .filteredOn(call -> call.body().toString().contains("badword"))
        .hasSize(1);
  }

  @Test
  void aResponseThatAutoModRefusesDoesNotStayThinking() {
    channels.forbiddenWord = "badword";
    String token = new DiscordTestUser(fixture.discord).slash("video", Map.of("prompt", "x"));
    await().until(() -> !fixture.conversation.senders.isEmpty());
    shown(fixture.conversation.senders.getFirst().destination(), "a badword of a fox");
    DiscordTestChannels.Message original = channels.original(token);
    assertThat(original).isNotNull();
    assertThat(List.of(original)).noneMatch(m -> m.text().isBlank());
  }

  /** Servers forbid names of models, too. */
  @Test
  void wordsOfOurOwnThatAutoModRefusesEndTheTaskAndTheThinking() {
    channels.forbiddenWord = "sora-2";
    String token = new DiscordTestUser(fixture.discord).slash("video", Map.of("prompt", "x"));
    await().until(() -> !fixture.conversation.senders.isEmpty());
    Task task =
        TaskExamples.accepted(fixture.conversation.senders.getFirst().destination(), "a fox");
    assertThat(platform.showStatus(task, TaskExamples.view(task, Phase.WAITING, null)))
        .isEqualTo(new StatusResult.Lost(FailureKind.CHAT_FORBIDDEN));
    assertThat(List.of(requireNonNull(channels.original(token))))
        .allMatch(m -> m.text().contains("This server's AutoMod"));
  }
}
