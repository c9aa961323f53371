package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.testing.ChatPortsBuilder;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.FixedCatalogue;
import io.github.reelay.testing.InMemoryPreferenceStore;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.InMemoryTranscriptStore;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.web.Routes;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The web chat on a real server, with a conversation that only takes notes. */
final class WebChatFixture implements AutoCloseable {
  static final MediaType JSON = MediaType.get("application/json");

  private static final List<AspectRatio> ASPECTS =
      List.of(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT);
  private static final List<ModelInfo> MODELS =
      List.of(
          new ModelInfo(
              "sora-2",
              "Sora 2",
              false,
              List.of(4, 8, 12),
              8,
              ASPECTS,
              List.of(Resolution.P720),
              true,
              false,
              true,
              4000,
              Map.of(),
              Map.of(),
              new Price.PerSecond(Money.of("0.10")),
              false),
          new ModelInfo(
              "sora-2-pro",
              "Sora 2 Pro",
              false,
              List.of(4, 8, 12, 25),
              8,
              ASPECTS,
              List.of(Resolution.P720, Resolution.P1080),
              true,
              false,
              true,
              4000,
              Map.of(),
              Map.of(),
              new Price.PerVideo(Money.of("3.50")),
              false),
          FixedCatalogue.LOUD);

  final InMemoryTranscriptStore transcript = new InMemoryTranscriptStore();
  final SettableClock clock = new SettableClock();
  final InMemoryTaskStore tasks = new InMemoryTaskStore();
  final InMemoryPreferenceStore preferences =
      new InMemoryPreferenceStore(new ConcurrentHashMap<>());

  /** What stands between the browser and the server: before and after a message is posted. */
  volatile Handler before = _ -> {};

  volatile Handler after = _ -> {};
  final FakeMedia media;
  final TaskStartingConversation conversation;
  final WebChat chat;
  final WebServer server;
  final OkHttpClient http = new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(20)).build();

  WebChatFixture(Path folder) throws IOException {
    this(folder, null);
  }

  WebChatFixture(Path folder, @Nullable String password) throws IOException {
    this(folder, password, false);
  }

  WebChatFixture(Path folder, @Nullable String password, boolean spoiler) throws IOException {
    media = new FakeMedia(folder);
    ChatPortsBuilder ports = new ChatPortsBuilder();
    ports.transcript = transcript;
    ports.tasks = tasks;
    ports.preferences = preferences;
    ports.catalogue = new FixedCatalogue(MODELS);
    chat = new WebChat(new WebChatOptions(true, 20_000_000, spoiler), ports.build(media, clock));
    conversation = new TaskStartingConversation(tasks, preferences, chat.platform(), chat::forget);
    server =
        WebServer.start(
            new WebOptions(
                "127.0.0.1", 0, null, password == null ? null : new Secret(password), List.of()),
            Stream.concat(Stream.<Routes>of(this::addFaults), chat.routes(conversation).stream())
                .toList(),
            List.of(),
            new MessageBundles(),
            clock,
            new HmacSigner(new byte[32]),
            new SecureRandom());
  }

  private void addFaults(RoutesConfig routes) {
    routes.before("/api/messages", ctx -> before.handle(ctx));
    routes.after("/api/messages", ctx -> after.handle(ctx));
  }

  /** Posts the video of a task. */
  Task deliver(Task task) throws IOException {
    Video video = TaskExamples.video(10);
    Path file = Files.writeString(media.path(video), "0123456789");
    Task delivering = task.nextVersion(TaskExamples.delivering(video, clock.instant()), null);
    chat.platform().deliver(new DeliveryRequest(delivering, video, file, false, null, _ -> true));
    Task delivered =
        delivering.nextVersion(
            new TaskState.Delivered(
                clock.instant(),
                video,
                MessageLog.messageRef(task.requester().person(), "v-" + task.id()),
                false,
                false),
            null);
    tasks.put(delivered);
    return delivered;
  }

  /** Somebody with a cookie of their own. */
  Browser visitor() throws IOException {
    Browser browser = new Browser(null);
    try (Response response = browser.send(browser.request("/api/models").build())) {
      String cookie = String.valueOf(response.header("Set-Cookie"));
      return new Browser(cookie.substring(0, cookie.indexOf(';')));
    }
  }

  @Override
  public void close() {
    server.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /** A client that keeps its cookie. */
  final class Browser {
    final @Nullable String cookie;

    Browser(@Nullable String cookie) {
      this.cookie = cookie;
    }

    Request.Builder request(String path) {
      Request.Builder builder =
          new Request.Builder().url(server.localUrl() + path.replaceFirst("^/", ""));
      return cookie == null ? builder : builder.header("Cookie", cookie);
    }

    Response send(Request request) throws IOException {
      return http.newCall(request).execute();
    }

    JsonNode get(String path) throws IOException {
      return answer(request(path).build());
    }

    JsonNode post(String path, String json) throws IOException {
      return answer(request(path).post(RequestBody.create(json, JSON)).build());
    }

    /** The JSON of an answer, with its status code added as {@code status}. */
    JsonNode answer(Request request) throws IOException {
      try (Response response = send(request)) {
        JsonNode tree = new JsonMapper().readTree(response.body().string());
        if (tree instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
          object.put("status", response.code());
        }
        return tree;
      }
    }

    EventStreamReader events(String query, @Nullable String lastEventId) throws IOException {
      Request.Builder builder = request("/api/events" + query);
      if (lastEventId != null) {
        builder.header("Last-Event-ID", lastEventId);
      }
      return new EventStreamReader(send(builder.build()));
    }
  }
}
