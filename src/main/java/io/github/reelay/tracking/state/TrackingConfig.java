package io.github.reelay.tracking.state;

import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/**
 * The tracker's times and numbers. Those that are not configurable have their reasons here.
 *
 * @param firstPollDelay first poll after acceptance
 * @param minPollInterval shortest time between two polls
 * @param maxPollInterval longest time between two polls while not overdue
 * @param submitTimeout how long a POST may take
 * @param keepStatus the status message stays beside the video that came of it
 */
public record TrackingConfig(
    Duration firstPollDelay,
    Duration minPollInterval,
    Duration maxPollInterval,
    Duration submitTimeout,
    boolean keepStatus) {
  /**
   * A relay that says "no such task" right after taking it lags (docs/facts.md, "Relays: polls that
   * say nothing"): meant when said three times over a minute.
   */
  static final int MIN_MISSING_POLLS = 3;

  static final Duration MIN_MISSING_TIME = Duration.ofSeconds(60);

  /**
   * As long as this after "completed" the file is tried for: every relay keeps it 24 hours
   * (docs/facts.md, "Relays: the finished file"); a link that says it lives longer is believed.
   */
  static final Duration LINK_LIFETIME = Duration.ofDays(1);

  /**
   * As long as this after it was given up, the provider is still asked about a task that nothing
   * final was said of: what it finishes late is kept there for a day.
   */
  static final Duration LATE_POLL_PERIOD = Duration.ofDays(2);

  /** A full or broken disk is nobody else's doing: the file is fetched again after this. */
  static final Duration STORE_RETRY_DELAY = Duration.ofSeconds(30);

  /** A file that is no video this often: another link is asked for. */
  static final int MAX_INVALID_FILES = 5;

  /**
   * How long a request whose turn it is waits for any provider to offer it before it fails (free of
   * charge), counted from the first time that none did.
   */
  static final Duration OFFER_TIMEOUT = Duration.ofMinutes(5);

  /** Who is without an offer is asked for one at least this often. */
  static final Duration OFFER_GAP = Duration.ofMinutes(1);

  /** A 429 that repeats: after so many tries in all the request fails (free of charge). */
  static final int MAX_SUBMIT_ATTEMPTS = 12;

  /** A paused provider (401, 402, 403) is asked again this often about tasks it holds. */
  static final Duration BLOCKED_POLL_INTERVAL = Duration.ofSeconds(60);

  /** An overdue task is polled at least this often. */
  static final Duration OVERDUE_POLL_INTERVAL = Duration.ofSeconds(60);

  /** Nobody is forgotten: who waits in line looks by itself, should its call have been lost. */
  public static final Duration QUEUE_CHECK_INTERVAL = Duration.ofMinutes(30);

  /** A status message that could not be shown is looked at again after this. */
  public static final Duration STATUS_RETRY_DELAY = Duration.ofSeconds(20);

  /** A delivery that has not answered for this long belongs to a dead process. */
  public static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(30);

  /**
   * A file that ends the program would end it again at every start, and nobody would get anything:
   * after so many deaths it is kept for Fetch.
   */
  static final int MAX_DELIVERY_DEATHS = 3;

  /**
   * After the submit time-out a SUBMITTING task has no living POST; this much later it is looked
   * at.
   */
  public static final Duration SUBMIT_GRACE = Duration.ofSeconds(30);

  /**
   * When a task is given up whose provider has said nothing about it since its deadline. What is
   * finished there meanwhile would be kept no longer.
   */
  static Instant silenceDeadline(TaskState.Running running, Offer offer) {
    return running.doneAt() == null
        ? running.since().plus(offer.hardDeadline()).plus(LINK_LIFETIME)
        : fetchDeadline(running);
  }

  /** Whether a file that is not here any more may be had once more from who has made it. */
  public static boolean isKeptByProvider(TaskState.Undeliverable kept, Instant now) {
    return now.isBefore(kept.since().plus(LINK_LIFETIME));
  }

  /** When the file of a completed task is given up. */
  static Instant fetchDeadline(TaskState.Running running) {
    Instant doneAt = running.doneAt() == null ? running.since() : running.doneAt();
    Instant usual = doneAt.plus(LINK_LIFETIME);
    RemoteFile file = running.result();
    Instant told = file == null ? null : file.expiresAt();
    return told != null && told.isAfter(usual) ? told : usual;
  }
}
