package io.github.reelay.discord.outbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordJson;
import io.github.reelay.discord.DiscordTestChannels;
import io.github.reelay.discord.DiscordTestServer;
import io.github.reelay.discord.DiscordTestUser;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Videos that are hidden until a person clicks them. */
class DiscordSpoilerTest {
  private static final String CHANNEL = DiscordTestChannels.channel(1);

  private final DiscordFixture fixture =
      new DiscordFixture("REELAY_CONTENT_SPOILER", "true").connected();

  @AfterEach
  void end() {
    fixture.close();
  }

  private DeliveryResult deliver(Task task, boolean possiblyPosted) {
    return fixture
        .bot
        .platform()
        .deliver(
            new DeliveryRequest(
                task, TaskExamples.video(5), fixture.videoFile(), possiblyPosted, null, _ -> true));
  }

  @Test
  void theFileIsMarkedAndFoundAgainWhenItsAnswerWasLost() {
    Task task =
        TaskExamples.accepted(
            new Destination(DiscordIds.chatRef(CHANNEL), DiscordJson.GUILD, null, null, null));
    DeliveryResult.Posted posted = (DeliveryResult.Posted) deliver(task, false);
    DiscordTestServer.Call call =
        fixture.discord.calls("POST", "/channels/" + CHANNEL + "/messages").getLast();
    assertThat(call.files()).containsExactly("reelay-" + task.id() + ".mp4");
    assertThat(call.body().path("attachments").path(0).path("is_spoiler").asBoolean()).isTrue();

    assertThat(deliver(task, true)).isEqualTo(DeliveryResult.Posted.found(posted.message()));
    assertThat(fixture.discord.channels.in(CHANNEL)).hasSize(1);
  }

  @Test
  void inTheResponseTheGallerySaysItToo() {
    DiscordTestUser user = new DiscordTestUser(fixture.discord);
    user.abroad = true;
    String token = user.slash("video", Map.of("prompt", "x"));
    await().until(() -> !fixture.conversation.senders.isEmpty());
    Task task =
        TaskExamples.accepted(fixture.conversation.senders.getFirst().destination(), "a fox");
    assertThat(deliver(task, false)).isInstanceOf(DeliveryResult.Posted.class);

    DiscordTestChannels.Message original = requireNonNull(fixture.discord.channels.original(token));
    JsonNode item = original.body().findPath("items").path(0);
    assertThat(item.path("spoiler").asBoolean()).isTrue();
    assertThat(original.body().path("attachments").path(0).path("is_spoiler").asBoolean()).isTrue();
    assertThat(item.path("media").path("url").asText())
        .isEqualTo("attachment://reelay-" + task.id() + ".mp4");
  }
}
