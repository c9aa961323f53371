package io.github.reelay.telegram.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.TelegramTestServer;
import io.github.reelay.telegram.TelegramTestServer.Fault;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is Telegram's own about deliveries: the upload, the placeholder, topics, limits, links. */
class TelegramVideoDeliveryTest {
  private static final long CHAT = -1001234567890L;
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir private Path folder;

  private final FakeMedia media = new FakeMedia();
  private final SettableClock clock = new SettableClock();
  private final List<MessageRef> remembered = new ArrayList<>();
  private TelegramTestServer server;
  private TelegramClient client;

  @BeforeEach
  void begin() throws IOException {
    server = new TelegramTestServer();
    client = client("false");
  }

  private TelegramClient client(String spoiler) {
    return server.client(
        clock, media, "REELAY_TELEGRAM_UPLOAD_LIMIT", "100kB", "REELAY_CONTENT_SPOILER", spoiler);
  }

  @AfterEach
  void end() {
    client.close();
    server.close();
  }

  private Task task(@Nullable String thread) {
    Task task =
        TaskExamples.accepted(new Destination(TelegramIds.chat(CHAT), null, thread, "17", null));
    StatusView view = TaskExamples.view(task, StatusView.Phase.WAITING, null);
    if (client.platform().showStatus(task, view) instanceof StatusResult.Shown(MessageRef ref)) {
      return task.withStatus(task.status().shown(ref, view.fingerprint().text(), NOW));
    }
    throw new AssertionError("no status message");
  }

  private DeliveryRequest order(Task task, int bytes) throws IOException {
    Path file = Files.write(folder.resolve("v.mp4"), new byte[bytes]);
    Video video = TaskExamples.video(bytes);
    return new DeliveryRequest(task, video, file, false, null, remembered::add);
  }

  private DeliveryResult deliver(Task task, int bytes) throws IOException {
    return client.platform().deliver(order(task, bytes));
  }

  /** A later try, which knows the placeholder of the first. */
  private DeliveryResult deliverAgain(Task task) throws IOException {
    DeliveryRequest first = order(task, 2_000);
    return client
        .platform()
        .deliver(
            new DeliveryRequest(
                task,
                first.video(),
                first.file(),
                true,
                remembered.getFirst(),
                first.savePlaceholder()));
  }

  @Test
  void theUploadStatesItsNumbersAndBringsAThumbnail() throws IOException {
    assertThat(deliver(task(null), 2_000)).isInstanceOf(DeliveryResult.Posted.class);
    TelegramTestServer.Call call = server.calls("editmessagemedia").getFirst();
    JsonNode sent = call.params().path("media");
    assertThat(sent.path("type").asText()).isEqualTo("video");
    assertThat(sent.path("width").asInt()).isEqualTo(320);
    assertThat(sent.path("height").asInt()).isEqualTo(180);
    assertThat(sent.path("duration").asInt()).isEqualTo(1);
    assertThat(sent.path("supports_streaming").asBoolean()).isTrue();
    assertThat(sent.path("thumbnail").asText()).isEqualTo("attach://thumb.jpg");
    assertThat(sent.has("parse_mode")).isFalse();
    assertThat(sent.has("has_spoiler")).isFalse();
    assertThat(call.parts()).containsOnlyKeys("video.mp4", "thumb.jpg");
    assertThat(call.parts().get("video.mp4")).hasSize(2_000);
  }

  @Test
  void onlyTheVideoMakesASound() throws IOException {
    Task task = task(null);
    deliver(task, 2_000);
    assertThat(server.calls("sendmessage"))
        .extracting(call -> call.params().path("disable_notification").asBoolean())
        .as("the status message, then what becomes the video")
        .containsExactly(true, false);
    assertThat(server.calls("sendmessage").getLast().text("text")).contains(TaskExamples.PROMPT);
  }

  @Test
  void aVideoCanBeHiddenUntilItIsTapped() throws IOException {
    client.close();
    client = client("true");
    assertThat(deliver(task(null), 2_000)).isInstanceOf(DeliveryResult.Posted.class);
    JsonNode sent = server.calls("editmessagemedia").getFirst().params().path("media");
    assertThat(sent.path("has_spoiler").asBoolean()).isTrue();
  }

  @Test
  void thePlaceholderIsRememberedBeforeItBecomesTheVideo() throws IOException {
    server.fail(Fault.dropBefore("editmessagemedia"));
    assertThat(deliver(task(null), 2_000)).isInstanceOf(DeliveryResult.RetryLater.class);
    assertThat(remembered).hasSize(1);
  }

  @Test
  void inATopicADeletedQuestionStillGetsItsAnswerThere() throws IOException {
    Task task = task("5");
    server.fail(Fault.refuse("sendmessage", 400, "Bad Request: message to be replied not found"));
    assertThat(deliver(task, 2_000)).isInstanceOf(DeliveryResult.Posted.class);
    JsonNode sent = server.calls("sendmessage").getLast().params();
    assertThat(sent.path("message_thread_id").asInt()).isEqualTo(5);
    assertThat(sent.has("reply_parameters")).isFalse();
  }

