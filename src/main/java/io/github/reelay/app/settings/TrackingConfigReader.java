package io.github.reelay.app.settings;

import io.github.reelay.config.SettingReader;
import io.github.reelay.tracking.state.TrackingConfig;
import java.time.Duration;

/** The reader of the tracker's choices: sections poll, submit and chat. */
final class TrackingConfigReader {
  /** A shorter interval would be a busy loop. */
  private static final Duration MIN_INTERVAL = Duration.ofMillis(10);

  private TrackingConfigReader() {}

  static TrackingConfig read(SettingReader in) {
    TrackingConfig config =
        new TrackingConfig(
            in.time("poll.first", MIN_INTERVAL),
            in.time("poll.min", MIN_INTERVAL),
            in.time("poll.max", MIN_INTERVAL),
            in.time("submit.timeout", Duration.ofMillis(100)),
            in.flag("chat.keep-status"));
    if (config.minPollInterval().compareTo(config.maxPollInterval()) > 0) {
      in.reject(
          in.isGiven("poll.min") ? "poll.min" : "poll.max",
          "poll.min no longer than poll.max (" + in.source("poll.max") + ")");
    }
    return config;
  }
}
