package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.tracking.port.Alert;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that a relay said it no longer has. Kept until the program stops: then the row can be
 * switched off in models.yaml, or the relay is asked again. Thread-safe.
 */
final class RetiredModels {
  private final Set<String> rows = ConcurrentHashMap.newKeySet();
  private final Alert.Sink alerts;

  RetiredModels(Alert.Sink alerts) {
    this.alerts = alerts;
  }

  boolean has(ModelRow row) {
    return rows.contains(key(row));
  }

  void add(ModelRow row, String evidence) {
    if (rows.add(key(row))) {
      alerts.raise(new Alert(Alert.Kind.MODEL_RETIRED, key(row), evidence));
    }
  }

  /** The models a provider no longer has. */
  List<String> of(String provider) {
    String prefix = provider + "/";
    return rows.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }

  private static String key(ModelRow row) {
    return row.provider() + "/" + row.model();
  }
}
