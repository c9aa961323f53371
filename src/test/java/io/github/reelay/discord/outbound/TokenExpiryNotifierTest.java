package io.github.reelay.discord.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordTestUser;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the bot is no member, only the token of an interaction can speak, and for minutes only. */
class TokenExpiryNotifierTest {
  private final DiscordFixture fixture = new DiscordFixture();
  private final DiscordTestUser user = new DiscordTestUser(fixture.discord);

  @BeforeEach
  void connect() {
    fixture.connected();
    user.abroad = true;
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private String asked() {
    String token = user.slash("video", Map.of("prompt", "a fox"));
    await().until(() -> fixture.conversation.senders.size() == 1);
    return token;
  }

  private Task running(String token) {
    Destination destination = fixture.conversation.senders.getFirst().destination();
    Task task = TaskExamples.accepted(destination);
    StatusResult result =
        fixture.bot.platform().showStatus(task, TaskExamples.view(task, Phase.WAITING, null));
    MessageRef messageRef = ((StatusResult.Shown) result).message();
    assertThat(messageRef.id())
        .isEqualTo(java.util.Objects.requireNonNull(fixture.discord.channels.original(token)).id());
    return task.withStatus(task.status().shown(messageRef, "x", Instant.EPOCH));
  }

  private String text(String token) {
    return java.util.Objects.requireNonNull(fixture.discord.channels.original(token)).text();
  }

  private DeliveryResult deliver(Task task) {
    Video video = TaskExamples.video(5);
    return fixture
        .bot
        .platform()
        .deliver(new DeliveryRequest(task, video, fixture.videoFile(), false, null, _ -> true));
  }

  @Test
  void beforeTheTokenEndsThePersonIsToldHowToGetTheVideo() {
    String token = asked();
    Task task = running(token);
    fixture.clock.advance(Duration.ofMinutes(13));
    await().atMost(Duration.ofSeconds(15)).until(() -> text(token).contains("15 minutes"));
    assertThat(fixture.bot.platform().showStatus(task, TaskExamples.view(task, Phase.WORKING, 70)))
        .isInstanceOf(StatusResult.Shown.class);
    assertThat(text(token)).contains("15 minutes");
  }

  @Test
  void theVideoTakesThePlaceOfTheStatusMessageAndStays() {
    String token = asked();
    Task task = running(token);
    DeliveryResult result = deliver(task);
    assertThat(result)
        .isEqualTo(
            DeliveryResult.Posted.file(
                java.util.Objects.requireNonNull(task.status().message()), false));
    Task delivered =
        task.nextVersion(
            new TaskState.Delivered(
                Instant.EPOCH,
                TaskExamples.video(5),
                java.util.Objects.requireNonNull(task.status().message()),
                false,
                false),
            null);
    fixture.bot.platform().showStatus(delivered, TaskExamples.done(delivered));
    assertThat(java.util.Objects.requireNonNull(fixture.discord.channels.original(token)).files())
        .containsExactly("reelay-" + task.id() + ".mp4");
  }

  @Test
  void aDeadTokenKeepsTheVideoForFetch() {
    String token = asked();
    Task task = running(token);
    fixture.discord.channels.deadTokens.add(token);
    assertThat(deliver(task)).isInstanceOf(DeliveryResult.Refused.class);
    assertThat(fixture.discord.calls("POST", "/channels/.*")).isEqualTo(List.of());
  }
}
