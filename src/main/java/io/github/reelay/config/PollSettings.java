package io.github.reelay.config;

import java.time.Duration;

/**
 * When a running task is asked for again.
 *
 * @param first after the submit
 * @param min the least time between two polls
 * @param max the most
 */
public record PollSettings(Duration first, Duration min, Duration max) {
  /** Less than this would be a busy loop. */
  private static final Duration LEAST = Duration.ofMillis(10);

  public static PollSettings read(SettingReader in) {
    PollSettings poll =
        new PollSettings(
            in.time("poll.first", LEAST), in.time("poll.min", LEAST), in.time("poll.max", LEAST));
    if (poll.min.compareTo(poll.max) > 0) {
      in.reject(
          in.isGiven("poll.min") ? "poll.min" : "poll.max",
          "poll.min no longer than poll.max (" + in.source("poll.max") + ")");
    }
    return poll;
  }
}
