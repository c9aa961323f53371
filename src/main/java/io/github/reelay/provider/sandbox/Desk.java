package io.github.reelay.provider.sandbox;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes orders from both wire shapes: checks them, obeys directions, hands them to the studio. */
final class Desk {
  private static final int LONGEST_PROMPT = 4000;

  /** Prompts told once to come later; a sandbox never sees many. */
  private static final int MOST_REMEMBERED = 1000;

  private final OrderBook book;
  private final Studio studio;
  private final InstantSource clock;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Desk(OrderBook book, Studio studio, InstantSource clock) {
    this.book = book;
    this.studio = studio;
    this.clock = clock;
  }

  OrderBook book() {
    return book;
  }

  Studio studio() {
    return studio;
  }

  /**
   * @param idKind how the shape's ids begin: {@code task} or {@code video}
   */
  Ordered order(
      String idKind,
      String model,
      String prompt,
      int seconds,
      FilmShape shape,
      @Nullable String picture,
      @Nullable String remixOf)
      throws IOException {
    if (prompt.isBlank() || prompt.length() > LONGEST_PROMPT) {
      return new Ordered.Refused(
          "prompt is required, of at most " + LONGEST_PROMPT + " characters");
    }
    if (seconds < 1 || seconds > Order.MOST_SECONDS) {
      return new Ordered.Refused("duration must be from 1 to " + Order.MOST_SECONDS);
    }
    if (Direction.REJECT.isIn(prompt)) {
      return new Ordered.Refused("rejected, as the prompt asked for");
    }
    if (Direction.BUSY.isIn(prompt) && told.size() < MOST_REMEMBERED && told.add(prompt)) {
      return new Ordered.Busy();
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
    return Direction.LOST.isIn(prompt) ? new Ordered.TakenUnanswered() : new Ordered.Taken(order);
  }
}
