package io.github.reelay.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.task.Address;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.DeliveryOrder;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.StatusView.Phase;
import io.github.reelay.tracking.TaskExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the bot is no member, only the token of an interaction can speak, and for minutes only. */
class FarewellsTest {
  private final DiscordWorld world = new DiscordWorld();
  private final People people = new People(world.discord);

  @BeforeEach
  void connect() {
    world.connected();
    people.abroad = true;
  }

  @AfterEach
  void end() {
    world.close();
  }

  private String asked() {
    String token = people.slash("video", Map.of("prompt", "a fox"));
    await().until(() -> world.conversation.speakers.size() == 1);
    return token;
  }

  private Task running(String token) {
    Address address = world.conversation.speakers.getFirst().address();
    Task task = TaskExamples.accepted(address);
    ShowAnswer answer =
        world.bot.platform().show(task, TaskExamples.view(task, Phase.WAITING, null));
    MessageRef at = ((ShowAnswer.Shown) answer).message();
    assertThat(at.id())
        .isEqualTo(java.util.Objects.requireNonNull(world.discord.channels.original(token)).id());
    return task.withStatus(task.status().shown(at, "x", Instant.EPOCH));
  }

  private String text(String token) {
    return java.util.Objects.requireNonNull(world.discord.channels.original(token)).text();
  }

  private DeliveryAnswer deliver(Task task) {
    Video video = TaskExamples.video(5);
    return world
        .bot
        .platform()
        .deliver(new DeliveryOrder(task, video, world.videoFile(), false, null, _ -> true));
  }

  @Test
  void beforeTheTokenEndsThePersonIsToldHowToGetTheVideo() {
    String token = asked();
    Task task = running(token);
    world.clock.move(Duration.ofMinutes(13));
    await().atMost(Duration.ofSeconds(15)).until(() -> text(token).contains("15 minutes"));
    assertThat(world.bot.platform().show(task, TaskExamples.view(task, Phase.WORKING, 70)))
        .isInstanceOf(ShowAnswer.Shown.class);
    assertThat(text(token)).contains("15 minutes");
  }

  @Test
  void theVideoTakesThePlaceOfTheStatusMessageAndStays() {
    String token = asked();
    Task task = running(token);
    DeliveryAnswer answer = deliver(task);
    assertThat(answer)
        .isEqualTo(
            new DeliveryAnswer.Posted(
                java.util.Objects.requireNonNull(task.status().message()), false));
    Task delivered =
        task.with(
            new TaskState.Delivered(
                Instant.EPOCH,
                TaskExamples.video(5),
                java.util.Objects.requireNonNull(task.status().message()),
                false),
            null);
    world.bot.platform().show(delivered, TaskExamples.done(delivered));
    assertThat(java.util.Objects.requireNonNull(world.discord.channels.original(token)).files())
        .containsExactly("reelay-" + task.id() + ".mp4");
  }

  @Test
  void aDeadTokenKeepsTheVideoForFetch() {
    String token = asked();
    Task task = running(token);
    world.discord.channels.deadTokens.add(token);
    assertThat(deliver(task)).isInstanceOf(DeliveryAnswer.Refused.class);
    assertThat(world.discord.calls("POST", "/channels/.*")).isEqualTo(List.of());
  }
}