  @Test
  void aTopicThatIsGoneSendsTheVideoToTheGroup() throws IOException {
    Task task = task("5");
    server.fail(Fault.refuse("sendmessage", 400, "Bad Request: message thread not found"));
    assertThat(deliver(task, 2_000)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(server.calls("sendmessage").getLast().params().has("message_thread_id")).isFalse();
  }

  @Test
  void generalIsNeverNamedAsATopic() {
    task("1");
    assertThat(server.calls("sendmessage").getLast().params().has("message_thread_id")).isFalse();
  }

  @Test
  void aVideoOverTheLimitBecomesALinkInTheStatusMessage() throws IOException {
    media.link = URI.create("https://bot.example/media/v?sig=1");
    Task task = task(null);
    DeliveryResult result = deliver(task, 200_000);
    MessageRef status = Objects.requireNonNull(task.status().message());
    assertThat(result).isEqualTo(DeliveryResult.Posted.link(status));
    assertThat(server.calls("sendmessage")).hasSize(1);
    assertThat(server.calls("editmessagetext").getLast().params().path("entities").toString())
        .contains("https://bot.example/media/v?sig=1");
    Task delivered =
        task.nextVersion(
            new TaskState.Delivered(NOW, TaskExamples.video(200_000), status, true, null), null);
    client.platform().showStatus(delivered, TaskExamples.done(delivered));
    assertThat(server.calls("editmessagetext")).hasSize(1);
  }

  @Test
  void withoutAStatusMessageTheLinkTakesThePlaceholdersPlace() throws IOException {
    media.link = URI.create("https://bot.example/media/v?sig=1");
    Task blind = TaskExamples.accepted(Destination.of(TelegramIds.chat(CHAT)));
    server.fail(Fault.refuse("editmessagemedia", 413, "Request Entity Too Large"));
    DeliveryResult result = deliver(blind, 2_000);
    assertThat(result).isEqualTo(DeliveryResult.Posted.link(remembered.getFirst()));
    assertThat(server.messages(CHAT)).hasSize(1);
  }

  @Test
  void withoutAStatusMessageALinkIsPostedOnceWhateverAnswerIsLost() throws IOException {
    media.link = URI.create("https://bot.example/media/v?sig=1");
    Task blind = TaskExamples.accepted(Destination.of(TelegramIds.chat(CHAT)));
    server.fail(Fault.dropAfter("editmessagetext"));
    assertThat(deliver(blind, 200_000)).isInstanceOf(DeliveryResult.RetryLater.class);

    DeliveryRequest again = order(blind, 200_000);
    DeliveryResult result =
        client
            .platform()
            .deliver(
                new DeliveryRequest(
                    blind,
                    again.video(),
                    again.file(),
                    true,
                    remembered.getFirst(),
                    again.savePlaceholder()));

    assertThat(result).isEqualTo(DeliveryResult.Posted.link(remembered.getFirst()));
    assertThat(server.messages(CHAT)).hasSize(1);
  }

  @Test
  void withoutAnyMessageALinkInDoubtIsNotPostedAgain() throws IOException {
    media.link = URI.create("https://bot.example/media/v?sig=1");
    Task blind = TaskExamples.accepted(Destination.of(TelegramIds.chat(CHAT)));
    Files.write(folder.resolve("v.mp4"), new byte[200_000]);
    DeliveryRequest small = inDoubt(blind, 2);
    DeliveryRequest large =
        new DeliveryRequest(
            small.task(),
            TaskExamples.video(200_000),
            Files.write(folder.resolve("v.mp4"), new byte[200_000]),
            true,
            null,
            remembered::add);
    assertThat(client.platform().deliver(large)).isInstanceOf(DeliveryResult.Refused.class);
    assertThat(server.messages(CHAT)).isEmpty();
  }

  @Test
  void aLinkWorksAsLongAsTheFileIsKept() throws IOException {
    media.link = URI.create("https://bot.example/media/v?sig=1");
    deliver(task(null), 200_000);
    String kept = String.valueOf(clock.instant().plus(Duration.ofHours(30)).getEpochSecond());
    assertThat(server.calls("editmessagetext").getLast().params().path("entities").toString())
        .contains(kept);
  }

  @Test
  void aVideoOverTheLimitIsShrunkWhereThatIsPossible() throws IOException {
    media.shrunk = Files.write(folder.resolve("small.mp4"), new byte[9_000]);
    assertThat(deliver(task(null), 200_000))
        .isEqualTo(DeliveryResult.Posted.file(remembered.getFirst(), true));
    TelegramTestServer.Call call = server.calls("editmessagemedia").getFirst();
    assertThat(call.parts().get("video.mp4")).hasSize(9_000);
    assertThat(call.params().path("media").path("caption").asText()).endsWith("smaller copy");
    assertThat(call.params().path("reply_markup").toString()).contains("\"fetch:");
    assertThat(media.shrunk).doesNotExist();
  }

  @Test
  void aVideoOverTheLimitIsKeptWhereNothingHelps() throws IOException {
    assertThat(deliver(task(null), 200_000))
        .isInstanceOfSatisfying(
            DeliveryResult.Refused.class,
            r -> assertThat(r.failure().kind()).isEqualTo(FailureKind.TOO_LARGE));
    assertThat(server.messages(CHAT)).hasSize(1);
  }

  /** The words for it: of the server itself, and of the group it asks (docs/facts.md). */
  @ParameterizedTest
  @CsvSource({
    "400, Bad Request: not enough rights to send videos to the chat",
    "403, Forbidden: CHAT_SEND_VIDEOS_FORBIDDEN",
    "400, Bad Request: CHAT_SEND_VIDEOS_FORBIDDEN",
    "400, Bad Request: something nobody knows",
  })
  void inAGroupThatForbidsVideosOnlyTheStatusMessageSpeaks(int code, String words)
      throws IOException {
    Task task = task(null);
    server.fail(Fault.refuse("editmessagemedia", code, words));
    assertThat(deliver(task, 2_000))
        .isInstanceOfSatisfying(
            DeliveryResult.Refused.class,
            r -> assertThat(r.failure().kind()).isEqualTo(FailureKind.CHAT_FORBIDDEN));
    assertThat(server.messages(CHAT))
        .singleElement()
        .satisfies(m ->
            assertThat(m.path("message_id").asText())
                .isEqualTo(Objects.requireNonNull(task.status().message()).id()));
  }

  /** A second call at once would be refused each time, after the whole upload. */
  @Test
  void whereOneCallIsTheBurstTheVideoFollowsItsPlaceholderLater() throws IOException {
    Task task = task(null);
    for (int i = 0; i < 2; i++) {
      server.fail(Fault.busy("sendmessage", 3));
      assertThat(deliver(task, 2_000)).isInstanceOf(DeliveryResult.RetryLater.class);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(deliver(task, 2_000)).isInstanceOf(DeliveryResult.RetryLater.class);
    assertThat(remembered).hasSize(1);
    assertThat(server.calls("editmessagemedia")).isEmpty();

    clock.advance(Duration.ofSeconds(2));
    assertThat(deliverAgain(task))
        .isEqualTo(DeliveryResult.Posted.file(remembered.getFirst(), false));
    assertThat(server.messages(CHAT)).hasSize(2);
  }

  /** Otherwise it would stand beside a later Fetch and promise a second video. */
  @Test
  void aPlaceholderThatCannotBeDeletedNowIsTriedAgainBeforeGivingUp() throws IOException {
    Task task = task(null);
    Fault forbidden =
        Fault.refuse("editmessagemedia", 400, "not enough rights to send videos to the chat");
    server.fail(forbidden);
    server.fail(Fault.html("deletemessage"));
    assertThat(deliver(task, 2_000)).isInstanceOf(DeliveryResult.RetryLater.class);
    server.fail(forbidden);
    assertThat(deliverAgain(task)).isInstanceOf(DeliveryResult.Refused.class);
    assertThat(server.messages(CHAT)).hasSize(1);
  }

  @Test
  void aGroupThatMovesIsAskedAgainUnderItsNewId() throws IOException {
    Task task = task(null);
    server.fail(
        new Fault(
            "sendmessage",
            400,
            "",
            false,
            "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was"
                + " upgraded to a supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":-9}}"));
    assertThat(deliver(task, 2_000))
        .isInstanceOfSatisfying(
            DeliveryResult.RetryLater.class, retry -> assertThat(retry.nothingPosted()).isTrue());
  }

  @Test
  void whereNothingIsLeftToEditOnlyAFreshFetchStartsAnew() throws IOException {
    Task blind = TaskExamples.accepted(Destination.of(TelegramIds.chat(CHAT)));
    assertThat(client.platform().deliver(inDoubt(blind, 2)))
        .isInstanceOf(DeliveryResult.Refused.class);
    assertThat(server.messages(CHAT)).isEmpty();
    assertThat(client.platform().deliver(inDoubt(blind, 1)))
        .isInstanceOf(DeliveryResult.Posted.class);
    assertThat(server.calls("editmessagemedia")).hasSize(1);
  }

  @Test
  void afterTwoDeathsTheFileIsPostedAsItIs() throws IOException {
    Task task = task(null);
    DeliveryRequest delivery = order(task, 2_000);
    Task suspicious =
        task.withState(
            new TaskState.Delivering(NOW, delivery.video(), 1, null, false, true, NOW, 2));

    DeliveryResult result =
        client
            .platform()
            .deliver(
                new DeliveryRequest(
                    suspicious,
                    delivery.video(),
                    delivery.file(),
                    false,
                    null,
                    delivery.savePlaceholder()));

    assertThat(result).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(server.calls("editmessagemedia").getFirst().parts()).containsOnlyKeys("video.mp4");
  }

  private DeliveryRequest inDoubt(Task task, int attempts) throws IOException {
    DeliveryRequest delivery = order(task, 2_000);
    Task delivering =
        task.withState(
            new TaskState.Delivering(NOW, delivery.video(), attempts, null, true, true, NOW, 0));
    return new DeliveryRequest(
        delivering, delivery.video(), delivery.file(), true, null, delivery.savePlaceholder());
  }
}
