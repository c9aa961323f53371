package io.github.reelay.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.text.MessageBundles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets at the page of the set-up: the browser that had the link, and nobody else. */
class SetupServerTest {
  private final RecordingSetupPage page = new RecordingSetupPage();
  private final HttpClient owner =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final HttpClient stranger = HttpClient.newHttpClient();
  private SetupServer server;
  private String origin;

  @BeforeEach
  void start() {
    server = SetupServer.start(page, new MessageBundles(), Instant::now, new SecureRandom());
    origin = "http://127.0.0.1:" + server.port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpResponse<String> get(HttpClient who, String address)
      throws IOException, InterruptedException {
    return who.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String from, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
    if (!from.isEmpty()) {
      request.header("Origin", from);
    }
    return owner.send(
        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private void open() throws IOException, InterruptedException {
    assertThat(get(owner, server.link()).statusCode()).isEqualTo(302);
  }

  @Test
  void theLinkOpensThePageOnceForOneBrowser() throws Exception {
    assertThat(server.link()).matches("http://127\\.0\\.0\\.1:\\d+/start/[0-9a-f]{48}");
    assertThat(get(stranger, origin + "/").statusCode()).isEqualTo(403);
    assertThat(get(stranger, origin + "/start/" + "0".repeat(48)).statusCode()).isEqualTo(403);

    HttpResponse<String> opened = get(owner, server.link());
    assertThat(opened.headers().firstValue("Location")).contains("/");
    assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("reelay_setup=")
        .contains("HttpOnly", "SameSite=Strict");

    assertThat(get(owner, origin + "/").body()).contains("setup.js");
    assertThat(get(owner, origin + "/api/setup").body()).contains("\"Set up Reelay\"");
    assertThat(get(owner, server.link()).statusCode()).as("the same browser again").isEqualTo(302);
    HttpResponse<String> second = get(stranger, server.link());
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.body()).contains("the link works once. Run ./reelay setup again.");
    assertThat(get(stranger, origin + "/setup/setup.js").statusCode()).isEqualTo(403);
  }

  @Test
  void aForeignNameForThisMachineIsNotAnswered() throws Exception {
    for (String host : new String[] {"evil.example", "127.0.0.1", "localhost:1"}) {
      assertThat(statusFor(host, server.link().substring(origin.length()))).isEqualTo("421");
    }
    assertThat(statusFor("localhost:" + server.port(), "/")).isEqualTo("403");
    open();
  }

  /** The JDK's client sets Host by itself. */
  private String statusFor(String host, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .split(" ", 3)[1];
    }
  }

  @Test
  void onlyThePageItselfMayChangeAnything() throws Exception {
    open();
    String body = "{\"field\":\"discord\",\"secret\":\" good one \"}";
    assertThat(post("/api/check", "", body).statusCode()).isEqualTo(403);
    assertThat(post("/api/check", "http://evil.example", body).statusCode()).isEqualTo(403);
    assertThat(post("/api/save", "null", "{}").statusCode()).isEqualTo(403);
    assertThat(page.calls).isEmpty();
    assertThat(post("/api/check", origin, body).body())
        .isEqualTo(
            "{\"usable\":true,\"lines\":[\"✅ It knows <b>the</b> bot.\",\"Invite the bot:"
                + " https://discord.com/oauth2?a=1&b=2\"]}");
    assertThat(
            post(
                    "/api/save",
                    origin,
                    "{\"secrets\":{\"discord\":\"good\",\"telegram\":\" \"},\"sandbox\":true}")
                .body())
        .contains("\"done\":true");
    assertThat(post("/api/end", origin, "{\"start\":true}").statusCode()).isEqualTo(200);
    assertThat(page.calls)
        .containsExactly("check discord good one", "save {discord=good} true", "end true");
    assertThat(post("/api/check", origin, "no json").statusCode()).isEqualTo(400);
  }

  @Test
  void nothingIsKeptByBrowsersOrFramedByOthers() throws Exception {
    open();
    HttpResponse<String> index = get(owner, origin + "/");
    assertThat(index.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(index.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }
}
