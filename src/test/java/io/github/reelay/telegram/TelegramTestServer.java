package io.github.reelay.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.reelay.chat.LinkMessages;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.telegram.outbound.TelegramClient;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A small Bot API server in this process: keeps messages of chats, hands out updates, and can be
 * told to fail. It speaks real HTTP to the real client; what it checks is what the tests need.
 */
public final class TelegramTestServer implements AutoCloseable {
  public static final String TOKEN = "4242:TEST-token";
  static final String USERNAME = "reelay_bot";
  static final long BOT_ID = 4242;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As many updates as one answer has. */
  private static final int MAX_BATCH = 100;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, ObjectNode> messages = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final List<JsonNode> updates = new ArrayList<>();
  private int nextMessage = 100;
  private int nextUpdate = 7000;
  private String webhook = "";
  private boolean kicked;
  private volatile boolean away;

  /** Calls that have begun and are not answered. */
  public final AtomicInteger underWay = new AtomicInteger();

  /** Whether it refuses what comes in chunks before it has read it. */
  public volatile boolean refusesChunks;

  /** Where it says files are; an absolute path as with {@code --local}. */
  volatile String fileFolder = "photos";

  public TelegramTestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * What speaks to it.
   *
   * @param settings more of them: names and values by turns
   */
  public TelegramClient client(InstantSource clock, FakeMedia media, String... settings) {
    MessageTexts texts =
        new MessageRenderer(new MessageBundles(), "$", ZoneOffset.UTC, Duration.ofDays(7));
    String[] all =
        Stream.concat(
                Stream.of("TELEGRAM_TOKEN", TOKEN, "TELEGRAM_API_URL", url().toString()),
                Stream.of(settings))
            .toArray(String[]::new);
    return new TelegramClient(
        TelegramOptions.read(TestSettings.with(all)).orElseThrow(),
        clock,
        texts,
        media,
        new LinkMessages(media, texts, clock, Duration.ofHours(30)),
        (_, _) -> {});
  }

  /** Descriptions by kind and language, and the type of the menu button. */
  final Map<String, String> profile = new ConcurrentHashMap<>();

  // ---- what a test does ---------------------------------------------------------------------

  /** An update as Telegram would send it; the id is given here. */
  public synchronized int update(String kind, String json) {
    int id = nextUpdate++;
    updateWithId(id, kind, json);
    return id;
  }

  synchronized void updateWithId(int id, String kind, String json) {
    ObjectNode update = JSON.createObjectNode().put("update_id", id);
    update.set(kind, read(json));
    updates.add(update);
    notifyAll();
  }

  synchronized void nextUpdateId(int id) {
    nextUpdate = id;
  }

  public synchronized void fail(Fault fault) {
    faults.add(fault);
  }

