package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * The progress of our jobs, which the server tells over its WebSocket only, to the client that
 * posted them. Without it there is none; nothing else depends on it. Thread-safe.
 */
final class JobProgress extends WebSocketListener {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long MAX_JOBS = 1_000;
  private static final Duration RECONNECT_DELAY = Duration.ofSeconds(30);

  /** Its loaders and decoders run before and after the steps. */
  private static final int MAX_PERCENT = 95;

  private final ComfyServer server;
  private final String clientId;
  private final InstantSource clock;
  private final Cache<String, Integer> percents =
      Caffeine.newBuilder().maximumSize(MAX_JOBS).build();
  private boolean open;
  private Instant triedAt = Instant.EPOCH;

  JobProgress(ComfyServer server, String clientId, InstantSource clock) {
    this.server = server;
    this.clientId = clientId;
    this.clock = clock;
  }

  /** Listens, if it does not yet. */
  synchronized void listen() {
    Instant now = clock.instant();
    if (!open && !now.isBefore(triedAt.plus(RECONNECT_DELAY))) {
      open = true;
      triedAt = now;
      server.listen("/ws?clientId=" + ComfyServer.encode(clientId), this);
    }
  }

  /** Null if none was told. */
  @Nullable Integer percent(String id) {
    return percents.getIfPresent(id);
  }

  /** Many nodes have steps; those of the sampler, the most, are what takes the time. */
  @Override
  public void onMessage(WebSocket socket, String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException notOurs) {
      return;
    }
    JsonNode data = message.path("data");
    double max = data.path("max").asDouble();
    if (message.path("type").asText().equals("progress") && max > 1) {
      percents.put(
          data.path("prompt_id").asText(),
          (int) Math.clamp(data.path("value").asDouble() * MAX_PERCENT / max, 0, MAX_PERCENT));
    }
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    socket.close(code, null);
    closed();
  }

  @Override
  public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {
    closed();
  }

  private synchronized void closed() {
    open = false;
  }
}
