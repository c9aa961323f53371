package io.github.reelay.telegram.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.config.Secret;
import io.github.reelay.security.Sha256;
import io.github.reelay.task.Task;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.TelegramTestServer;
import io.github.reelay.telegram.TelegramTestServer.Call;
import io.github.reelay.telegram.TelegramTestServer.Fault;
import io.github.reelay.telegram.api.BotApiUrls;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.GrowingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is uploaded while it is downloaded, and what becomes of it in every other case. */
class EarlyUploadTest {
  private static final long CHAT = 1001;
  private static final int BYTES = 3_000_000;
  private static final byte[] VIDEO = video();

  /** What is written behind a video when it is stored. */
  private static final byte[] LABEL = "made by a model".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final FakeMedia media = new FakeMedia();
  private final SettableClock clock = new SettableClock();
  private final Task task =
      TaskExamples.accepted(new Destination(TelegramIds.chat(CHAT), null, null, "17", null));
  private TelegramTestServer server;
  private TelegramClient client;
  private GrowingFile growing;
  private OutputStream download;

  private static byte[] video() {
    byte[] bytes = new byte[BYTES];
    new Random(3).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void begin() throws IOException {
    media.streamable = OptionalLong.of(BYTES);
    server = new TelegramTestServer();
    client = server.client(clock, media);
    growing = new GrowingFile(folder.resolve("part"));
    download = growing.open();
  }

  @AfterEach
  void end() throws IOException {
    growing.close();
    download.close();
    client.close();
    server.close();
  }

  private void uploadAhead() throws IOException {
    client.platform().uploadAhead(task, growing);
    download.write(VIDEO, 0, BYTES / 2);
  }

  private void awaitUpload() {
    await("the upload begins").until(() -> server.underWay.get() == 1);
  }

  private void downloadRest() throws IOException {
    download.write(VIDEO, BYTES / 2, BYTES - BYTES / 2);
    growing.complete();
  }

  /** As the file is stored: in its place, with its label. */
  private Path store() throws IOException {
    Files.write(growing.path(), LABEL, StandardOpenOption.APPEND);
    return Files.move(growing.path(), folder.resolve("v.mp4"));
  }

  private DeliveryResult deliver(Path file) throws IOException {
    Video video =
        new Video(
            "v.mp4",
            Files.size(file),
            320,
            180,
            Duration.ofSeconds(8),
            HexFormat.of().formatHex(Sha256.newDigest().digest(Files.readAllBytes(file))));
    return client
        .platform()
        .deliver(new DeliveryRequest(task, video, file, false, null, _ -> true));
  }

  private Call onlyUpload() {
    List<Call> uploads = server.calls("editmessagemedia");
    assertThat(uploads).hasSize(1);
    return uploads.getFirst();
  }

  private static byte[] labelled() {
    byte[] all = Arrays.copyOf(VIDEO, BYTES + LABEL.length);
    System.arraycopy(LABEL, 0, all, BYTES, LABEL.length);
    return all;
  }

  @Test
  void whatIsUploadedWhileItComesIsPostedWhenItIsStored() throws IOException {
    uploadAhead();
    awaitUpload();
    downloadRest();
    assertThat(server.calls()).as("nothing is said yet").isEmpty();
    DeliveryResult result = deliver(store());
    assertThat(result).isInstanceOf(DeliveryResult.Posted.class);
    Call upload = onlyUpload();
    assertThat(upload.isInChunks()).isTrue();
    assertThat(upload.parts().get("video.mp4")).isEqualTo(labelled());
    assertThat(upload.parts()).containsKey("thumb.jpg");
    assertThat(upload.text("chat_id")).isEqualTo(String.valueOf(CHAT));
    assertThat(upload.params().path("media").path("media").asText())
        .isEqualTo("attach://video.mp4");
    assertThat(server.messages(CHAT)).hasSize(1);
  }

  @Test
  void aDownloadThatDiesBreaksTheUploadOff() throws IOException {
    uploadAhead();
    awaitUpload();
    growing.close();
    await("it is broken off").until(() -> server.underWay.get() == 0);
    assertThat(server.calls()).isEmpty();
    Files.write(growing.path(), VIDEO);
    assertThat(deliver(store())).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().isInChunks()).isFalse();
    assertThat(onlyUpload().parts().get("video.mp4")).isEqualTo(labelled());
  }

