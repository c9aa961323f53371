package io.github.reelay.provider.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.reelay.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox: a relay of our own on a free loopback port that takes orders in the envelope and the
 * openai dialect, renders them, and serves the result. Orders outlive a restart. {@link
 * FaultDirective} lists the failures that can be asked for.
 */
public final class SandboxServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxServer.class);

  /** APIMart's uploads take 20 MB; with room for the form around it. */
  private static final int MAX_BODY_BYTES = 21 << 20;

  private final HttpServer server;
  private final ExecutorService threads;
  private final RenderQueue renderQueue;
  private final Secret key;
  private final URI baseUrl;
  private final OrderService orders;
  private final EnvelopeRoutes envelope;
  private final OpenAiRoutes openAi;

  private SandboxServer(
      SandboxOptions options, Secret requestKey, OrderStore store, InstantSource clock)
      throws IOException {
    key = requestKey;
    renderQueue = new RenderQueue(store, options.orderDuration(), clock);
    orders = new OrderService(store, renderQueue, clock);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    baseUrl = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    envelope = new EnvelopeRoutes(orders, baseUrl);
    openAi = new OpenAiRoutes(orders);
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Serves when it returns; orders of an earlier run go on being filmed.
   *
   * @param key what a request's {@code Authorization: Bearer} must say
   * @param random makes the ids of orders
   */
  public static SandboxServer start(
      SandboxOptions options, Secret key, InstantSource clock, RandomGenerator random)
      throws IOException {
    OrderStore store = new OrderStore(options.folder(), clock, random);
    SandboxServer sandbox = new SandboxServer(options, key, store, clock);
    store
        .acceptedAfter(clock.instant().minus(OrderStore.VIDEO_TTL))
        .forEach(sandbox.renderQueue::enqueue);
    sandbox.server.start();
    return sandbox;
  }

  /** Where it serves, without {@code /v1}. */
  public URI baseUrl() {
    return baseUrl;
  }

  public Secret key() {
    return key;
  }

  /** Orders it ever took and still remembers. */
  public int orders() throws IOException {
    return orders.store().ids().size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    renderQueue.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      HttpCall call =
          new HttpCall(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders(),
              body);
      send(exchange, body.length > MAX_BODY_BYTES ? tooLarge() : reply(call));
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Sandbox failed to answer; the connection is cut");
    }
  }

  private SandboxReply reply(HttpCall call) throws IOException {
    if (call.isGet() && call.path().startsWith("/files/")) {
      return videoFile(call.path().substring("/files/".length()));
    }
    if (!isAuthorised(call)) {
      return EnvelopeRoutes.error(401, "invalid API key", "authentication_error");
    }
    try {
      Optional<SandboxReply> reply = envelope.reply(call);
      return (reply.isPresent() ? reply : openAi.reply(call)).orElseGet(SandboxServer::notFound);
    } catch (JsonProcessingException e) {
      return EnvelopeRoutes.error(400, "the body is not JSON", "invalid_request_error");
    }
  }

  private SandboxReply videoFile(String name) {
    Optional<Path> video =
        Optional.of(name.replace(".mp4", ""))
            .filter(OrderStore::isValidName)
            .map(orders.store()::videoFile)
            .filter(Files::exists);
    return video.isPresent() ? new SandboxReply.VideoFile(video.get()) : notFound();
  }

  private static SandboxReply notFound() {
    return EnvelopeRoutes.error(404, "not found", "not_found_error");
  }

  private static SandboxReply tooLarge() {
    return EnvelopeRoutes.error(
        413, "more than " + MAX_BODY_BYTES + " bytes", "invalid_request_error");
  }

  private boolean isAuthorised(HttpCall call) {
    String given = call.headers().getFirst("Authorization");
    byte[] expected = ("Bearer " + key.reveal()).getBytes(StandardCharsets.UTF_8);
    return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
  }

  private static void send(HttpExchange exchange, SandboxReply reply) throws IOException {
    switch (reply) {
      case SandboxReply.Disconnect _ -> {}
      case SandboxReply.Json json -> {
        byte[] bytes = json.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        json.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(json.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case SandboxReply.VideoFile(Path file) -> {
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
      }
    }
  }
}
