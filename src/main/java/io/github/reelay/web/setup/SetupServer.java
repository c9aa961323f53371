package io.github.reelay.web.setup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.ApiJson;
import io.github.reelay.web.SecurityHeaders;
import io.github.reelay.web.Visitor;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** The server of the set-up's page, on a free port of loopback until it is closed. */
public final class SetupServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** A handful of tokens. */
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** On loopback an answer takes less; Jetty would cut it at a stop. */
  private static final Duration LAST_ANSWER = Duration.ofMillis(500);

  private static final Map<String, String> FILES =
      Map.of(
          "/setup/setup.css", "text/css;charset=utf-8",
          "/setup/setup.js", "text/javascript;charset=utf-8",
          "/app.css", "text/css;charset=utf-8",
          "/favicon.svg", "image/svg+xml");

  private final SetupPage page;
  private final MessageBundles bundles;
  private final InstantSource clock;
  private final SetupGuard guard;
  private final Javalin javalin;
  private volatile Instant lastRequest;

  private SetupServer(
      SetupPage page, MessageBundles bundles, InstantSource clock, RandomGenerator random) {
    this.page = page;
    this.bundles = bundles;
    this.clock = clock;
    this.guard = new SetupGuard(random, bundles);
    this.lastRequest = clock.instant();
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * @param random one that nobody can guess
   */
  public static SetupServer start(
      SetupPage page, MessageBundles bundles, InstantSource clock, RandomGenerator random) {
    SetupServer server = new SetupServer(page, bundles, clock, random);
    server.javalin.start(LOOPBACK, 0);
    return server;
  }

  private void configure(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.jsonMapper(new JavalinJackson(ApiJson.MAPPER, true));
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(SecurityHeaders::apply);
    config.routes.before(ctx -> ctx.header("Cache-Control", "no-store"));
    config.routes.before(guard::check);
    config.routes.before(_ -> lastRequest = clock.instant());
    // The guard answers it.
    config.routes.get(SetupGuard.LINK_PATH + "{token}", _ -> {});
    byte[] index = readResource("/setup/index.html");
    config.routes.get("/", ctx -> ctx.contentType("text/html;charset=utf-8").result(index));
    FILES.forEach((path, type) -> {
      byte[] file = readResource(path);
      config.routes.get(path, ctx -> ctx.contentType(type).result(file));
    });
    config.routes.get("/api/setup", this::sendSetup);
    config.routes.post("/api/check", this::check);
    config.routes.post("/api/save", this::save);
    config.routes.post(
        "/api/end",
        ctx -> page.end(ApiJson.MAPPER.readTree(ctx.bodyAsBytes()).path("start").asBoolean()));
    config.routes.exception(JacksonException.class, (_, ctx) -> ctx.status(400));
  }

  private static byte[] readResource(String path) {
    try (InputStream in = SetupServer.class.getResourceAsStream("/web" + path)) {
      if (in == null) {
        throw new IllegalStateException("not in the program: web" + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendSetup(Context ctx) {
    Locale language = language(ctx);
    Map<String, String> texts = new TreeMap<>();
    for (String key : bundles.keys()) {
      if (key.startsWith("setup.page.")) {
        texts.put(key.substring("setup.page.".length()), bundles.get(language, key, "{0}"));
      }
    }
    ctx.json(
        Map.of(
            "language", language.toLanguageTag(), "texts", texts, "fields", page.fields(language)));
  }

  private void check(Context ctx) throws IOException {
    JsonNode body = ApiJson.MAPPER.readTree(ctx.bodyAsBytes());
    ctx.json(
        page.check(
            language(ctx), body.path("field").asText(), body.path("secret").asText().strip()));
  }

  private void save(Context ctx) throws IOException {
    JsonNode body = ApiJson.MAPPER.readTree(ctx.bodyAsBytes());
    Map<String, String> secrets = new LinkedHashMap<>();
    body.path("secrets")
        .properties()
        .forEach(entry -> {
          String secret = entry.getValue().asText().strip();
          if (!secret.isEmpty()) {
            secrets.put(entry.getKey(), secret);
          }
        });
    ctx.json(page.save(language(ctx), secrets, body.path("sandbox").asBoolean()));
  }

  private Locale language(Context ctx) {
    return bundles.supportedLanguage(Visitor.localeOf(ctx));
  }

  /** The link that opens the page, once. */
  public String link() {
    return "http://" + LOOPBACK + ":" + javalin.port() + guard.linkPath();
  }

  public int port() {
    return javalin.port();
  }

  /** When it was last used. */
  public Instant lastRequest() {
    return lastRequest;
  }

  /** Lets the last answer reach the page, then stops. */
  @Override
  public void close() {
    LockSupport.parkNanos(LAST_ANSWER.toNanos());
    javalin.stop();
  }
}
