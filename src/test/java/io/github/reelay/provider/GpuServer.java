package io.github.reelay.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers as ComfyUI 0.3.64 was recorded to, with its memory in the hands of a test.
 * {@code newer}: as 0.38.1, which has a call to cancel.
 */
final class GpuServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<JsonNode> posts = new CopyOnWriteArrayList<>();
  final List<String> running = new ArrayList<>();
  final List<String> pending = new ArrayList<>();
  final Map<String, JsonNode> history = new HashMap<>();
  final Set<String> files = new HashSet<>();
  final Map<String, JsonNode> nodes = new HashMap<>();
  final CountDownLatch listening = new CountDownLatch(1);

  /** Answers for the next POSTs of a job; its default is to take it. */
  final List<MockResponse> answers = new ArrayList<>();

  /** Instead of any answer; null: it is up. */
  @Nullable MockResponse down;

  boolean newer;

  /** Takes what it answers otherwise to, as where only the answer was lost. */
  boolean takesAll;

  /** How its answers are written. */
  volatile Function<JsonNode, String> onItsWay = JsonNode::toString;

  /** What it says over its socket once somebody listens. */
  final List<String> events = new ArrayList<>();

  /** Whether that is all it says, and nobody listens any more. */
  boolean hangsUp;

  private final MockWebServer server = new MockWebServer();

  GpuServer() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  String url() {
    return server.url("").toString().replaceFirst("/$", "");
  }

  @Override
  public void close() {
    server.close();
  }

  /** It is started anew: nothing is left but its files. */
  void restart() {
    running.clear();
    pending.clear();
    history.clear();
  }

  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    String line = request.getMethod() + " " + path;
    requests.add(line);
    if (path.equals("/ws")) {
      return new MockResponse.Builder().webSocketUpgrade(new Events()).build();
    }
    if (down != null) {
      return down;
    }
    return switch (line) {
      case "POST /prompt" -> submit(read(request));
      case "GET /queue" -> told(queue());
      case "POST /queue" -> {
        read(request).path("delete").forEach(id -> pending.remove(id.asText()));
        yield new MockResponse(200, Headers.of(), "");
      }
      case "POST /interrupt" -> {
        JsonNode body = read(request);
        requests.add("interrupt " + body);
        interrupt(body.path("prompt_id").asText());
        yield new MockResponse(200, Headers.of(), "");
      }
      case "POST /upload/image" ->
          told(NODES.objectNode().put("name", "x.jpg").put("subfolder", "reelay"));
      case "HEAD /view" ->
          new MockResponse(
              files.contains(request.getUrl().queryParameter("filename")) ? 200 : 404,
              Headers.of(),
              "");
      default -> other(request.getMethod(), path);
    };
  }

  private MockResponse other(String method, String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith("/history/")) {
      JsonNode entry = history.get(last);
      return told(entry == null ? NODES.objectNode() : NODES.objectNode().set(last, entry));
    }
    if (path.startsWith("/object_info/")) {
      JsonNode info = nodes.get(last);
      return told(info == null ? NODES.objectNode() : NODES.objectNode().set(last, info));
    }
    if (newer && path.startsWith("/api/jobs/") && last.equals("cancel")) {
      String id = path.split("/")[3];
      boolean known = pending.remove(id) || running.contains(id);
      interrupt(id);
      return told(NODES.objectNode().put("cancelled", known));
    }
    return method.equals("POST")
        ? new MockResponse(405, Headers.of("Content-Type", "text/plain"), "405: Method Not Allowed")
        : new MockResponse(404, Headers.of(), "");
  }

  private void interrupt(String id) {
    if (id.isEmpty() || running.contains(id)) {
      running.clear();
      history.put(id, error("[\"execution_interrupted\",{\"node_type\":\"KSampler\"}]"));
    }
  }

  private MockResponse submit(JsonNode body) {
    posts.add(body);
    MockResponse answer = answers.isEmpty() ? null : answers.removeFirst();
    String id = body.path("prompt_id").asText();
    if (answer == null || takesAll) {
      pending.add(id);
    }
    ObjectNode taken = NODES.objectNode().put("prompt_id", id).put("number", 0);
    taken.putObject("node_errors");
    return answer == null ? told(taken) : answer;
  }

  private JsonNode queue() {
    ObjectNode queue = NODES.objectNode();
    ArrayNode now = queue.putArray("queue_running");
    ArrayNode later = queue.putArray("queue_pending");
    int number = 0;
    for (String id : running) {
      now.addArray().add(number++).add(id).addObject();
    }
    for (String id : pending) {
      later.addArray().add(number++).add(id).addObject();
    }
    return queue;
  }

  /** An entry of the history that a job left which saved this. */
  static JsonNode success(String outputs) {
    return parse(
        "{\"outputs\":"
            + outputs
            + ",\"status\":{\"status_str\":\"success\",\"completed\":true,\"messages\":["
            + "[\"execution_start\",{\"timestamp\":1795839252000}],"
            + "[\"execution_cached\",{\"nodes\":[],\"timestamp\":1795839252001}],"
            + "[\"execution_success\",{\"timestamp\":1795839342500}]]}}");
  }

  /** One that ended with this message. */
  static JsonNode error(String message) {
    return parse(
        "{\"outputs\":{},\"status\":{\"status_str\":\"error\",\"completed\":false,\"messages\":["
            + "[\"execution_start\",{\"timestamp\":1795839252000}],"
            + message
            + "]}}");
  }

  static MockResponse lost() {
    return new MockResponse.Builder()
        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
        .build();
  }

  private MockResponse told(JsonNode body) {
    return json(200, onItsWay.apply(body));
  }

  static MockResponse json(int status, JsonNode body) {
    return json(status, body.toString());
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse(
        status, Headers.of("Content-Type", "application/json; charset=utf-8"), body);
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static JsonNode read(RecordedRequest request) {
    return parse(Objects.requireNonNull(request.getBody()).utf8());
  }

  private final class Events extends WebSocketListener {
    @Override
    public void onOpen(WebSocket socket, Response response) {
      events.forEach(socket::send);
      if (hangsUp) {
        socket.close(1000, null);
      }
      listening.countDown();
    }
  }
}
