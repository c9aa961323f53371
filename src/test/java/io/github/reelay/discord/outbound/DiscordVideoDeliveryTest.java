package io.github.reelay.discord.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.discord.DiscordFixture;
import io.github.reelay.discord.DiscordJson;
import io.github.reelay.discord.DiscordTestChannels;
import io.github.reelay.discord.DiscordTestServer;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a delivery looks like, and what becomes of files that are too large. */
class DiscordVideoDeliveryTest {
  private static final AtomicInteger CHANNEL = new AtomicInteger();
  private static final DiscordFixture FIXTURE = new DiscordFixture();

  /** Discord, Message Flags. */
  private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;

  private static final String TOO_LARGE = "{\"message\":\"too large\",\"code\":40005}";

  private String channel = "";

  @BeforeAll
  static void connect() {
    FIXTURE.connected();
  }

  @AfterAll
  static void end() {
    FIXTURE.close();
  }

  @BeforeEach
  void ownChannel() {
    channel = DiscordTestChannels.channel(CHANNEL.getAndIncrement());
    FIXTURE.media.shrunk = null;
    FIXTURE.media.link = null;
  }

  private Task task(String prompt) {
    Task task =
        TaskExamples.accepted(
            new Destination(DiscordIds.chatRef(channel), DiscordJson.GUILD, null, null, null),
            prompt);
    StatusResult shown =
        FIXTURE.bot.platform().showStatus(task, TaskExamples.view(task, Phase.WAITING, null));
    MessageRef messageRef = ((StatusResult.Shown) shown).message();
    return task.withStatus(task.status().shown(messageRef, "x", Instant.EPOCH));
  }

  private static DeliveryResult deliver(Task task) {
    return FIXTURE
        .bot
        .platform()
        .deliver(
            new DeliveryRequest(
                task, TaskExamples.video(5), FIXTURE.videoFile(), false, null, _ -> true));
  }

  private void refuse(int times, String body) {
    for (int i = 0; i < times; i++) {
      FIXTURE.discord.fail(
          new DiscordTestServer.Fault(
              c -> c.path().equals("/channels/" + channel + "/messages") && !c.files().isEmpty(),
              413,
              body,
              false));
    }
  }

  private DiscordTestServer.Call last() {
    return FIXTURE.discord.calls("POST", "/channels/" + channel + "/messages").getLast();
  }

  @Test
  void itIsAnOrdinaryMessageThatMentionsTheRequesterAlone() {
    Task task = task("a fox for <@5> and @everyone");
    assertThat(deliver(task)).isInstanceOf(DeliveryResult.Posted.class);
    JsonNode body = last().body();
    assertThat(last().files()).containsExactly("reelay-" + task.id() + ".mp4");
    assertThat(body.path("content").asText()).startsWith("<@1001> a fox for");
    assertThat(body.path("allowed_mentions").path("parse")).isEmpty();
    assertThat(body.path("allowed_mentions").path("users"))
        .extracting(JsonNode::asText)
        .containsExactly("1001");
    assertThat(body.path("attachments").path(0).path("is_spoiler").asBoolean()).isFalse();
    assertThat(body.path("nonce").asText()).isEqualTo(task.id().value());
    assertThat(body.path("enforce_nonce").asBoolean()).isTrue();
    assertThat(body.findValues("custom_id"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "remix:" + task.id(),
            "continue:" + task.id(),
            "again:" + task.id(),
            "edit:" + task.id(),
            "delete:" + task.id());
  }

  @Test
  void onlyTheVideoMakesASound() {
    deliver(task("a fox"));
    assertThat(FIXTURE.discord.calls("POST", "/channels/" + channel + "/messages"))
        .extracting(call -> (call.body().path("flags").asInt() & SUPPRESS_NOTIFICATIONS) != 0)
        .as("the status message, then the video")
        .containsExactly(true, false);
  }

  @Test
  void aLongPromptFullOfMarksStillFits() {
    deliver(task("*_~`".repeat(700)));
    assertThat(last().body().path("content").asText().length()).isBetween(1000, 2000);
  }

  @Test
  void aFileThatDiscordFindsTooLargeIsShrunk() {
    Task task = task("a fox");
    FIXTURE.media.shrunk = DiscordFixture.newVideoFile("v");
    refuse(1, TOO_LARGE);
    assertThat(deliver(task))
        .isInstanceOfSatisfying(DeliveryResult.Posted.class, p -> assertThat(p.asCopy()).isTrue());
    assertThat(last().files()).hasSize(1);
    assertThat(last().body().path("content").asText()).endsWith("smaller copy");
    assertThat(last().body().findValues("custom_id"))
        .extracting(JsonNode::asText)
        .contains("fetch:" + task.id());
  }

  @Test
  void aFileThatCannotBeShrunkBecomesALinkInTheStatusMessage() {
    Task task = task("a fox");
    FIXTURE.media.link = URI.create("https://reelay.example/media/x");
    refuse(1, "<html>413</html>");
    MessageRef status = Objects.requireNonNull(task.status().message());
    assertThat(deliver(task)).isEqualTo(DeliveryResult.Posted.link(status));
    assertThat(
            FIXTURE.discord.channels.in(channel).stream()
                .filter(m -> m.id().equals(status.id()))
                .map(DiscordTestChannels.Message::text))
        .singleElement()
        .asString()
        .contains("https://reelay.example/media/x");
  }

  @Test
  void withoutAnyOtherWayTheFileIsKept() {
    Task task = task("a fox");
    refuse(1, TOO_LARGE);
    assertThat(deliver(task))
        .isInstanceOfSatisfying(
            DeliveryResult.Refused.class,
            r -> assertThat(r.failure().kind()).isEqualTo(FailureKind.TOO_LARGE));
  }
}
