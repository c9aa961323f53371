package io.github.reelay.provider.sandbox;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The order service of both dialects: checks orders, obeys fault directives, hands them to the
 * render queue.
 */
final class OrderService {
  private static final int MAX_PROMPT_LENGTH = 4000;

  /** Prompts told once to come later; a sandbox never sees many. */
  private static final int MAX_BUSY_PROMPTS = 1000;

  private final OrderStore store;
  private final RenderQueue renderQueue;
  private final InstantSource clock;
  private final Set<String> busyPrompts = ConcurrentHashMap.newKeySet();

  OrderService(OrderStore store, RenderQueue renderQueue, InstantSource clock) {
    this.store = store;
    this.renderQueue = renderQueue;
    this.clock = clock;
  }

  OrderStore store() {
    return store;
  }

  RenderQueue renderQueue() {
    return renderQueue;
  }

  /**
   * @param idKind how the shape's ids begin: {@code task} or {@code video}
   */
  OrderResult place(
      String idKind,
      String model,
      String prompt,
      int seconds,
      VideoFormat format,
      @Nullable String picture,
      @Nullable String remixOf)
      throws IOException {
    if (prompt.isBlank() || prompt.length() > MAX_PROMPT_LENGTH) {
      return new OrderResult.Refused(
          "prompt is required, of at most " + MAX_PROMPT_LENGTH + " characters");
    }
    if (seconds < 1 || seconds > Order.MAX_SECONDS) {
      return new OrderResult.Refused("duration must be from 1 to " + Order.MAX_SECONDS);
    }
    if (FaultDirective.REJECT.isIn(prompt)) {
      return new OrderResult.Refused("rejected, as the prompt asked for");
    }
    if (FaultDirective.BUSY.isIn(prompt)
        && busyPrompts.size() < MAX_BUSY_PROMPTS
        && busyPrompts.add(prompt)) {
      return new OrderResult.Busy();
    }
    Order order =
        new Order(
            store.newId(idKind),
            model,
            prompt,
            seconds,
            format.width(),
            format.height(),
            picture,
            remixOf,
            clock.instant());
    store.add(order);
    renderQueue.enqueue(order);
    return FaultDirective.LOST.isIn(prompt)
        ? new OrderResult.AcceptedWithoutReply()
        : new OrderResult.Accepted(order);
  }
}
