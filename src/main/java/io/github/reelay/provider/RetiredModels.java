package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are out because their relay said that it does not have the model, or not for our
 * key. Each is one model at one provider, and comes back by itself to be tried again: relays switch
 * channels on and off by the hour, and a sentence may have been misread. Not kept over restarts.
 * Thread-safe.
 */
final class RetiredModels {
  /**
   * A try costs nothing but one refused request, so a model that is back is not missed for long.
   */
  static final Duration RETRY_DELAY = Duration.ofMinutes(30);

  private final Map<String, Instant> outUntil = new ConcurrentHashMap<>();
  private final Alert.Sink alerts;
  private final InstantSource clock;

  RetiredModels(Alert.Sink alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  boolean has(ModelRow row) {
    return isOut(outUntil.get(key(row)));
  }

  void add(ModelRow row, String evidence) {
    Instant before = outUntil.put(key(row), clock.instant().plus(RETRY_DELAY));
    if (!isOut(before)) {
      alerts.raise(new Alert(Alert.Kind.MODEL_RETIRED, key(row), evidence));
    }
  }

  /** The models that are out at a provider. */
  List<String> of(String provider) {
    String prefix = provider + "/";
    return outUntil.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix) && isOut(entry.getValue()))
        .map(entry -> entry.getKey().substring(prefix.length()))
        .sorted()
        .toList();
  }

  /** Who switches a provider on by hand has set it right there. */
  void forget(String provider) {
    outUntil.keySet().removeIf(name -> name.startsWith(provider + "/"));
  }

  private boolean isOut(@Nullable Instant until) {
    return until != null && clock.instant().isBefore(until);
  }

  private static String key(ModelRow row) {
    return row.provider() + "/" + row.model();
  }
}
