package io.github.reelay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A relay of the envelope dialect in the test's own process, so that it outlives the killed program
 * and can count: how often each prompt was posted, and how often it was taken (and would be
 * charged).
 *
 * <p>It takes its time before and after taking a job, so that kills fall into every part of a
 * submit.
 */
final class CountingRelay implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a file that comes slowly. */
  private static final int PIECES = 10;

  final Map<String, Integer> posts = new ConcurrentHashMap<>();
  final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** When each task was asked about last, as {@link System#nanoTime()}. */
  final Map<String, Long> askedAt = new ConcurrentHashMap<>();

  /** What is served for the prompts that contain a word; all others get the usual video. */
  final Map<String, HttpHandler> filesByWord = new ConcurrentHashMap<>();

  /** Where its files are; itself, if nobody says otherwise. */
  volatile URI files;

  /** While it is true, no video is done, so that others wait for a place. */
  volatile boolean stuck;

  private final Map<String, Long> endsAt = new ConcurrentHashMap<>();
  private final Map<String, String> prompts = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final Random chance;
  private final boolean slow;

  CountingRelay(byte[] video, long seed) throws IOException {
    this(video, seed, true);
  }

  /** One that takes no time at all. */
  static CountingRelay fast(byte[] video) throws IOException {
    return new CountingRelay(video, 0, false);
  }

  private CountingRelay(byte[] video, long seed, boolean slow) throws IOException {
    this.chance = new Random(seed);
    this.slow = slow;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/videos/generations", this::submit);
    server.createContext("/v1/tasks/", this::query);
    HttpHandler usual = file(video);
    server.createContext("/files/", exchange -> handlerOf(exchange, usual).handle(exchange));
    server.start();
    files = base();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  static HttpHandler file(byte[] video) {
    return exchange -> send(exchange, 200, "video/mp4", video);
  }

  /** A file that comes once something has happened. */
  static HttpHandler fileAfter(CountDownLatch happened, byte[] video) {
    HttpHandler file = file(video);
    return exchange -> {
      try {
        happened.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      file.handle(exchange);
    };
  }

  /** A file that comes in pieces for about a second, so that kills fall into it. */
  static HttpHandler slowFile(byte[] video) {
    return exchange -> {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        exchange.sendResponseHeaders(200, video.length);
        int size = video.length / PIECES + 1;
        for (int at = 0; at < video.length; at += size) {
          exchange.getResponseBody().write(video, at, Math.min(size, video.length - at));
          exchange.getResponseBody().flush();
          sleep(1000 / PIECES);
        }
      }
    };
  }

  /** A link whose time is over. */
  static HttpHandler gone() {
    return exchange -> send(exchange, 410, "text/plain", new byte[0]);
  }

  private HttpHandler handlerOf(HttpExchange exchange, HttpHandler usual) {
    String prompt = prompts.getOrDefault(idIn(exchange).replace(".mp4", ""), "");
    return filesByWord.entrySet().stream()
        .filter(entry -> prompt.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(usual);
  }

  private static String idIn(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void submit(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String prompt = body.path("prompt").asText();
    posts.merge(prompt, 1, Integer::sum);
    pause(250);
    taken.merge(prompt, 1, Integer::sum);
    String id = "task_" + Integer.toHexString(prompt.hashCode()) + "_" + taken.get(prompt);
    prompts.put(id, prompt);
    endsAt.put(id, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pick(2_500)));
    pause(250);
    json(
        exchange,
        "{\"code\":200,\"data\":[{\"status\":\"submitted\",\"task_id\":\"" + id + "\"}]}");
  }

  private void query(HttpExchange exchange) throws IOException {
    String id = idIn(exchange);
    Long end = endsAt.get(id);
    if (end != null) { // others are asked about to see whether the key is good
      askedAt.put(id, System.nanoTime());
    }
    boolean done = !stuck && end != null && System.nanoTime() >= end;
    String result =
        done ? ",\"result\":{\"videos\":[{\"url\":[\"" + files + "/files/" + id + ".mp4\"]}]}" : "";
    json(
        exchange,
        "{\"code\":200,\"data\":{\"id\":\"%s\",\"status\":\"%s\",\"progress\":%d%s}}"
            .formatted(id, done ? "completed" : "processing", done ? 100 : 40, result));
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    send(exchange, 200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized int pick(int most) {
    return slow ? 1 + chance.nextInt(most) : 0;
  }

  /** The relay is slow, not the test: what is waited for is only ever an answer. */
  private void pause(int most) {
    sleep(pick(most));
  }

  private static void sleep(int milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
