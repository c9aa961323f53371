package io.github.reelay.provider.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue: every model of every provider, from models.yaml. Immutable. */
public record Catalogue(List<ModelRow> rows, Map<String, ProviderEndpoints> providers) {
  public Catalogue {
    rows = List.copyOf(rows);
    providers = Map.copyOf(providers);
  }

  public Optional<ModelRow> find(String provider, String model) {
    return rows.stream()
        .filter(row -> row.provider().equals(provider) && row.model().equals(model))
        .findFirst();
  }

  public ProviderEndpoints endpoints(String provider) {
    return providers.getOrDefault(provider, ProviderEndpoints.NONE);
  }

  /** What the operator should know about the enabled rows of a provider, one line each. */
  public List<String> warnings(String provider, LocalDate today) {
    return rows.stream()
        .filter(row -> row.provider().equals(provider) && row.availability().enabled())
        .flatMap(row -> warning(row, today).stream())
        .toList();
  }

  private static Optional<String> warning(ModelRow row, LocalDate today) {
    LocalDate retired = row.availability().retiredOn();
    String name = row.provider() + ": " + row.model();
    if (retired != null && !today.isBefore(retired)) {
      return Optional.of(
          name
              + " was switched off upstream on "
              + retired
              + "; the relay may refuse it. Try it with a short video, or set enabled: false"
              + " in models.yaml.");
    }
    return row.availability().unproven()
        ? Optional.of(name + " is unproven: its row was written from public pages only.")
        : Optional.empty();
  }
}
