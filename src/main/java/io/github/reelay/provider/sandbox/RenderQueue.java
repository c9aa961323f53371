package io.github.reelay.provider.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Films orders while they pretend to wait. One thread of low priority encodes one frame at a time;
 * several films take turns, each at its own pace.
 */
final class RenderQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RenderQueue.class);

  /** A film in the making holds about 10 MB. */
  private static final int MOST_AT_ONCE = 6;

  private static final int SLOWNESS = 10;
  private static final Duration LONGEST_FRAME = Duration.ofSeconds(3);

  private final OrderStore store;
  private final Duration wait;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor encoder;
  private final Map<String, RenderStatus> takes = new ConcurrentHashMap<>();

  /** Both are touched by the encoder thread alone. */
  private final Deque<Order> queue = new ArrayDeque<>();

  private int rolling;

  // Not relied upon: it only keeps the demo's page smooth on a small machine.
  @SuppressWarnings("ThreadPriorityCheck")
  RenderQueue(OrderStore store, Duration wait, InstantSource clock) {
    this.store = store;
    this.wait = wait;
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

  /** Begins to film an order, or goes on after a restart. */
  void film(Order order) {
    if (Files.exists(store.film(order.id()))) {
      takes.put(order.id(), new RenderStatus.Ready());
      return;
    }
    takes.put(order.id(), new RenderStatus.Waiting());
    encoder.execute(() -> {
      queue.add(order);
      next();
    });
  }

  RenderStatus take(String id) {
    return takes.getOrDefault(id, new RenderStatus.Failed("the film is no longer kept", "expired"));
  }

  /** How long an order takes in all, as the sandbox expects. */
  Duration expected(Order order) {
    return order.asksFor(FaultDirective.SLOW) ? wait.multipliedBy(SLOWNESS) : wait;
  }

  private void next() {
    if (rolling == MOST_AT_ONCE || queue.isEmpty()) {
      return;
    }
    Order order = queue.remove();
    if (order.asksFor(FaultDirective.STUCK)) {
      // Takes no turn: it never ends.
      takes.put(order.id(), new RenderStatus.Rolling(order.frames() - 1, order.frames()));
      next();
      return;
    }
    rolling++;
    try {
      VideoRenderer renderer = new VideoRenderer(order, store);
      roll(renderer, clock.instant());
    } catch (IOException | RuntimeException e) {
      broken(order, e);
    }
  }

  private void roll(VideoRenderer renderer, Instant begun) {
    Order order = renderer.order();
    takes.put(order.id(), new RenderStatus.Rolling(renderer.done(), order.frames()));
    Duration pace = expected(order).dividedBy(order.frames());
    Instant due = begun.plus(pace.multipliedBy(renderer.done() + 1L));
    long delay = Math.max(0, Duration.between(clock.instant(), due).toMillis());
    if (encoder.isShutdown()) {
      return; // it is filmed anew at the next start
    }
    // step() reports what goes wrong itself.
    ScheduledFuture<?> _ =
        encoder.schedule(() -> step(renderer, begun), delay, TimeUnit.MILLISECONDS);
  }

  private void step(VideoRenderer renderer, Instant begun) {
    Order order = renderer.order();
    try {
      if (renderer.done() * 2 >= order.frames() && order.asksFor(FaultDirective.FAIL)) {
        renderer.abandon();
        end(order, new RenderStatus.Failed("generation failed: upstream error", "server_error"));
      } else if (renderer.done() * 2 >= order.frames() && order.asksFor(FaultDirective.MODERATED)) {
        renderer.abandon();
        end(
            order,
            new RenderStatus.Failed("blocked by content moderation", "content_policy_violation"));
      } else if (renderer.frame()) {
        roll(renderer, begun);
      } else {
        end(order, new RenderStatus.Ready());
      }
    } catch (IOException | RuntimeException e) {
      broken(order, e);
    }
  }

  private void broken(Order order, Exception e) {
    LOG.atError()
        .setCause(e)
        .addKeyValue("order", order.id())
        .log("Sandbox could not film an order; it is told as failed");
    end(order, new RenderStatus.Failed("the sandbox could not film it", "server_error"));
  }

  private void end(Order order, RenderStatus status) {
    takes.put(order.id(), status);
    rolling--;
    next();
  }

  /** The frame being encoded is finished; unfinished films begin anew at the next start. */
  @Override
  public void close() {
    encoder.shutdown();
    try {
      if (!encoder.awaitTermination(LONGEST_FRAME.toSeconds(), TimeUnit.SECONDS)) {
        encoder.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
