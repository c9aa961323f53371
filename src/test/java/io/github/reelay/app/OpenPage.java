package io.github.reelay.app;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The web chat's page, as somebody has it open: it follows the messages, and asks anew where the
 * line breaks, from the last one on.
 */
final class OpenPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the page waits. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient browser = ReelayProcess.person();
  private final URI address;
  private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
  private final Thread line;
  private String last = "0";

  OpenPage(int port) {
    address = URI.create("http://127.0.0.1:" + port + "/");
    await("the page opens").atMost(ProgramInstances.PATIENCE).until(() -> status("/") == 200);
    line = Thread.ofVirtual().start(this::follow);
  }

  private void follow() {
    try {
      while (true) {
        try {
          readEvents();
        } catch (IOException broken) {
          // and on it goes
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException closed) {
      // the tab is closed
    }
  }

  private void readEvents() throws IOException, InterruptedException {
    HttpRequest request = request("/api/events?after=" + last).build();
    HttpResponse<Stream<String>> answer = browser.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() == 200) {
        lines.forEach(this::read);
      }
    } catch (RuntimeException e) { // java.io.UncheckedIOException: the line broke
      throw new IOException(e);
    }
  }

  private void read(String text) {
    if (text.startsWith("id: ")) {
      last = text.substring(4);
    } else if (text.startsWith("data: ")) {
      JsonNode message = parse(text.substring(6));
      messages.put(message.path("id").asText(), message);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  int status(String path) throws InterruptedException {
    try {
      return browser.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  /** Sends a prompt; the answer's status, or 0 where there was none. */
  int ask(String prompt, String key) throws InterruptedException {
    String body = JSON.createObjectNode().put("text", prompt).toString();
    HttpRequest request =
        request("/api/messages")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return browser.send(request, BodyHandlers.ofString()).statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  long videos() {
    return messages.values().stream()
        .filter(message -> message.path("kind").asText().equals("video"))
        .count();
  }

  /** What a player asks for first, of a video that is shown. */
  HttpResponse<byte[]> play(String range) throws IOException, InterruptedException {
    String url =
        messages.values().stream()
            .map(message -> message.path("video").path("url").asText())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseThrow();
    return browser.send(request(url).header("Range", range).build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    line.interrupt();
    browser.shutdownNow();
  }
}
