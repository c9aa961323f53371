package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.ApiProblem;
import io.github.reelay.web.Routes;
import io.github.reelay.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/events}: all messages of the person after a point, then each as it comes, as
 * server-sent events. The event id is the transcript's sequence number.
 */
final class EventRoutes implements Routes {
  /**
   * Shows a dead connection within seconds, and keeps proxies (often 30 s or 60 s) from cutting.
   */
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(10);

  private static final int BATCH_SIZE = 200;

  private final TranscriptStore transcript;
  private final StreamNotifier notifier;
  private final ObjectMapper json;
  private final MessageBundles bundles;
  private volatile boolean closed;

  EventRoutes(
      TranscriptStore transcript,
      StreamNotifier notifier,
      ObjectMapper json,
      MessageBundles bundles) {
    this.transcript = transcript;
    this.notifier = notifier;
    this.json = json;
    this.bundles = bundles;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/events", this::stream);
  }

  @Override
  public void close() {
    closed = true;
    notifier.closeAll();
  }

  private void stream(Context ctx) throws IOException, InterruptedException {
    Visitor visitor = Visitor.of(ctx);
    Optional<StreamNotifier.Listener> newListener = notifier.listen(visitor.person());
    if (newListener.isEmpty()) {
      new ApiProblem(429, bundles.get(visitor.locale(), "web.error.too-many-streams"), null)
          .send(ctx);
      return;
    }
    try (StreamNotifier.Listener listener = newListener.get()) {
      ctx.res().setContentType("text/event-stream;charset=utf-8");
      ctx.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
      streamMessages(visitor, lastSeenSequence(ctx), listener, ctx.res().getOutputStream());
    }
  }

  private void streamMessages(
      Visitor visitor, long start, StreamNotifier.Listener listener, OutputStream out)
      throws IOException, InterruptedException {
    write(out, "retry: 1000\n\n");
    long last = start;
    // Whoever starts from nothing has never seen what is deleted by now.
    boolean tellDeleted = start > 0;
    while (!closed) {
      List<TranscriptStore.Entry> entries =
          transcript.changedAfter(visitor.person(), last, BATCH_SIZE);
      for (TranscriptStore.Entry entry : entries) {
        if (entry.json() != null || tellDeleted) {
          write(out, formatEvent(entry));
        }
        last = entry.sequence();
      }
      if (entries.size() < BATCH_SIZE) {
        tellDeleted = true;
        out.flush();
        if (!listener.await(HEARTBEAT_INTERVAL)) {
          write(out, ":\n\n");
        }
      }
    }
  }

  private String formatEvent(TranscriptStore.Entry entry) throws IOException {
    String data = entry.json();
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(
            entry.sequence(),
            data == null ? "deleted" : "message",
            data == null ? json.writeValueAsString(Map.of("id", entry.id())) : data);
  }

  private static long lastSeenSequence(Context ctx) {
    long header = parseSequence(ctx.header("Last-Event-ID"));
    return header > 0 ? header : parseSequence(ctx.queryParam("after"));
  }

  private static long parseSequence(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
