package io.github.reelay.provider.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * What the operator should know about the enabled rows of providers: a line for what was retired
   * and one for what is unproven.
   */
  public List<String> warnings(Collection<String> providers, LocalDate today) {
    List<ModelRow> shown =
        rows.stream()
            .filter(row -> providers.contains(row.provider()) && row.availability().enabled())
            .toList();
    String retired =
        shown.stream()
            .filter(row -> isRetired(row, today))
            .map(row -> describe(row) + " (" + row.availability().retiredOn() + ")")
            .collect(Collectors.joining(", "));
    String unproven =
        shown.stream()
            .filter(row -> row.availability().unproven() && !isRetired(row, today))
            .map(Catalogue::describe)
            .collect(Collectors.joining(", "));
    List<String> warnings = new ArrayList<>();
    if (!retired.isEmpty()) {
      warnings.add(
          "switched off upstream, so the relay may refuse: "
              + retired
              + ". Try a short video, or set enabled: false in the row.");
    }
    if (!unproven.isEmpty()) {
      warnings.add("unproven, written from public pages only: " + unproven + ".");
    }
    return warnings;
  }

  private static boolean isRetired(ModelRow row, LocalDate today) {
    LocalDate retired = row.availability().retiredOn();
    return retired != null && !today.isBefore(retired);
  }

  private static String describe(ModelRow row) {
    return row.provider() + ": " + row.model();
  }
}
