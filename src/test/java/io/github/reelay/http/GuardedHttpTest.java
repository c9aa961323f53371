package io.github.reelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedHttpTest {
  private static final FetchLimits BOUNDS = new FetchLimits(100_000, Duration.ofSeconds(10));

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final GuardedHttp http = new GuardedHttp(true, InstantSource.system());
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    server.start();
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  @Test
  void aFileIsStreamedWhole() throws IOException {
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("bytes").build());
    Path into = folder.resolve("part");
    Files.writeString(into, "what was there before, and longer");

    DownloadResult download =
        http.toFile(
            server.url("/v.mp4").toString(), () -> Files.newOutputStream(into), BOUNDS, null);

    assertThat(download).isEqualTo(new DownloadResult.Downloaded("video/mp4", 5));
    assertThat(into).hasContent("bytes");
  }

  @Test
  void threeRedirectsAreFollowedAndAFourthIsNot() {
    IntStream.range(0, 3).forEach(n -> server.enqueue(redirect("/hop" + n)));
    server.enqueue(new MockResponse.Builder().body("there").build());
    assertThat(get("/")).isInstanceOf(DownloadResult.Downloaded.class);

    IntStream.range(0, 4).forEach(n -> server.enqueue(redirect("/hop" + n)));
    assertThat(get("/"))
        .isInstanceOfSatisfying(
            DownloadResult.Refused.class,
            r -> assertThat(r.reason()).isEqualTo(DownloadResult.Reason.TOO_MANY_REDIRECTS));
  }

  @Test
  void theKeyGoesOnlyToItsOwnOriginAlsoAcrossRedirects() throws InterruptedException {
    server.enqueue(redirect(elsewhere.url("/signed").toString()));
    elsewhere.enqueue(redirect(server.url("/back").toString()));
    server.enqueue(new MockResponse.Builder().body("there").build());
    OriginCredential credential =
        new OriginCredential(server.url("/some/path").uri(), new Secret("Bearer k"));

    DownloadResult download =
        http.toStream(server.url("/content").toString(), sink, BOUNDS, credential);

    assertThat(download).isInstanceOf(DownloadResult.Downloaded.class);
    assertThat(authorization(server.takeRequest())).isEqualTo("Bearer k");
    assertThat(authorization(elsewhere.takeRequest())).isNull();
    assertThat(authorization(server.takeRequest())).isEqualTo("Bearer k");
  }

  @Test
  void aBodyOverTheBoundIsRefusedWhileStreaming() {
    server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(200_000), 1_000).build());
    assertThat(get("/chunked"))
        .isInstanceOfSatisfying(
            DownloadResult.Refused.class,
            r -> assertThat(r.reason()).isEqualTo(DownloadResult.Reason.TOO_LARGE));
    assertThat(sink.size()).isLessThanOrEqualTo(100_000);

    server.enqueue(new MockResponse.Builder().body("x".repeat(200_000)).build());
    assertThat(get("/announced"))
        .isInstanceOfSatisfying(
            DownloadResult.Refused.class,
            r -> assertThat(r.reason()).isEqualTo(DownloadResult.Reason.TOO_LARGE));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 0-4/5, true",
    "bytes 0-4/9, false",
    "bytes 4-8/9, false",
    "bytes 0-4/*, false",
    "'', false",
  })
  void aPartThatNobodyAskedForIsNoFileUnlessItIsTheWholeOfIt(String range, boolean whole) {
    server.enqueue(
        new MockResponse.Builder()
            .code(206)
            .addHeader("Content-Range", range)
            .body("bytes")
            .build());
    assertThat(get("/v.mp4") instanceof DownloadResult.Downloaded).isEqualTo(whole);
  }

  @Test
  void aCutBodyIsToldFromAWholeOne() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(50_000))
            .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
            .build());

    assertThat(get("/"))
        .isInstanceOfSatisfying(
            DownloadResult.Failed.class,
            f -> assertThat(f.kind()).isEqualTo(DownloadResult.Kind.CONNECTION_LOST));
  }

  @Test
  void aServerThatDripsIsLeftWhenTheTimeIsOver() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(50_000))
            .throttleBody(10, 100, java.util.concurrent.TimeUnit.MILLISECONDS)
            .build());

    DownloadResult download =
        http.toStream(
            server.url("/").toString(),
            sink,
            new FetchLimits(100_000, Duration.ofMillis(400)),
            null);

    assertThat(download)
        .isInstanceOfSatisfying(
            DownloadResult.Failed.class,
            f -> assertThat(f.kind()).isEqualTo(DownloadResult.Kind.TIMED_OUT));
  }

  @Test
  void aServerThatIsTooSlowIsLeftLongBeforeTheTimeIsOver() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(10_000))
            .throttleBody(10, 50, TimeUnit.MILLISECONDS)
            .build());
    DownloadResult download =
        http.toStream(
            server.url("/").toString(),
            sink,
            new FetchLimits(100_000, Duration.ofMinutes(5), 1_000, Duration.ofMillis(300)),
            null);
    assertThat(download)
        .isInstanceOfSatisfying(
            DownloadResult.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(DownloadResult.Kind.TIMED_OUT));
  }

  @Test
  void aRefusalCarriesItsStatusAndTheWaitAskedFor() {
    server.enqueue(
        new MockResponse.Builder().code(503).addHeader("Retry-After", "7").body("x").build());

    assertThat(get("/"))
        .isInstanceOfSatisfying(
            DownloadResult.Failed.class,
            f -> {
              assertThat(f.kind()).isEqualTo(DownloadResult.Kind.HTTP_ERROR);
              assertThat(f.status()).isEqualTo(503);
              assertThat(f.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            });
    assertThat(sink.size()).isZero();
  }

  @Test
  void aSinkThatBreaksIsOurOwnFault() {
    server.enqueue(new MockResponse.Builder().body("bytes").build());
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left on device");
          }
        };

    assertThat(http.toStream(server.url("/").toString(), full, BOUNDS, null))
        .isInstanceOfSatisfying(
            DownloadResult.Failed.class,
            f -> assertThat(f.kind()).isEqualTo(DownloadResult.Kind.WRITE_FAILED));
  }

  /** Each of these, as the second hop, would end inside; the first hop is allowed for the test. */
  static Stream<String> inwardRedirects() {
    return Stream.of(
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "http://user@127.0.0.1/",
        "javascript:alert(1)");
  }

  @ParameterizedTest
  @MethodSource("inwardRedirects")
  void aRedirectInwardsIsRefused(String target) {
    server.enqueue(redirect(target));

    assertThat(get("/")).isInstanceOf(DownloadResult.Refused.class);
  }

  @Test
  void aGuardedClientRefusesPrivateAddressesBeforeConnecting() {
    GuardedHttp guarded = new GuardedHttp(false, InstantSource.system(), Dns.SYSTEM);

    assertThat(guarded.toStream(server.url("/").toString(), sink, BOUNDS, null))
        .isInstanceOfSatisfying(
            DownloadResult.Refused.class,
            r -> assertThat(r.reason()).isEqualTo(DownloadResult.Reason.PRIVATE_ADDRESS));
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void privateBaseAddressesAreKnown() {
    assertThat(GuardedHttp.isPrivate(URI.create("http://127.0.0.1:8790/apimart"))).isTrue();
    assertThat(GuardedHttp.isPrivate(URI.create("http://localhost:8790"))).isTrue();
    assertThat(GuardedHttp.isPrivate(URI.create("http://192.168.1.5"))).isTrue();
    assertThat(GuardedHttp.isPrivate(URI.create("https://8.8.8.8"))).isFalse();
  }

  private DownloadResult get(String path) {
    return http.toStream(server.url(path).toString(), sink, BOUNDS, null);
  }

  private static MockResponse redirect(String to) {
    return new MockResponse.Builder().code(302).addHeader("Location", to).build();
  }

  private static @org.jspecify.annotations.Nullable String authorization(RecordedRequest request) {
    return request.getHeaders().get("Authorization");
  }
}
