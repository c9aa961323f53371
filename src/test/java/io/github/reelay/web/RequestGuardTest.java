package io.github.reelay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.http.CidrBlock;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.web.ops.CallbackRoutes;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, on a real server with a few plain routes. */
class RequestGuardTest {
  private static final String PASSWORD = "correct horse";

  private final HmacSigner signer = new HmacSigner(new byte[32]);
  private final SettableClock clock = new SettableClock();
  private final OkHttpClient http = new OkHttpClient.Builder().followRedirects(false).build();
  private List<CidrBlock> trustedProxies = List.of();
  private @Nullable WebServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private WebServer start(@Nullable String password, @Nullable String publicUrl)
      throws IOException {
    URI url = publicUrl == null ? null : URI.create(publicUrl);
    Secret secret = password == null ? null : new Secret(password);
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, url, secret, trustedProxies),
            List.of(new Plain(), new CallbackRoutes((_, _, _, _) -> {})),
            List.of(new WebhookRoute("/telegram/hook", (headers, body) -> 200 + body.length)),
            new MessageBundles(),
            clock,
            signer,
            new SecureRandom());
    return server;
  }

  private static final class Plain implements Routes {
    @Override
    public void addTo(RoutesConfig routes) {
      for (String path : List.of("/", "/api/who", "/metrics", "/health/live")) {
        routes.get(path, ctx -> ctx.result("ok"));
      }
      routes.get("/api/me", ctx -> ctx.result(Visitor.of(ctx).person().id()));
      routes.post("/api/messages", ctx -> ctx.result("ok"));
      routes.get(
          "/api/broken",
          _ -> {
            throw new IllegalStateException("secret detail");
          });
    }
  }

  private Response get(String path, Map<String, String> headers) throws IOException {
    return send(path, headers, null);
  }

  private Response send(String path, Map<String, String> headers, @Nullable RequestBody body)
      throws IOException {
    Request.Builder request = new Request.Builder().url(start().localUrl() + path.substring(1));
    headers.forEach(request::header);
    return http.newCall((body == null ? request : request.post(body)).build()).execute();
  }

  private WebServer start() throws IOException {
    return server == null ? start(null, null) : server;
  }

  @Test
  void aNewcomerGetsACookieAndIsKnownByItAfterwards() throws IOException {
    String cookie;
    String id;
    try (Response first = get("/api/me", Map.of())) {
      cookie = String.valueOf(first.header("Set-Cookie"));
      id = first.body().string();
      assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");
    }
    try (Response again = get("/api/me", Map.of("Cookie", cookie.split(";", -1)[0]))) {
      assertThat(again.body().string()).isEqualTo(id);
      assertThat(again.header("Set-Cookie")).isNull();
    }
  }

  @Test
  void aCookieOutlivesTheServerThatGaveIt() throws IOException {
    String cookie;
    try (Response first = get("/api/me", Map.of())) {
      cookie = String.valueOf(first.header("Set-Cookie")).split(";", -1)[0];
    }
    start().close();
    server = null;
    try (Response again = get("/api/me", Map.of("Cookie", cookie))) {
      assertThat(cookie).contains(again.body().string());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00112233445566778899aabbccddeeff.AAAA", "."})
  void aForgedCookieMakesANewcomer(String forged) throws IOException {
    try (Response answer = get("/api/me", Map.of("Cookie", "reelay_person=" + forged))) {
      assertThat(answer.header("Set-Cookie")).isNotNull();
      assertThat(forged).doesNotContain(answer.body().string());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,         http://evil.example, 403",
    "Origin,         null,                403",
    "Origin,         OWN,                 200",
    "Sec-Fetch-Site, cross-site,          403",
    "Sec-Fetch-Site, same-site,           403",
    "Sec-Fetch-Site, same-origin,         200",
    "X-Script,       curl,                200",
  })
  void onlyOurOwnPageChangesAnything(String header, String value, int status) throws IOException {
    String own = start().localUrl();
    String sent = value.equals("OWN") ? own.substring(0, own.length() - 1) : value;
    try (Response answer =
        send("/api/messages", Map.of(header, sent), RequestBody.create(new byte[0]))) {
      assertThat(answer.code()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"evil.example, 421", "localhost:80, 200", "127.0.0.1, 200", "127.evil.example, 421"})
  void aForeignNameThatLeadsToUsIsNotAnswered(String host, int status) throws IOException {
    try (Response answer = get("/api/me", Map.of("Host", host))) {
      assertThat(answer.code()).isEqualTo(status);
    }
  }

  @Test
  void healthAndHooksAreForEverybody() throws IOException {
    start(PASSWORD, "https://bot.example");
    try (Response health = get("/health/live", Map.of("Host", "10.0.0.7"))) {
      assertThat(health.code()).isEqualTo(200);
      assertThat(health.header("Set-Cookie")).isNull();
    }
    try (Response hook =
        send("/telegram/hook", Map.of("Host", "bot.example"), RequestBody.create(new byte[1]))) {
      assertThat(hook.code()).isEqualTo(201);
    }
    try (Response call =
        send(
            "/callbacks/T-0?until=1&sign=a",
            Map.of("Host", "10.0.0.7", "Origin", "https://relay.example"),
            RequestBody.create(new byte[1]))) {
      assertThat(call.code()).as("beside a chat's hook, on one port").isEqualTo(204);
      assertThat(call.header("Set-Cookie")).isNull();
    }
  }

  @Test
  void withoutThePasswordNothingIsShown() throws IOException {
    start(PASSWORD, null);
    try (Response page = get("/", Map.of())) {
      assertThat(page.code()).isEqualTo(302);
      assertThat(page.header("Location")).endsWith("/login");
    }
    for (String path : List.of("/api/me", "/metrics")) {
      try (Response answer = get(path, Map.of())) {
        assertThat(answer.code()).isEqualTo(401);
        assertThat(answer.body().string()).contains("\"error\"");
      }
    }
  }

  @Test
  void thePasswordOpensByFormAndByBearer() throws IOException {
    start(PASSWORD, "https://bot.example");
    FormBody form = new FormBody.Builder().add("password", PASSWORD).build();
    String cookie;
    try (Response entered = send("/login", Map.of("Origin", "https://bot.example"), form)) {
      assertThat(entered.code()).isEqualTo(302);
      cookie = String.valueOf(entered.header("Set-Cookie"));
      assertThat(cookie).contains("Secure", "HttpOnly");
    }
    Map<String, String> pass = Map.of("Cookie", cookie.split(";", -1)[0]);
    try (Response answer = get("/api/me", pass)) {
      assertThat(answer.code()).isEqualTo(200);
    }
    try (Response answer = get("/metrics", Map.of("Authorization", "Bearer " + PASSWORD))) {
      assertThat(answer.code()).isEqualTo(200);
    }
    clock.advance(Duration.ofDays(31));
    try (Response answer = get("/api/me", pass)) {
      assertThat(answer.code()).isEqualTo(401);
    }
  }

  @Test
  void guessingIsSlowedDownAndDoesNotShutOutTheRightPassword() throws IOException {
    start(PASSWORD, null);
    assertThat(statusAfterElevenGuesses(Map.of())).isEqualTo(429);
    try (Response answer = get("/metrics", Map.of("Authorization", "Bearer wrong"))) {
      assertThat(answer.code()).isEqualTo(401);
    }
    try (Response answer = get("/metrics", Map.of("Authorization", "Bearer " + PASSWORD))) {
      assertThat(answer.code()).isEqualTo(200);
    }
    try (Response answer = login(Map.of(), PASSWORD)) {
      assertThat(answer.code()).isEqualTo(302);
    }
  }

  @Test
  void behindATrustedProxyEveryVisitorHasTheirOwnTries() throws IOException {
    trustedProxies = List.of(CidrBlock.parse("127.0.0.0/8"), CidrBlock.parse("10.0.0.7"));
    start(PASSWORD, "https://bot.example");
    assertThat(
            statusAfterElevenGuesses(Map.of("X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.0.0.7")))
        .isEqualTo(429);
    try (Response same = login(Map.of("X-Forwarded-For", "2.2.2.2, 203.0.113.9"), "guess")) {
      assertThat(same.code()).isEqualTo(429);
    }
    try (Response other = login(Map.of("X-Forwarded-For", "203.0.113.10"), "guess")) {
      assertThat(other.code()).isEqualTo(401);
    }
  }

  @Test
  void nobodyElseIsBelievedAboutTheirAddress() throws IOException {
    start(PASSWORD, null);
    assertThat(statusAfterElevenGuesses(Map.of("X-Forwarded-For", "203.0.113.9"))).isEqualTo(429);
    try (Response other = login(Map.of("X-Forwarded-For", "203.0.113.10"), "guess")) {
      assertThat(other.code()).isEqualTo(429);
    }
  }

  @Test
  void figuresAreShownToThisMachineOnlyAlsoThroughItsOwnProxy() throws IOException {
    trustedProxies = List.of(CidrBlock.parse("127.0.0.1"));
    start(null, null);
    try (Response answer = get("/metrics", Map.of())) {
      assertThat(answer.code()).isEqualTo(200);
    }
    try (Response answer = get("/metrics", Map.of("X-Forwarded-For", "203.0.113.9"))) {
      assertThat(answer.code()).isEqualTo(401);
    }
  }

  @Test
  void aRefusedLoginIsAPage() throws IOException {
    start(PASSWORD, null);
    try (Response answer = login(Map.of("Origin", "null"), PASSWORD)) {
      assertThat(answer.code()).isEqualTo(403);
      assertThat(answer.header("Content-Type")).startsWith("text/html");
      assertThat(answer.body().string()).contains("another site");
    }
  }

  private int statusAfterElevenGuesses(Map<String, String> headers) throws IOException {
    int status = 0;
    for (int i = 0; i < 11; i++) {
      try (Response answer = login(headers, "guess " + i)) {
        status = answer.code();
      }
    }
    return status;
  }

  private Response login(Map<String, String> headers, String password) throws IOException {
    return send("/login", headers, new FormBody.Builder().add("password", password).build());
  }

  @Test
  void aPortThatIsTakenIsOneSentenceWithItsKey() throws IOException {
    int port = start().port();
    assertThatThrownBy(() ->
            WebServer.start(
                new WebOptions("127.0.0.1", port, null, null, List.of()),
                List.of(),
                List.of(),
                new MessageBundles(),
                clock,
                signer,
                new SecureRandom()))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContainingAll("127.0.0.1:" + port, "REELAY_HTTP_PORT")
        .hasNoCause();
  }

  @Test
  void aMistakeOfOursTellsNothing() throws IOException {
    try (Response answer = get("/api/broken", Map.of())) {
      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body().string()).contains("\"error\"").doesNotContain("secret detail");
    }
  }

  @Test
  void everyAnswerTellsTheBrowserToBeStrict() throws IOException {
    try (Response answer = get("/", Map.of())) {
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Server")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0,", "127.0.0.1,https://bot.example", "192.168.1.5,"})
  void anOpenDoorToTheWorldIsRefused(String host, @Nullable String url) {
    URI publicUrl = url == null ? null : URI.create(url);
    assertThatThrownBy(() -> new WebOptions(host, 0, publicUrl, null, List.of()))
        .hasMessageContaining("password is required");
  }
}