  @Test
  void aDownloadThatBeginsAnewBreaksTheUploadOff() throws IOException {
    uploadAhead();
    awaitUpload();
    download.close();
    download = growing.open();
    download.write(VIDEO);
    growing.complete();
    await("it is broken off").until(() -> server.underWay.get() == 0);
    assertThat(deliver(store())).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().isInChunks()).isFalse();
  }

  @Test
  void whatWasChangedWhenItWasStoredIsUploadedAnew() throws IOException {
    uploadAhead();
    awaitUpload();
    downloadRest();
    Path stored = store();
    byte[] changed = labelled();
    changed[100]++;
    Files.write(stored, changed);
    assertThat(deliver(stored)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().isInChunks()).isFalse();
    assertThat(onlyUpload().parts().get("video.mp4")).isEqualTo(changed);
  }

  @Test
  void whatIsShorterWhenItIsStoredIsUploadedAnew() throws IOException {
    uploadAhead();
    awaitUpload();
    downloadRest();
    Path stored = store();
    Files.write(stored, Arrays.copyOf(VIDEO, 1000));
    assertThat(deliver(stored)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().parts().get("video.mp4")).hasSize(1000);
  }

  @Test
  void whatBecameAnotherKindIsUploadedAnew() throws IOException {
    uploadAhead();
    awaitUpload();
    downloadRest();
    Path stored = Files.move(store(), folder.resolve("v.webm"));
    assertThat(deliver(stored)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().isInChunks()).isFalse();
    assertThat(onlyUpload().parts()).containsKey("video.webm");
  }

  @Test
  void whatHasToBeWholeOrIsSmallOrTooLargeIsUploadedWhenItIsThere() throws IOException {
    for (OptionalLong bytes :
        List.of(OptionalLong.empty(), OptionalLong.of(999_999), OptionalLong.of(60_000_000))) {
      media.streamable = bytes;
      uploadAhead();
    }
    downloadRest();
    Files.write(growing.path(), VIDEO);
    assertThat(deliver(store())).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().isInChunks()).isFalse();
  }

  @Test
  void whereTheChatHasToWaitNothingIsSentAhead() throws IOException {
    server.fail(Fault.busy("editmessagemedia", 30));
    uploadAhead();
    awaitUpload();
    downloadRest();
    Path stored = store();
    deliver(stored); // Telegram asks to wait

    GrowingFile second = new GrowingFile(folder.resolve("second"));
    client.platform().uploadAhead(task, second);
    try (OutputStream again = second.open()) {
      again.write(VIDEO);
    }
    second.complete();
    clock.advance(Duration.ofSeconds(31));
    assertThat(deliver(stored)).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(server.calls("editmessagemedia"))
        .extracting(Call::isInChunks)
        .containsExactly(true, false);
  }

  @Test
  void aServerThatRefusesItBeforeItsEndGetsTheOrdinaryCall() throws IOException {
    server.refusesChunks = true;
    uploadAhead();
    downloadRest();
    assertThat(deliver(store())).isInstanceOf(DeliveryResult.Posted.class);
    assertThat(onlyUpload().isInChunks()).isFalse();
  }

  @Test
  void aLostAnswerIsInDoubt() throws IOException {
    uploadAhead();
    awaitUpload();
    downloadRest();
    server.fail(Fault.dropAfter("editmessagemedia"));
    assertThat(deliver(store()))
        .isInstanceOfSatisfying(
            DeliveryResult.RetryLater.class, retry -> assertThat(retry.nothingPosted()).isFalse());
    assertThat(onlyUpload().isInChunks()).isTrue();
  }

  @Test
  void whatIsRefusedIsRefused() throws IOException {
    uploadAhead();
    awaitUpload();
    downloadRest();
    server.fail(Fault.busy("editmessagemedia", 7));
    assertThat(deliver(store()))
        .isInstanceOfSatisfying(
            DeliveryResult.RetryLater.class,
            retry -> assertThat(retry.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(onlyUpload().isInChunks()).isTrue();
  }

  /** Of HTTP/2, which Telegram's own server speaks. */
  @Test
  void anUploadThatIsBrokenOffIsNoCall() throws Exception {
    try (MockWebServer http2 = new MockWebServer()) {
      http2.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      http2.enqueue(new MockResponse.Builder().body("{\"ok\":true}").build());
      http2.start();
      OkHttpClient ofHttp2 =
          new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
      EarlyUpload upload = new EarlyUpload(growing);
      BotApiUrls urls = new BotApiUrls(http2.url("/").uri(), new Secret(TelegramTestServer.TOKEN));
      download.write(VIDEO, 0, BYTES / 2);
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> {
            try {
              upload.send(ofHttp2, urls);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      growing.close();
      assertThat(sending).failsWithin(Duration.ofSeconds(10));
      assertThat(http2.takeRequest().getFailure()).hasMessageContaining("stream was reset: CANCEL");
    }
  }
}
