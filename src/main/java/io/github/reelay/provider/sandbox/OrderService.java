package io.github.reelay.provider.sandbox;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes orders from both wire shapes: checks them, obeys directions, hands them to the studio. */
final class OrderService {
  private static final int LONGEST_PROMPT = 4000;

  /** Prompts told once to come later; a sandbox never sees many. */
  private static final int MOST_REMEMBERED = 1000;

  private final OrderStore book;
  private final RenderQueue studio;
  private final InstantSource clock;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  OrderService(OrderStore book, RenderQueue studio, InstantSource clock) {
    this.book = book;
    this.studio = studio;
    this.clock = clock;
  }

  OrderStore book() {
    return book;
  }

  RenderQueue studio() {
    return studio;
  }

  /**
   * @param idKind how the shape's ids begin: {@code task} or {@code video}
   */
  OrderResult order(
      String idKind,
      String model,
      String prompt,
      int seconds,
      VideoFormat shape,
      @Nullable String picture,
      @Nullable String remixOf)
      throws IOException {
    if (prompt.isBlank() || prompt.length() > LONGEST_PROMPT) {
      return new OrderResult.Refused(
          "prompt is required, of at most " + LONGEST_PROMPT + " characters");
    }
    if (seconds < 1 || seconds > Order.MOST_SECONDS) {
      return new OrderResult.Refused("duration must be from 1 to " + Order.MOST_SECONDS);
    }
    if (FaultDirective.REJECT.isIn(prompt)) {
      return new OrderResult.Refused("rejected, as the prompt asked for");
    }
    if (FaultDirective.BUSY.isIn(prompt) && told.size() < MOST_REMEMBERED && told.add(prompt)) {
      return new OrderResult.Busy();
    }
    Order order =
        new Order(
            book.freshId(idKind),
            model,
            prompt,
            seconds,
            shape.width(),
            shape.height(),
            picture,
            remixOf,
            clock.instant());
    book.take(order);
    studio.film(order);
    return FaultDirective.LOST.isIn(prompt)
        ? new OrderResult.TakenUnanswered()
        : new OrderResult.Taken(order);
  }
}
