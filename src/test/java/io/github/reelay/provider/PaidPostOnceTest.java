package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.FailureKind;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Counts the POSTs that really arrive at a socket, whatever the answer: exactly one each. OkHttp
 * with its defaults sends up to four.
 */
class PaidPostOnceTest {
  private static final String JSON_503 =
      "{\"error\":{\"code\":503,\"message\":\"busy\",\"type\":\"server_error\"}}";
  private static final String HTML = "<html><body>error</body></html>";

  private PostCountingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new PostCountingServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  static Stream<Arguments> lostAnswers() {
    return Stream.of(
        Arguments.of("closed after reading", PostCountingServer.Reaction.close()),
        Arguments.of("reset after reading", PostCountingServer.Reaction.reset()),
        Arguments.of(
            "cut inside the answer's head", PostCountingServer.Reaction.raw("HTTP/1.1 200 O")),
        Arguments.of(
            "cut inside the answer's body",
            PostCountingServer.Reaction.raw(
                "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":")),
        Arguments.of(
            "a length below zero",
            PostCountingServer.Reaction.raw(
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{\"id\":\"t-1\"}")),
        Arguments.of(
            "a status below zero", PostCountingServer.Reaction.raw("HTTP/1.1 -20 X\r\n\r\n")),
        Arguments.of("no answer in time", PostCountingServer.Reaction.silence()),
        Arguments.of("307", PostCountingServer.Reaction.answer(307, "", "Location: /elsewhere")),
        Arguments.of("308", PostCountingServer.Reaction.answer(308, "", "Location: /elsewhere")),
        Arguments.of("302", PostCountingServer.Reaction.answer(302, "", "Location: /elsewhere")),
        Arguments.of("408", PostCountingServer.Reaction.answer(408, HTML, "Connection: close")),
        Arguments.of("500", PostCountingServer.Reaction.answer(500, HTML)),
        Arguments.of(
            "500 with the documented error",
            PostCountingServer.Reaction.answer(
                500, "{\"error\":{\"code\":500,\"message\":\"x\"}}")),
        Arguments.of("502 of an edge", PostCountingServer.Reaction.answer(502, HTML)),
        Arguments.of(
            "502 with the documented error",
            PostCountingServer.Reaction.answer(
                502, "{\"error\":{\"code\":502,\"message\":\"x\"}}")),
        Arguments.of(
            "503 of an edge that says try at once",
            PostCountingServer.Reaction.answer(503, HTML, "Retry-After: 0")),
        Arguments.of("504", PostCountingServer.Reaction.answer(504, HTML)),
        Arguments.of("520", PostCountingServer.Reaction.answer(520, HTML)),
        Arguments.of("522", PostCountingServer.Reaction.answer(522, HTML)),
        Arguments.of("524", PostCountingServer.Reaction.answer(524, HTML)),
        Arguments.of(
            "200 without an id", PostCountingServer.Reaction.answer(200, "{\"code\":200}")),
        Arguments.of("200 of a login page", PostCountingServer.Reaction.answer(200, HTML)),
        Arguments.of("an empty 202", PostCountingServer.Reaction.answer(202, "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void aLostAnswerIsUnknownAndNothingFollows(String name, PostCountingServer.Reaction reaction) {
    server.react(reaction);

    assertThat(submit(Duration.ofMillis(700))).isInstanceOf(SubmitResult.Unknown.class);

    assertThat(server.posts()).as(name).isEqualTo(1);
  }

  static Stream<Arguments> provenAnswers() {
    return Stream.of(
        Arguments.of(
            "JSON 503",
            PostCountingServer.Reaction.answer(503, JSON_503),
            FailureKind.PROVIDER_BUSY),
        Arguments.of(
            "JSON 503 that says try at once",
            PostCountingServer.Reaction.answer(503, JSON_503, "Retry-After: 0"),
            FailureKind.PROVIDER_BUSY),
        Arguments.of(
            "429",
            PostCountingServer.Reaction.answer(429, "{\"error\":{\"code\":429}}", "Retry-After: 0"),
            FailureKind.PROVIDER_BUSY),
        Arguments.of(
            "401",
            PostCountingServer.Reaction.answer(401, "{\"error\":{}}"),
            FailureKind.PROVIDER_AUTH),
        Arguments.of(
            "402",
            PostCountingServer.Reaction.answer(402, "{\"error\":{}}"),
            FailureKind.PROVIDER_BALANCE),
        Arguments.of(
            "521", PostCountingServer.Reaction.answer(521, HTML), FailureKind.PROVIDER_UNREACHABLE),
        Arguments.of(
            "525",
            PostCountingServer.Reaction.answer(525, HTML),
            FailureKind.PROVIDER_UNREACHABLE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("provenAnswers")
  void aProvenRefusalIsSaidAndNothingIsRepeatedHere(
      String name, PostCountingServer.Reaction reaction, FailureKind kind) {
    server.react(reaction);

    assertThat(submit(Duration.ofSeconds(5)))
        .as(name)
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted -> assertThat(notAccepted.failure().kind()).isEqualTo(kind));

    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void anAcceptedPostArrivesOnceWithItsKey() {
    server.react(
        PostCountingServer.Reaction.answer(
            200, "{\"code\":200,\"data\":[{\"status\":\"submitted\",\"task_id\":\"task_1\"}]}"));

    assertThat(submit(Duration.ofSeconds(5))).isEqualTo(new SubmitResult.Accepted("task_1"));

    assertThat(server.posts()).isEqualTo(1);
    assertThat(server.lastHead())
        .startsWith("POST /v1/videos/generations HTTP/1.1")
        .contains("Authorization: Bearer test-key");
  }

  /** A second POST on the same connection is how a stale one gets sent twice. */
  @Test
  void everyPostHasAConnectionOfItsOwn() {
    server.react(
        PostCountingServer.Reaction.answer(200, "{\"id\":\"task_1\"}", "Connection: keep-alive"));
    ProviderFixture fixture = fixture("http://127.0.0.1:" + server.port(), Duration.ofSeconds(5));

    fixture.submit(fixture.task(TaskExamples.generate("one")), null);
    server.react(PostCountingServer.Reaction.close());
    SubmitResult second = fixture.submit(fixture.task(TaskExamples.generate("two")), null);

    assertThat(second).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(server.posts()).isEqualTo(2);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aRefusedConnectionProvesThatNothingWasSent() throws IOException {
    int deaf;
    try (ServerSocket socket = new ServerSocket(0)) {
      deaf = socket.getLocalPort();
    }
    assertNeverSent("http://127.0.0.1:" + deaf);
  }

  @Test
  void aNameThatDoesNotResolveProvesThatNothingWasSent() {
    assertNeverSent("http://no-such-host.invalid");
  }

  @Test
  void aFailedTlsHandshakeProvesThatNothingWasSent() {
    server.react(PostCountingServer.Reaction.close());
    assertNeverSent("https://127.0.0.1:" + server.port());
    assertThat(server.posts()).isZero();
  }

  @Test
  void aConnectionThatIsNeverTakenProvesThatNothingWasSent() throws IOException {
    // A full backlog: the kernel answers no more SYNs, so connecting times out.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<java.net.Socket> fill = PostCountingServer.fill(full);
      try {
        ProviderFixture fixture =
            fixture("http://127.0.0.1:" + full.getLocalPort(), Duration.ofMillis(200));
        assertNeverSent(fixture);
      } finally {
        for (java.net.Socket socket : fill) {
          socket.close();
        }
      }
    }
  }

  private static void assertNeverSent(String base) {
    assertNeverSent(fixture(base, Duration.ofSeconds(5)));
  }

  private static void assertNeverSent(ProviderFixture fixture) {
    assertThat(fixture.submit(fixture.task(TaskExamples.generate("a fox")), null))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted ->
                assertThat(notAccepted.failure().kind())
                    .isEqualTo(FailureKind.PROVIDER_UNREACHABLE));
  }

  private SubmitResult submit(Duration timeout) {
    ProviderFixture fixture = fixture("http://127.0.0.1:" + server.port(), timeout);
    return fixture.submit(fixture.task(TaskExamples.generate("a fox")), null);
  }

  private static ProviderFixture fixture(String base, Duration timeout) {
    return new ProviderFixture(
        List.of(ProviderFixture.entry("apimart", "envelope", base)),
        ProviderFixture.options(timeout, false));
  }
}
