package io.github.reelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundProxyTest {
  private static final FetchLimits LIMITS = new FetchLimits(1000, Duration.ofSeconds(10));

  private final MockWebServer relay = new MockWebServer();
  private TestProxy proxy;

  @BeforeEach
  void start() throws IOException {
    relay.start();
    relay.enqueue(new MockResponse.Builder().body("through").build());
    proxy = TestProxy.start(Map.of("relay.example", relay.getPort(), "8.8.8.8", relay.getPort()));
  }

  @AfterEach
  void stop() throws IOException {
    OutboundProxy.use(new OutboundProxy(null, List.of(), false));
    proxy.close();
    relay.close();
  }

  private void use(String scheme, String credentials, boolean checks, String... bypass) {
    OutboundProxy.use(
        new OutboundProxy(
            ProxyServer.parse(scheme + "://" + credentials + "localhost:" + proxy.port()),
            List.of(bypass),
            checks));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void aRelayIsReachedByItsNameWhichTheProxyResolves(String scheme) throws IOException {
    use(scheme, "ann:pass%20word@", false);
    assertThat(get("http://relay.example:8000/")).isEqualTo("through");
    assertThat(proxy.targets).containsExactly("relay.example:8000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void wrongCredentialsAreNoAnswer(String scheme) {
    use(scheme, "ann:wrong@", false);
    assertThatThrownBy(() -> get("http://relay.example/"))
        .hasMessageContaining("the proxy refused");
  }

  @Test
  void whatIsOnThisMachineOrListedIsReachedDirectly() throws IOException {
    use("http", "ann:pass%20word@", false, "relay.example");
    assertThat(get("http://localhost:" + relay.getPort() + "/")).isEqualTo("through");
    assertThat(proxy.targets).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "example.org,   example.org,     true",
    ".example.org,  a.example.org,   true",
    "example.org,   badexample.org,  false",
    "10.0.0.0/8,    10.1.2.3,        true",
    "10.0.0.0/8,    11.1.2.3,        false",
    "10.0.0.0/8,    10.example.org,  false",
    "*,             example.org,     true",
    "x,             127.0.0.1,       true",
    "x,             LOCALHOST,       true",
    "x,             8.8.8.8,         false",
  })
  void theListIsReadAsEverywhere(String entry, String host, boolean direct) {
    OutboundProxy outbound =
        new OutboundProxy(ProxyServer.parse("proxy.example:3128"), List.of(entry), false);
    assertThat(outbound.serverFor(host).isEmpty()).isEqualTo(direct);
  }

  @Test
  void aStrangersLinkIsCheckedAndAskedForByTheAddressThatWasChecked() {
    use("http", "ann:pass%20word@", false);
    GuardedHttp guarded =
        new GuardedHttp(false, InstantSource.system(), _ -> List.of(address("8.8.8.8")));
    assertThat(download(guarded, "http://relay.example/video"))
        .isInstanceOf(DownloadResult.Downloaded.class);
    assertThat(proxy.targets).containsExactly("8.8.8.8:80");
  }

  @Test
  void aStrangersLinkIntoAPrivateNetworkNeverReachesTheProxy() {
    use("http", "ann:pass%20word@", false);
    GuardedHttp guarded =
        new GuardedHttp(false, InstantSource.system(), _ -> List.of(address("10.0.0.7")));
    for (String link : List.of("http://inside.example/", "http://10.0.0.7/", "http://0.0.0.0/")) {
      assertThat(download(guarded, link)).isInstanceOf(DownloadResult.Refused.class);
    }
    assertThat(proxy.targets).isEmpty();
  }

  /** As the system's resolver answers: with the name. The proxy would resolve it once more. */
  @Test
  void aNameThatResolvesToNoHostIsNotLeftToAProxyThatDoesNotCheck() {
    use("http", "ann:pass%20word@", false);
    for (byte[] nowhere : new byte[][] {new byte[4], new byte[16]}) {
      GuardedHttp guarded =
          new GuardedHttp(
              false,
              InstantSource.system(),
              host -> List.of(InetAddress.getByAddress(host, nowhere)));
      assertThat(download(guarded, "http://inside.example/"))
          .isInstanceOf(DownloadResult.Refused.class);
    }
    assertThat(proxy.targets).isEmpty();
  }

  @Test
  void aProxyThatChecksGetsTheNameAndALiteralIsStillChecked() {
    use("socks5", "ann:pass%20word@", true);
    GuardedHttp guarded = new GuardedHttp(false, InstantSource.system());
    assertThat(download(guarded, "http://relay.example/video"))
        .isInstanceOf(DownloadResult.Downloaded.class);
    assertThat(download(guarded, "http://0.0.0.0/")).isInstanceOf(DownloadResult.Refused.class);
    assertThat(download(guarded, "http://10.0.0.7/")).isInstanceOf(DownloadResult.Refused.class);
    assertThat(proxy.targets).containsExactly("relay.example:80");
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static DownloadResult download(GuardedHttp guarded, String link) {
    return guarded.toStream(link, new ByteArrayOutputStream(), LIMITS, null);
  }

  private static String get(String url) throws IOException {
    OkHttpClient client = OutboundProxy.newClient().build();
    try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    } finally {
      client.connectionPool().evictAll();
    }
  }
}
