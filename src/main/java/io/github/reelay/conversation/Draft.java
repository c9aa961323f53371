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

  public Draft withRequest(VideoRequest other) {
    return new Draft(id, origin, requester, address, other, at);
  }
}
