package io.github.reelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store or the network refuses that a real server refuses too rarely. */
class S3FailuresTest {
  private static final String NAME = "pictures/" + "ab".repeat(32) + ".jpg";

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();
  private S3Store store;

  @BeforeEach
  void start() throws IOException {
    server.start();
    store = new S3Store(options(server.url("/").uri().resolve("/")));
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  private static S3Options options(URI endpoint) {
    String origin = endpoint.getScheme() + "://" + endpoint.getAuthority();
    return S3Server.options(URI.create(origin), "films", S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
  }

  @Test
  void aStoreThatAsksToSlowDownIsAskedAgainAndGetsTheWholeFile() throws IOException {
    server.enqueue(refusal(503, "SlowDown"));
    server.enqueue(refusal(503, "SlowDown"));
    server.enqueue(new MockResponse.Builder().addHeader("ETag", "\"1\"").build());
    Path file = file(300_000);

    store.put(NAME, file);

    assertThat(server.getRequestCount()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(take()).isEqualTo("PUT /films/some/where/" + NAME + " 300000");
    }
  }

  private String take() {
    try {
      var request = server.takeRequest();
      return request.getMethod()
          + " "
          + request.getUrl().encodedPath()
          + " "
          + request.getBodySize();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStoreThatStaysBusyIsGivenUpAndWaitingMayHelp() throws IOException {
    for (int i = 0; i < 100; i++) {
      server.enqueue(refusal(503, "SlowDown"));
    }
    Path file = file(10);

    assertThat(failure(() -> store.put(NAME, file)))
        .hasMessageEndingWith("answered SlowDown")
        .returns(false, StoreException::needsOperator);
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | AccessDenied             | may not do everything
          403 | InvalidAccessKeyId       | REELAY_S3_ACCESS_KEY
          403 | SignatureDoesNotMatch    | REELAY_S3_SECRET_KEY
          403 | RequestTimeTooSkewed     | clock of this machine
          404 | NoSuchBucket             | no bucket films
          301 | PermanentRedirect        | media.s3.region
          400 | AuthorizationHeaderMalformed | media.s3.region (us-east-1)
          400 | InvalidBucketName        | media.s3.path-style to false
          """)
  void whatNeedsTheOperatorIsSaidInOneSentenceWithoutWhatTheStoreRepeats(
      int status, String code, String words) throws IOException {
    server.enqueue(refusal(status, code));
    Path file = file(10);

    StoreException e = failure(() -> store.put(NAME, file));

    assertThat(e).hasMessageContaining(words).hasNoCause();
    assertThat(e.needsOperator()).isTrue();
    assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("key-that-is-repeated");
  }

  @Test
  void whatIsNoS3StoreIsNotTakenForOne() throws IOException {
    server.enqueue(
        new MockResponse.Builder()
            .code(404)
            .addHeader("Content-Type", "text/html")
            .body("<html>nothing here</html>")
            .build());
    Path copy = folder.resolve("copy");

    assertThat(failure(() -> store.get(NAME, copy, 10)))
        .hasMessageContaining("no S3 store")
        .returns(true, StoreException::needsOperator);
  }

  @Test
  void anAnswerThatBreaksOffIsTroubleAndNoFile() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(200_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    Path copy = folder.resolve("copy");

    assertThat(failure(() -> store.get(NAME, copy, 200_000)))
        .hasMessageContaining("cannot be reached")
        .returns(false, StoreException::needsOperator);
  }

  @Test
  void nobodyAtTheAddressIsSaidWithIt() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (S3Store nowhere = new S3Store(options(URI.create("http://127.0.0.1:" + port)))) {
      assertThat(failure(nowhere::probe))
          .hasMessageContaining(
              "http://127.0.0.1:" + port + " cannot be reached: the connection was refused")
          .returns(false, StoreException::needsOperator);
    }
    try (S3Store unknown = new S3Store(options(URI.create("http://store.invalid")))) {
      assertThat(failure(unknown::probe)).hasMessageEndingWith("its name is unknown");
    }
  }

  private static StoreException failure(ThrowingCallable call) {
    return assertThatExceptionOfType(StoreException.class).isThrownBy(call).actual();
  }

  private static MockResponse refusal(int status, String code) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/xml")
        .body(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>%s</Code><Message>you sent key-that-is-repeated</Message>\
            <BucketName>films</BucketName><Resource>/films</Resource><RequestId>1</RequestId></Error>
            """
                .formatted(code))
        .build();
  }

  private Path file(int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(folder.resolve("file-" + bytes), content);
  }
}
