package io.github.reelay.web.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.web.WebServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes through an instance that stands by, to a real server that works, and back. */
class ForwardingTest {
  /** A little more than 25 MiB. */
  private static final int TOO_LARGE = 26_300_000;

  @TempDir Path folder;
  private final Instances instances = new Instances();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private WorkingRoutes working;
  private StandbyServer standby;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("a.mp4"), "0123456789");
    working = new WorkingRoutes(folder, arrived, goOn);
    WebServer worker = instances.worker(working, null);
    standby = instances.standby(Instances.address(worker));
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    instances.close();
  }

  private static String text(Response response) throws IOException {
    return response.body().string();
  }

  @Test
  void whatIsAskedArrivesAsItWasAsked() throws IOException {
    Request request =
        Instances.request(standby, "/callbacks/echo?x=%2F%2B+&y=a%27b&z")
            .header("Host", "bot.example:8443")
            .header("Cookie", "a=1; b=2")
            .header("X-Telegram-Bot-Api-Secret-Token", "secret")
            .addHeader("X-Twice", "1")
            .addHeader("X-Twice", "2")
            .header("Connection", "close, X-Mine")
            .header("X-Mine", "of this connection")
            .header("TE", "trailers")
            .post(RequestBody.create("{\"update\":\"狐\"}", MediaType.get("application/json")))
            .build();
    try (Response response = instances.http.newCall(request).execute()) {
      assertThat(text(response))
          .startsWith("POST /callbacks/echo?x=%2F%2B+&y=a%27b&z\n")
          .contains(
              "Host: bot.example:8443\n",
              "Cookie: a=1; b=2\n",
              "X-Telegram-Bot-Api-Secret-Token: secret\n",
              "X-Twice: 1\nX-Twice: 2\n",
              "Content-Type: application/json; charset=utf-8\n",
              "Content-Length: 16\n",
              "Accept-Encoding: gzip\n")
          .endsWith("\n\n{\"update\":\"狐\"}")
          .doesNotContain("X-Mine", "TE:", "trailers");
    }
  }

  @Test
  void whoAsksForNothingPackedGetsNothingPacked() throws IOException {
    try (Response response =
        instances.get(standby, "/media/echo/%E7%8B%90%20x", "Accept-Encoding", "")) {
      assertThat(text(response))
          .startsWith("GET /media/echo/%E7%8B%90%20x?null\n")
          .doesNotContain("gzip");
    }
  }

  @Test
  void otherMethodsGoThroughWithAndWithoutABody() throws IOException {
    for (Request request :
        List.of(
            Instances.request(standby, "/callbacks/echo").delete().build(),
            Instances.request(standby, "/callbacks/echo")
                .put(RequestBody.create("it", null))
                .build(),
            Instances.request(standby, "/callbacks/echo").post(RequestBody.EMPTY).build())) {
      try (Response response = instances.http.newCall(request).execute()) {
        assertThat(response.code()).isEqualTo(200);
        assertThat(text(response)).startsWith(request.method() + " /callbacks/echo");
      }
    }
  }

  @Test
  void whatIsAnsweredComesBackAsItIs() throws IOException {
    try (Response moved = instances.get(standby, "/media/moved", "Host", "bot.example")) {
      assertThat(moved.code()).isEqualTo(302);
      assertThat(moved.header("Location")).endsWith("/elsewhere").doesNotContain("127.0.0.1");
      assertThat(moved.headers("Set-Cookie")).containsExactly("a=1; Path=/", "b=2; Path=/");
      assertThat(moved.headers("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(moved.headers("Date")).hasSize(1);
    }
    try (Response none = instances.get(standby, "/media/none")) {
      assertThat(none.code()).isEqualTo(204);
    }
    try (Response missing = instances.get(standby, "/media/nothing")) {
      assertThat(missing.code()).isEqualTo(404);
      assertThat(text(missing)).contains("\"error\"");
    }
    try (Response packed = instances.get(standby, "/media/packed", "Accept-Encoding", "gzip")) {
      assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(new GZIPInputStream(packed.body().byteStream()).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("packed");
    }
  }

  @Test
  void aPartOfAVideoIsTheWholeAnswer() throws IOException {
    try (Response part = instances.get(standby, "/media/file", "Range", "bytes=2-4")) {
      assertThat(part.code()).isEqualTo(206);
      assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
      assertThat(part.header("Content-Length")).isEqualTo("3");
      assertThat(text(part)).isEqualTo("234");
    }
    try (Response head =
        instances
            .http
            .newCall(Instances.request(standby, "/media/file").head().build())
            .execute()) {
      assertThat(head.header("Content-Length")).isEqualTo("10");
      assertThat(head.header("Content-Type")).isEqualTo("video/mp4");
    }
  }

  /** The second event is sent only when the first one has been read. */
  @Test
  void anEventComesWhenItIsSent() throws IOException {
    try (Response events = instances.get(standby, "/media/events")) {
      assertThat(events.header("Content-Type")).startsWith("text/event-stream");
      assertThat(events.body().source().readUtf8LineStrict()).isEqualTo("data: first");
      goOn.countDown();
      assertThat(events.body().source().readUtf8()).isEqualTo("\ndata: second\n\n");
    }
  }

  /** Its second half is sent only when the first one has arrived. */
  @Test
  void aLargeBodyIsNotHeldOnItsWay() throws IOException {
    RequestBody body =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.get("video/mp4");
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.write(new byte[WorkingRoutes.LARGE / 2]).flush();
            try {
              assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            sink.write(new byte[WorkingRoutes.LARGE / 2]);
          }
        };
    Request request = Instances.request(standby, "/callbacks/count").post(body).build();
    try (Response response = instances.http.newCall(request).execute()) {
      assertThat(text(response)).isEqualTo("" + WorkingRoutes.LARGE);
    }
  }

  @Test
  void aLargeAnswerIsNotHeldOnItsWay() throws IOException {
    try (Response response = instances.get(standby, "/media/large")) {
      assertThat(response.body().byteStream().readNBytes(10_000_000)).hasSize(10_000_000);
      goOn.countDown();
      assertThat(response.body().byteStream().transferTo(OutputStream.nullOutputStream()))
          .isEqualTo(WorkingRoutes.LARGE - 10_000_000);
    }
  }

  /** The limit is that of the one that works. */
  @Test
  void whatIsTooLargeIsRefusedAsEverywhere() throws IOException {
    Request request =
        Instances.request(standby, "/callbacks/limited")
            .post(RequestBody.create(new byte[TOO_LARGE]))
            .build();
    try (Response response = instances.http.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(413);
      assertThat(text(response)).contains("more than this server takes");
    }
  }

  @Test
  void aPartOfAnAnswerNeverLooksLikeAWholeOne() throws IOException {
    try (Response response = instances.get(standby, "/media/cut")) {
      assertThat(response.body().byteStream().readNBytes(10_000)).hasSize(10_000);
      standby.forwardTo(Optional.empty());
      assertThatThrownBy(() -> response.body().byteStream().readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void eventsEndWhenAnotherOneWorksSoThatThePageAsksAnew() throws IOException {
    try (Response events = instances.get(standby, "/media/events")) {
      assertThat(events.body().source().readUtf8LineStrict()).isEqualTo("data: first");
      standby.forwardTo(Optional.empty());
      assertThat(events.body().source().readUtf8()).isEqualTo("\n");
    }
  }

  /** As at a takeover: its own server opens where this one was. */
  @Test
  void thePortIsFreeAtOnceAlsoWhileStreamsAreOpen() throws Exception {
    int port = standby.port();
    for (int round = 0; round < 5; round++) {
      try (Response events = instances.get(standby, "/media/events", "Connection", "close");
          Response half = instances.get(standby, "/media/cut", "Connection", "close")) {
        assertThat(events.body().source().readUtf8LineStrict()).isEqualTo("data: first");
        assertThat(half.body().byteStream().read()).isZero();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(standby::close);
        closed.get(10, TimeUnit.SECONDS);
        standby = instances.standby(port, Instances.address(instances.worker(working, null)));
      }
    }
  }
}
