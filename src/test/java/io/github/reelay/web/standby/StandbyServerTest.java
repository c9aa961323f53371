package io.github.reelay.web.standby;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.security.HmacSigner;
import io.github.reelay.web.ClientAddress;
import io.github.reelay.web.ForwardStamp;
import io.github.reelay.web.WebServer;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom an instance that stands by asks, when it does not, and who is believed about whom. */
class StandbyServerTest {
  private static final String PASSWORD = "correct horse";
  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  private final Instances instances = new Instances();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    instances.close();
  }

  private WebServer worker() throws IOException {
    return instances.worker(this::addTo, PASSWORD);
  }

  private void addTo(RoutesConfig routes) {
    ClientAddress addresses = new ClientAddress(List.of(), instances.stamp);
    routes.get(
        "/media/who",
        ctx -> {
          asked.incrementAndGet();
          ctx.result(addresses.of(ctx.req()).getHostAddress());
        });
    for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
      routes.get(path, ctx -> ctx.result("of the one that works"));
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void itsHealthIsItsOwnAndFiguresAreNotToldTwice() throws IOException {
    StandbyServer standby = instances.standby(Instances.address(worker()));
    try (Response live = instances.get(standby, "/health/live")) {
      assertThat(live.code()).isEqualTo(200);
      assertThat(live.body().string()).isEqualTo("{\"status\":\"up\"}");
    }
    for (String path : List.of("/health/ready", "/metrics")) {
      try (Response answer = instances.get(standby, path)) {
        assertThat(answer.code()).isEqualTo(503);
        assertThat(answer.body().string()).isEqualTo("{\"status\":\"standing by\"}");
      }
      Request head = Instances.request(standby, path).head().build();
      try (Response answer = instances.http.newCall(head).execute()) {
        assertThat(answer.code()).isEqualTo(503);
      }
    }
  }

  @Test
  void whileNobodyCanBeReachedAPageComesBackByItselfAndAScriptIsToldWhen() throws IOException {
    for (StandbyServer standby :
        List.of(instances.standby(null), instances.standby("http://127.0.0.1:" + closedPort()))) {
      try (Response page =
          instances.get(standby, "/", "Accept", PAGE, "Accept-Language", "zh-CN,en;q=0.5")) {
        assertThat(page.code()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isEqualTo("5");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body().string())
            .contains("lang=\"zh-CN\"", "http-equiv=\"refresh\"", "本页几秒后会自动恢复");
      }
      try (Response api = instances.get(standby, "/api/jobs")) {
        assertThat(api.code()).isEqualTo(503);
        assertThat(api.header("Retry-After")).isEqualTo("5");
        assertThat(api.body().string()).startsWith("{\"error\":{\"message\":\"Another instance");
      }
      Request hook =
          Instances.request(standby, "/telegram/webhook")
              .post(RequestBody.create("{}", null))
              .build();
      try (Response answer = instances.http.newCall(hook).execute()) {
        assertThat(answer.code()).as("Telegram sends it again").isEqualTo(503);
      }
    }
  }

  @Test
  void oneThatIsGoneIsAskedAgainWhenItIsBackAndAnotherOneInItsPlace() throws IOException {
    WebServer first = worker();
    StandbyServer standby = instances.standby(Instances.address(first));
    first.close();
    try (Response answer = instances.get(standby, "/media/who")) {
      assertThat(answer.code()).isEqualTo(503);
    }
    standby.forwardTo(Optional.of(URI.create(Instances.address(worker()))));
    try (Response answer = instances.get(standby, "/media/who")) {
      assertThat(answer.code()).isEqualTo(200);
    }
  }

  /** They took each other for the one that works, or one takes itself for it. */
  @Test
  void whatWasHandedOnIsNotHandedOnAgain() throws IOException {
    StandbyServer first = instances.standby(null);
    StandbyServer second = instances.standby(Instances.address(first));
    first.forwardTo(Optional.of(URI.create(Instances.address(second))));
    try (Response answer = instances.get(first, "/media/who")) {
      assertThat(answer.code()).isEqualTo(503);
    }
    first.forwardTo(Optional.of(URI.create(Instances.address(first))));
    try (Response answer = instances.get(first, "/media/who")) {
      assertThat(answer.code()).isEqualTo(503);
    }
  }

  @Test
  void theOneThatWorksKnowsWhoAsksThroughAnother() throws IOException {
    StandbyServer standby = instances.standby(Instances.address(worker()));
    for (String person : List.of("203.0.113.9", "2001:db8:0:0:0:0:0:7")) {
      try (Response answer = instances.get(standby, "/media/who", "X-Forwarded-For", person)) {
        assertThat(answer.body().string()).isEqualTo(person);
      }
    }
  }

  /** Made up, of another key, out of date, or twice. */
  @Test
  void nobodyElseIsBelieved() throws Exception {
    InetAddress other = InetAddress.ofLiteral("203.0.113.9");
    String old = instances.stamp.of(other);
    instances.clock.advance(Duration.ofSeconds(30));
    byte[] key = new byte[32];
    key[0] = 1;
    WebServer worker = worker();
    StandbyServer standby = instances.standby(Instances.address(worker));
    for (String forged :
        List.of(
            "203.0.113.9",
            "203.0.113.9 99999999999999 AAAA",
            old,
            new ForwardStamp(new HmacSigner(key), instances.clock).of(other),
            "")) {
      for (String server : List.of(Instances.address(worker), Instances.address(standby))) {
        Request request =
            new Request.Builder()
                .url(server + "/media/who")
                .header(ForwardStamp.HEADER, forged)
                .build();
        try (Response answer = instances.http.newCall(request).execute()) {
          assertThat(answer.body().string()).as(forged).isEqualTo("127.0.0.1");
        }
      }
    }
    Request twice =
        new Request.Builder()
            .url(Instances.address(worker) + "/media/who")
            .addHeader(ForwardStamp.HEADER, instances.stamp.of(other))
            .addHeader(ForwardStamp.HEADER, instances.stamp.of(other))
            .build();
    try (Response answer = instances.http.newCall(twice).execute()) {
      assertThat(answer.body().string()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void whoGuessesThroughOneThatStandsByIsSlowedDownAlone() throws IOException {
    StandbyServer standby = instances.standby(Instances.address(worker()));
    int last = 0;
    for (int i = 0; i < 11; i++) {
      last = guess(standby, "203.0.113.9");
    }
    assertThat(last).isEqualTo(429);
    assertThat(guess(standby, "203.0.113.10")).isEqualTo(401);
  }

  private int guess(StandbyServer standby, String person) throws IOException {
    Request request =
        Instances.request(standby, "/login")
            .header("X-Forwarded-For", person)
            .header("Origin", Instances.address(standby))
            .post(new FormBody.Builder().add("password", "guess").build())
            .build();
    try (Response answer = instances.http.newCall(request).execute()) {
      return answer.code();
    }
  }
}
