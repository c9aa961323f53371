package io.github.reelay.provider.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The render queue: renders orders while they pretend to wait. One thread of low priority encodes
 * one frame at a time; several videos take turns, each at its own pace.
 */
final class RenderQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RenderQueue.class);

  /** A video being rendered holds about 10 MB. */
  private static final int MAX_CONCURRENT = 6;

  private static final int SLOW_FACTOR = 10;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

  private final OrderStore store;
  private final Duration orderDuration;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor encoder;

  /**
   * Of orders whose video is not on disk; what is older than a video lives is asked for no more.
   */
  private final Cache<String, RenderStatus> statuses =
      Caffeine.newBuilder().expireAfterWrite(OrderStore.VIDEO_TTL).build();

  /** Both are touched by the encoder thread alone. */
  private final Deque<Order> queue = new ArrayDeque<>();

  private int activeCount;

  // Not relied upon: it only keeps the demo's page smooth on a small machine.
  @SuppressWarnings("ThreadPriorityCheck")
  RenderQueue(OrderStore store, Duration wait, InstantSource clock) {
    this.store = store;
    this.orderDuration = wait;
    this.clock = clock;
    this.encoder =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sandbox-encoder");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
    encoder.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Starts rendering an order, also one from before a restart. */
  void enqueue(Order order) {
    if (Files.exists(store.videoFile(order.id()))) {
      return;
    }
    statuses.put(order.id(), new RenderStatus.Waiting());
    encoder.execute(() -> {
      queue.add(order);
      startNext();
    });
  }

  RenderStatus status(String id) {
    RenderStatus status = statuses.getIfPresent(id);
    if (status != null) {
      return status;
    }
    return Files.exists(store.videoFile(id))
        ? new RenderStatus.Ready()
        : new RenderStatus.Failed("the film is no longer kept", "expired");
  }

  /** How long an order takes in all, as the sandbox expects. */
  Duration expectedDuration(Order order) {
    return order.asksFor(FaultDirective.SLOW)
        ? orderDuration.multipliedBy(SLOW_FACTOR)
        : orderDuration;
  }

  private void startNext() {
    if (activeCount == MAX_CONCURRENT || queue.isEmpty()) {
      return;
    }
    Order order = queue.remove();
    if (order.asksFor(FaultDirective.STUCK)) {
      // Takes no turn: it never ends.
      statuses.put(order.id(), new RenderStatus.Rendering(order.frames() - 1, order.frames()));
      startNext();
      return;
    }
    activeCount++;
    try {
      VideoRenderer renderer = new VideoRenderer(order, store);
      scheduleNextFrame(renderer, clock.instant());
    } catch (IOException | RuntimeException e) {
      fail(order, e);
    }
  }

  private void scheduleNextFrame(VideoRenderer renderer, Instant startedAt) {
    Order order = renderer.order();
    statuses.put(order.id(), new RenderStatus.Rendering(renderer.framesDone(), order.frames()));
    Duration pace = expectedDuration(order).dividedBy(order.frames());
    Instant due = startedAt.plus(pace.multipliedBy(renderer.framesDone() + 1L));
    long delay = Math.max(0, Duration.between(clock.instant(), due).toMillis());
    if (encoder.isShutdown()) {
      return; // it is filmed anew at the next start
    }
    // step() reports what goes wrong itself.
    ScheduledFuture<?> _ =
        encoder.schedule(() -> renderNextFrame(renderer, startedAt), delay, TimeUnit.MILLISECONDS);
  }

  private void renderNextFrame(VideoRenderer renderer, Instant startedAt) {
    Order order = renderer.order();
    try {
      if (renderer.framesDone() * 2 >= order.frames() && order.asksFor(FaultDirective.FAIL)) {
        renderer.abort();
        finish(order, new RenderStatus.Failed("generation failed: upstream error", "server_error"));
      } else if (renderer.framesDone() * 2 >= order.frames()
          && order.asksFor(FaultDirective.MODERATED)) {
        renderer.abort();
        finish(
            order,
            new RenderStatus.Failed("blocked by content moderation", "content_policy_violation"));
      } else if (renderer.renderFrame()) {
        scheduleNextFrame(renderer, startedAt);
      } else {
        statuses.invalidate(order.id());
        endTurn();
      }
    } catch (IOException | RuntimeException e) {
      fail(order, e);
    }
  }

  private void fail(Order order, Exception e) {
    log.atError()
        .setCause(e)
        .addKeyValue("order", order.id())
        .log("Sandbox could not film an order; it is told as failed");
    finish(order, new RenderStatus.Failed("the sandbox could not film it", "server_error"));
  }

  private void finish(Order order, RenderStatus status) {
    statuses.put(order.id(), status);
    endTurn();
  }

  private void endTurn() {
    activeCount--;
    startNext();
  }

  /** The frame being encoded is finished; unfinished videos begin anew at the next start. */
  @Override
  public void close() {
    encoder.shutdown();
    try {
      if (!encoder.awaitTermination(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        encoder.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
