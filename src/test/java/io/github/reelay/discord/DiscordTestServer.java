package io.github.reelay.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * As much of Discord as the adapter talks to: the gateway's handshake and events, interaction
 * callbacks and responses, and a channel's messages. Every call is noted; the next ones can be made
 * to fail.
 */
public final class DiscordTestServer implements AutoCloseable {
  static final String TOKEN = "MTAwMQ.test.discord";
  static final String APPLICATION = DiscordJson.BOT;

  private final MockWebServer server = new MockWebServer();
  private final AtomicLong counter = new AtomicLong();
  private final InstantSource clock;
  public final DiscordTestChannels channels;
  final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private volatile @Nullable WebSocket gateway;
  private final AtomicLong sequence = new AtomicLong();

  /** How the data of an event is written. */
  volatile Function<JsonNode, String> onItsWay = JsonNode::toString;

  /** A REST call; {@code body} is the JSON part. */
  public record Call(String method, String path, JsonNode body, List<String> files) {
    public boolean is(String verb, String pathPattern) {
      return method.matches(verb) && path.matches(pathPattern);
    }
  }

  /**
   * @param after the call takes effect before it is answered so
   * @param status 0 cuts the connection
   */
  public record Fault(Predicate<Call> which, int status, String body, boolean after) {}

  DiscordTestServer(InstantSource clock) {
    this.clock = clock;
    this.channels = new DiscordTestChannels(this::snowflake);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String api() {
    return server.url("/api/v10/").toString();
  }

  String gatewayUrl() {
    return "ws://" + server.getHostName() + ":" + server.getPort() + "/gateway";
  }

  /** Ids hold their time, by which the adapter knows the age of a message. */
  public String snowflake() {
    long millis = clock.instant().toEpochMilli() - 1_420_070_400_000L;
    return Long.toString((millis << 22) | (counter.incrementAndGet() & 0x3F_FFFF));
  }

  public void fail(Fault fault) {
    faults.add(fault);
  }

  /** An event of the gateway. */
  void send(String type, JsonNode data) {
    WebSocket socket = gateway;
    if (socket == null) {
      throw new IllegalStateException("nobody is connected");
    }
    socket.send(
        "{\"op\":0,\"t\":\"%s\",\"s\":%d,\"d\":%s}"
            .formatted(type, sequence.incrementAndGet(), onItsWay.apply(data)));
  }

  /** A moderator locks the thread, or unlocks it; it stays open. */
  public void lockThread(boolean locked) {
    ObjectNode thread = DiscordJson.thread(DiscordTestChannels.THREAD, 11, false);
    thread.withObject("/thread_metadata").put("locked", locked);
    send("THREAD_UPDATE", thread);
  }

  /** Somebody closes the thread; whether the bot has heard of it yet, nobody knows. */
  public void closeThread() {
    channels.threadClosed = true;
    send("THREAD_UPDATE", DiscordJson.thread(DiscordTestChannels.THREAD, 11, true));
  }

  public boolean isConnected() {
    return gateway != null;
  }

  /** Cuts the gateway connection. */
  public void drop() {
    WebSocket socket = gateway;
    gateway = null;
    if (socket != null) {
      socket.close(4000, "dropped");
    }
  }

  public List<Call> calls(String method, String pathPattern) {
    return calls.stream().filter(c -> c.is(method, pathPattern)).toList();
  }

  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (path.equals("/gateway")) {
      return new MockResponse.Builder().webSocketUpgrade(new Gateway()).build();
    }
    Call call = MultipartRequest.read(request);
    calls.add(call);
    Optional<Fault> fault = faults.stream().filter(f -> f.which().test(call)).findFirst();
    fault.ifPresent(faults::remove);
    MockResponse good = fault.isPresent() && !fault.get().after() ? null : route(call);
    return fault.map(DiscordTestServer::failure).orElse(good == null ? json(500, null) : good);
  }

  private static MockResponse failure(Fault fault) {
    if (fault.status() == 0) {
      return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }
    return new MockResponse.Builder()
        .code(fault.status())
        .addHeader("via", "1.1 test")
        .addHeader("Content-Type", fault.body().startsWith("{") ? "application/json" : "text/html")
        .body(fault.body())
        .build();
  }

  static MockResponse json(int status, @Nullable JsonNode body) {
    MockResponse.Builder response =
        new MockResponse.Builder().code(status).addHeader("via", "1.1 test");
    return body == null
        ? response.build()
        : response.addHeader("Content-Type", "application/json").body(body.toString()).build();
  }

  private MockResponse route(Call call) {
    String[] part = call.path().substring(1).split("/");
    return switch (part[0]) {
      case "gateway" -> json(200, DiscordJson.gatewayBot(gatewayUrl()));
      case "users" ->
          call.method().equals("POST")
              ? json(200, channels.direct())
              : json(
                  200,
                  part[1].equals("@me") ? DiscordJson.bot() : DiscordJson.user(part[1], "bea"));
      case "applications" ->
          json(200, call.method().equals("PUT") ? named(call.body()) : DiscordJson.app());
      case "interactions" -> json(200, channels.acknowledge(call));
      case "webhooks" -> channels.webhook(call);
      case "channels" -> channels.channel(call);
      default -> json(404, null);
    };
  }

  /** Registered commands get ids. */
  private JsonNode named(JsonNode commands) {
    JsonNode copy = commands.deepCopy();
    copy.forEach(c ->
        ((ObjectNode) c)
            .put("id", snowflake())
            .put("version", snowflake())
            .put("application_id", APPLICATION));
    return copy;
  }

  @Override
  public void close() {
    drop();
    server.close();
  }

  /** Greets, and lets everybody in. Sends text where JDA asks for compression, which it takes. */
  private final class Gateway extends WebSocketListener {
    @Override
    public void onOpen(WebSocket socket, Response response) {
      socket.send("{\"op\":10,\"d\":{\"heartbeat_interval\":40000}}");
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      JsonNode message = DiscordJson.parse(text);
      switch (message.path("op").asInt()) {
        case 1 -> socket.send("{\"op\":11,\"d\":null}");
        case 2 -> {
          gateway = socket;
          send("READY", DiscordJson.ready(gatewayUrl()));
          send("GUILD_CREATE", channels.guild());
        }
        case 6 -> {
          gateway = socket;
          send("RESUMED", DiscordJson.object());
        }
        default -> {}
      }
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(1000, null);
    }
  }
}
