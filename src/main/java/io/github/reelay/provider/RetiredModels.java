package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Map<String, Set<String>> unlisted = new ConcurrentHashMap<>();
  private final Alert.Sink alerts;
  private final InstantSource clock;

  RetiredModels(Alert.Sink alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  boolean has(ModelRow row) {
    return isOut(outUntil.get(key(row)))
        || unlisted.getOrDefault(row.provider(), Set.of()).contains(row.model());
  }

  void add(ModelRow row, String evidence) {
    Instant before = outUntil.put(key(row), clock.instant().plus(RETRY_DELAY));
    if (!isOut(before)) {
      alerts.raise(new Alert(Alert.Kind.MODEL_RETIRED, key(row), evidence));
    }
  }

  /**
   * The provider's own list was read: these rows are out until the next list has them again. Of
   * those that their maker has switched off the operator knows.
   *
   * @param rows all of the provider that its list does not have
   */
  void setUnlisted(String provider, List<ModelRow> rows) {
    Set<String> now = rows.stream().map(ModelRow::model).collect(Collectors.toUnmodifiableSet());
    Set<String> before = unlisted.put(provider, now);
    rows.stream()
        .filter(row -> before == null || !before.contains(row.model()))
        .filter(row -> !row.availability().isRetired(clock.instant()))
        .forEach(row -> alerts.raise(new Alert(Alert.Kind.MODEL_UNLISTED, key(row), "")));
  }

  /** The models that are out at a provider. */
  List<String> of(String provider) {
    String prefix = provider + "/";
    return Stream.concat(
            outUntil.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && isOut(entry.getValue()))
                .map(entry -> entry.getKey().substring(prefix.length())),
            unlisted.getOrDefault(provider, Set.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Likewise for one row, which its relay's list may have without our knowing yet. */
  void forget(ModelRow row) {
    outUntil.remove(key(row));
    unlisted.computeIfPresent(
        row.provider(),
        (_, models) ->
            models.stream()
                .filter(model -> !model.equals(row.model()))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Who switches a provider on by hand has set it right there. */
  void forget(String provider) {
    outUntil.keySet().removeIf(name -> name.startsWith(provider + "/"));
    unlisted.remove(provider);
  }

  private boolean isOut(@Nullable Instant until) {
    return until != null && clock.instant().isBefore(until);
  }

  private static String key(ModelRow row) {
    return row.provider() + "/" + row.model();
  }
}
