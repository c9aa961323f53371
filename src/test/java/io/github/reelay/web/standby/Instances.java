package io.github.reelay.web.standby;

import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.http.CidrBlock;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.web.ForwardStamp;
import io.github.reelay.web.PortInUseException;
import io.github.reelay.web.Routes;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Real servers on this machine: one that works, some that stand by, and who asks them. */
final class Instances implements AutoCloseable {
  /** The test is the proxy in front of those who stand by. */
  private static final List<CidrBlock> BEHIND_A_PROXY = List.of(CidrBlock.parse("127.0.0.1"));

  final SettableClock clock = new SettableClock();
  final ForwardStamp stamp = new ForwardStamp(new HmacSigner(new byte[32]), clock);
  final OkHttpClient http =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofSeconds(20))
          .build();
  private final Deque<Runnable> open = new ArrayDeque<>();

  WebServer worker(Routes routes, @Nullable String password) throws PortInUseException {
    WebServer server =
        WebServer.start(
            new WebOptions(
                "127.0.0.1", 0, null, password == null ? null : new Secret(password), List.of()),
            List.of(routes),
            List.of(),
            new MessageBundles(),
            clock,
            new HmacSigner(new byte[32]),
            stamp,
            new SecureRandom());
    open.push(server::close);
    return server;
  }

  /**
   * @param worker where it hands on to, which may be nobody
   */
  StandbyServer standby(@Nullable String worker) throws PortInUseException {
    return standby(0, worker);
  }

  StandbyServer standby(int port, @Nullable String worker) throws PortInUseException {
    StandbyServer server =
        StandbyServer.start(
            new WebOptions("127.0.0.1", port, null, null, BEHIND_A_PROXY),
            new MessageBundles(),
            stamp);
    server.forwardTo(Optional.ofNullable(worker).map(URI::create));
    open.push(server::close);
    return server;
  }

  static String address(StandbyServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  static String address(WebServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  static Request.Builder request(StandbyServer server, String path) {
    return new Request.Builder().url(address(server) + path);
  }

  Response get(StandbyServer server, String path, String... headers) throws IOException {
    Request.Builder request = request(server, path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.newCall(request.build()).execute();
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    open.forEach(Runnable::run);
    http.connectionPool().evictAll();
  }
}