  synchronized void file(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  synchronized void webhook(String url) {
    webhook = url;
  }

  public synchronized List<Call> calls(String method) {
    return calls.stream().filter(c -> c.method().equalsIgnoreCase(method)).toList();
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The bot's messages in a chat, oldest first. */
  public synchronized List<ObjectNode> messages(long chat) {
    return order.stream()
        .map(messages::get)
        .filter(m -> m != null && m.path("chat").path("id").asLong() == chat)
        .map(ObjectNode::deepCopy)
        .toList();
  }

  /** The bot's messages in all chats, oldest first. */
  public synchronized List<ObjectNode> messages() {
    return order.stream()
        .map(messages::get)
        .filter(m -> m != null)
        .map(ObjectNode::deepCopy)
        .toList();
  }

  /** While it is away, what stands before it answers. */
  public void away(boolean now) {
    away = now;
  }

  /** The bot was kicked: nothing can be written any more. */
  public synchronized void kick() {
    kicked = true;
  }

  synchronized void delete(long chat, int message) {
    messages.remove(key(chat, message));
  }

  /**
   * Something to go wrong once.
   *
   * @param method in lower case, or {@code *} for any that writes into a chat
   * @param code HTTP status to answer; 0 breaks the connection instead
   * @param after whether the call takes effect before
   * @param body what is answered; empty for the usual JSON
   */
  public record Fault(String method, int code, String description, boolean after, String body) {
    public static Fault refuse(String method, int code, String description) {
      return new Fault(method, code, description, false, "");
    }

    public static Fault busy(String method, int seconds) {
      return new Fault(
          method,
          429,
          "",
          false,
          "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after "
              + seconds
              + "\",\"parameters\":{\"retry_after\":"
              + seconds
              + "}}");
    }

    public static Fault dropAfter(String method) {
      return new Fault(method, 0, "", true, "");
    }

    public static Fault dropBefore(String method) {
      return new Fault(method, 0, "", false, "");
    }

    public static Fault html(String method) {
      return new Fault(method, 502, "", false, "<html>Bad Gateway</html>");
    }
  }

  /**
   * A call as it came.
   *
   * @param parts uploaded parts by name
   * @param isInChunks whether its length was not known when it began
   */
  public record Call(
      String method, ObjectNode params, Map<String, byte[]> parts, boolean isInChunks) {
    /** Whether it puts something into a chat. */
    boolean writes() {
      return method.equals("sendmessage") || method.startsWith("editmessage");
    }

    public String text(String field) {
      return params.path(field).asText();
    }
  }

  // ---- what it does --------------------------------------------------------------------------

  private void serve(HttpExchange exchange) throws IOException {
    boolean isInChunks = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
    underWay.incrementAndGet();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (isInChunks && refusesChunks) {
        answer(exchange, 413, error(413, "Request Entity Too Large"));
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.startsWith("/file/bot" + TOKEN + "/")) {
        byte[] bytes;
        synchronized (this) {
          bytes = files.get(path.substring(("/file/bot" + TOKEN + "/").length()));
        }
        if (bytes == null) {
          answer(exchange, 404, error(404, "Not Found"));
        } else {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        }
        return;
      }
      if (!path.startsWith("/bot" + TOKEN + "/")) {
        answer(exchange, 401, error(401, "Unauthorized"));
        return;
      }
      String method = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      Call call =
          MultipartBody.read(
              method, exchange.getRequestHeaders().getFirst("content-type"), body, isInChunks);
      Optional<Fault> fault = take(call);
      if (away) {
        answer(exchange, Fault.html(method));
        return;
      }
      if (fault.isPresent() && !fault.get().after()) {
        answer(exchange, fault.get());
        return;
      }
      Answer answer = answer(call);
      if (fault.isPresent()) {
        answer(exchange, fault.get());
      } else {
        answer(exchange, answer.code(), answer.body());
      }
    } finally {
      underWay.decrementAndGet();
    }
  }

  private synchronized Optional<Fault> take(Call call) {
    calls.add(call);
    Optional<Fault> found =
        faults.stream()
            .filter(f ->
                f.method().equals(call.writes() && f.method().equals("*") ? "*" : call.method()))
            .findFirst();
    found.ifPresent(faults::remove);
    return found;
  }

  private static void answer(HttpExchange exchange, Fault fault) throws IOException {
    if (fault.code() == 0) {
      exchange.close(); // without an answer
    } else if (fault.body().isEmpty()) {
      answer(exchange, fault.code(), error(fault.code(), fault.description()));
    } else {
      answer(exchange, fault.code(), fault.body());
    }
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private record Answer(int code, String body) {
    static Answer ok(JsonNode result) {
      ObjectNode all = JSON.createObjectNode().put("ok", true);
      all.set("result", result);
      return new Answer(200, all.toString());
    }

    static Answer bad(String description) {
      return new Answer(400, error(400, "Bad Request: " + description));
    }
  }

  private static String error(int code, String description) {
    return JSON.createObjectNode()
        .put("ok", false)
        .put("error_code", code)
        .put("description", description)
        .toString();
  }

  private Answer answer(Call call) {
    synchronized (this) {
      if (kicked && call.writes()) {
        return new Answer(403, error(403, "Forbidden: bot was kicked from the supergroup chat"));
      }
    }
    return switch (call.method()) {
      case "getme" ->
          Answer.ok(
              read(
                  "{\"id\":%d,\"is_bot\":true,\"first_name\":\"Reelay\",\"username\":\"%s\"}"
                      .formatted(BOT_ID, USERNAME)));
      case "getupdates" -> getUpdates(call);
      case "sendmessage", "sendvideo" -> send(call);
      case "editmessagetext" -> edit(call, call.params().path("text").asText(), null);
      case "editmessagemedia" -> editMedia(call);
      case "deletemessage" -> {
        synchronized (this) {
          yield messages.remove(key(call)) == null
              ? Answer.bad("message to delete not found")
              : Answer.ok(JSON.getNodeFactory().booleanNode(true));
        }
      }
      case "getfile" ->
          Answer.ok(
              read(
                  "{\"file_id\":\"%1$s\",\"file_unique_id\":\"u\",\"file_path\":\"%2$s/%1$s\"}"
                      .formatted(call.text("file_id"), fileFolder)));
      case "getchatmember" ->
          Answer.ok(
              read(
                  "{\"status\":\"%s\",\"user\":{\"id\":1,\"is_bot\":false,\"first_name\":\"A\"}}"
                      .formatted(call.text("user_id").equals("77") ? "administrator" : "member")));
      case "getmydescription", "getmyshortdescription" -> {
        String kind = call.method().substring("getmy".length());
        // Where a language has none, the default one is answered.
        String own = profile.get(profileKey(call));
        yield Answer.ok(
            JSON.createObjectNode()
                .put(
                    kind.equals("description") ? "description" : "short_description",
                    own == null ? profile.getOrDefault(kind, "") : own));
      }
      case "setmydescription" -> {
        profile.put(profileKey(call), call.text("description"));
        yield Answer.ok(JSON.getNodeFactory().booleanNode(true));
      }
      case "setmyshortdescription" -> {
        profile.put(profileKey(call), call.text("short_description"));
        yield Answer.ok(JSON.getNodeFactory().booleanNode(true));
      }
      case "getchatmenubutton" -> {
        String type = profile.getOrDefault("menu", "default");
        yield Answer.ok(
            read(
                type.equals("web_app")
                    ? "{\"type\":\"web_app\",\"text\":\"App\",\"web_app\":{\"url\":\"https://x\"}}"
                    : "{\"type\":\"" + type + "\"}"));
      }
      case "setchatmenubutton" -> {
        profile.put("menu", call.params().path("menu_button").path("type").asText());
        yield Answer.ok(JSON.getNodeFactory().booleanNode(true));
      }
      case "getchat" ->
          call.text("chat_id").startsWith("-")
              ? Answer.ok(
                  read(
                      """
                      {"id":%s,"type":"supergroup","title":"Film Club","accent_color_id":1,
                       "max_reaction_count":3,"accepted_gift_types":{}}
                      """
                          .formatted(call.text("chat_id"))))
              : call.text("chat_id").equals("1001")
                  ? Answer.ok(
                      read(
                          """
                          {"id":1001,"type":"private","first_name":"Ann","last_name":"Lee",
                           "accent_color_id":1,"max_reaction_count":3,"accepted_gift_types":{}}
                          """))
                  : Answer.bad("chat not found");
      case "getwebhookinfo" -> {
        synchronized (this) {
          yield Answer.ok(read("{\"url\":\"%s\",\"pending_update_count\":0}".formatted(webhook)));
        }
      }
      case "setwebhook" -> {
        webhook(call.text("url"));
        yield Answer.ok(JSON.getNodeFactory().booleanNode(true));
      }
      case "deletewebhook" -> {
        webhook("");
        yield Answer.ok(JSON.getNodeFactory().booleanNode(true));
      }
      default -> Answer.ok(JSON.getNodeFactory().booleanNode(true));
    };
  }

  private static String profileKey(Call call) {
    return (call.method().substring("getmy".length()) + " " + call.text("language_code")).strip();
  }

  private synchronized Answer getUpdates(Call call) {
    if (!webhook.isEmpty()) {
      return new Answer(
          409, error(409, "Conflict: can't use getUpdates method while webhook is active"));
    }
    int offset = call.params().path("offset").asInt();
    boolean restarted = offset > nextUpdate + 10;
    updates.removeIf(u -> !restarted && u.path("update_id").asInt() < offset);
    long end = System.nanoTime() + call.params().path("timeout").asInt() * 1_000_000_000L;
    try {
      long left = end - System.nanoTime();
      while (updates.isEmpty() && left > 0) {
        wait(left / 1_000_000 + 1);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ArrayNode batch = JSON.createArrayNode();
    updates.stream().limit(MAX_BATCH).forEach(batch::add);
    return Answer.ok(batch);
  }

  private synchronized Answer send(Call call) {
    int id = nextMessage++;
    ObjectNode message = JSON.createObjectNode().put("message_id", id).put("date", 1);
    long chat = call.params().path("chat_id").asLong();
    message.putObject("chat").put("id", chat).put("type", chat > 0 ? "private" : "supergroup");
    message.putObject("from").put("id", BOT_ID).put("is_bot", true).put("first_name", "Reelay");
    message.set("text", call.params().get("text"));
    if (call.params().has("entities")) {
      message.set("entities", call.params().get("entities"));
    }
    if (call.params().path("reply_markup").has("inline_keyboard")) { // others are not kept
      message.set("reply_markup", call.params().get("reply_markup"));
    }
    messages.put(key(chat, id), message);
    order.add(key(chat, id));
    return Answer.ok(message);
  }

  private synchronized Answer edit(
      Call call, String text, @org.jspecify.annotations.Nullable JsonNode video) {
    ObjectNode message = messages.get(key(call));
    if (message == null) {
      return Answer.bad("message to edit not found");
    }
    if (video == null && !message.has("text")) {
      return Answer.bad("there is no text in the message to edit");
    }
    ObjectNode next = message.deepCopy();
    next.remove(List.of("text", "caption", "video", "reply_markup", "entities"));
    next.put(video == null ? "text" : "caption", text);
    if (video != null) {
      next.set("video", video);
    }
    if (call.params().has("reply_markup")) {
      next.set("reply_markup", call.params().get("reply_markup"));
    }
    if (next.equals(message)) {
      return Answer.bad("message is not modified: specified new message content is the same");
    }
    messages.put(key(call), next);
    return Answer.ok(next);
  }

  private Answer editMedia(Call call) {
    JsonNode media = call.params().path("media");
    String part = media.path("media").asText().replace("attach://", "");
    byte[] bytes = call.parts().get(part);
    if (bytes == null) {
      return Answer.bad("there is no video in the request");
    }
    ObjectNode video = JSON.createObjectNode();
    video.put("file_id", "V" + bytes.length).put("file_unique_id", "U" + bytes.length);
    video.put("width", media.path("width").asInt()).put("height", media.path("height").asInt());
    video.put("duration", media.path("duration").asInt());
    return edit(call, media.path("caption").asText(), video);
  }

  private static String key(Call call) {
    return key(call.params().path("chat_id").asLong(), call.params().path("message_id").asInt());
  }

  private static String key(long chat, int message) {
    return chat + "/" + message;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
