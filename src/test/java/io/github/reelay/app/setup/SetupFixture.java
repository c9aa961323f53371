package io.github.reelay.app.setup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.reelay.app.Chats;
import io.github.reelay.config.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The set-up command, with a server that is Discord, Telegram and a relay, and somebody who types.
 */
final class SetupFixture implements AutoCloseable {
  static final String DISCORD = "good-discord";
  static final String TELEGRAM = "123456:good";
  static final String KEY = "good-key";

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  final List<String> requests = new ArrayList<>();
  final Map<String, String> variables = new HashMap<>();
  final StringWriter out = new StringWriter();
  final Deque<String> typed = new ArrayDeque<>();
  final List<String> questions = new ArrayList<>();
  int starts;
  private final Path home;

  SetupFixture(Path home) throws IOException {
    this.home = home;
    server.createContext("/", this::answer);
    server.start();
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    variables.put("DISCORD_API_URL", origin + "/api/v10/");
    variables.put("TELEGRAM_API_URL", origin);
    variables.put("APIMART_BASE_URL", origin);
    variables.put("LANG", "en_US.UTF-8");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + path);
    }
    boolean good =
        path.startsWith("/bot")
            ? path.startsWith("/bot" + TELEGRAM + "/")
            : String.valueOf(authorization).matches("Bot " + DISCORD + "|Bearer " + KEY);
    String body =
        !good
            ? "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}"
            : path.endsWith("/users/@me")
                ? "{\"id\":\"5\",\"username\":\"reelay\"}"
                : path.endsWith("/applications/@me")
                    ? "{\"id\":\"6\",\"flags\":0}"
                    : path.toLowerCase(Locale.ROOT).endsWith("/getme")
                        ? "{\"ok\":true,\"result\":{\"id\":7,\"is_bot\":true,\"first_name\":\"R\","
                            + "\"username\":\"reelay_bot\"}}"
                        : path.toLowerCase(Locale.ROOT).endsWith("/getwebhookinfo")
                            ? "{\"ok\":true,\"result\":{\"url\":\"\",\"pending_update_count\":0}}"
                            : "{}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(good ? 200 : 401, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  Environment environment() {
    return new Environment(variables, home, home);
  }

  SetupProbe probe() {
    return new SetupProbe(environment(), Chats.FACTORIES);
  }

  /** Runs the command; {@link #typed} is what is typed, and then nobody answers any more. */
  int run(String... args) {
    return new CommandLine(
            new SetupCommand(
                environment(),
                new PrintWriter(out, true),
                question -> {
                  questions.add(question);
                  return Optional.ofNullable(typed.poll());
                },
                Chats.FACTORIES,
                () -> {},
                () -> {
                  starts++;
                  return 0;
                }))
        .execute(args);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
