package io.github.reelay.conversation;

import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.Requester;
import java.time.Duration;
import java.time.Instant;

/**
 * A draft: a request not yet confirmed, shown as a card.
 *
 * @param id 13 characters, as a task id
 * @param origin the event that made it; confirming makes the task of origin {@code draft:<id>}
 * @param at when its card is shown; later than now while it waits for a limit to free up
 */
public record Draft(
    String id,
    String origin,
    Requester requester,
    Destination address,
    VideoRequest request,
    Instant at) {
  /** Drafts live so long. */
  public static final Duration TTL = Duration.ofHours(24);

  /** Pictures without words wait so long for them. */
  public static final Duration PICTURE_TTL = Duration.ofMinutes(10);

  /** What the origin of a card begins with that is to be shown at a later moment. */
  public static final String LATER = "later:";

  /** The same card, to be shown at that moment. */
  public Draft later(Instant moment) {
    return new Draft(id, LATER + id, requester, address.withTicket(null), request, moment);
  }

  /** A card that waited, as it is shown. */
  public Draft shown(Instant moment) {
    return new Draft(id, "shown:" + id, requester, address, request, moment);
  }

  /** Whether it is but pictures, for which the words are still to come. */
  public boolean lacksPrompt() {
    return request.prompt().isEmpty();
  }

  public Draft withRequest(VideoRequest other) {
    return new Draft(id, origin, requester, address, other, at);
  }
}
