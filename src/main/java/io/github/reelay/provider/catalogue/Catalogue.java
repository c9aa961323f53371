package io.github.reelay.provider.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The catalogue: every model of every provider, from models.yaml. Immutable.
 *
 * @param workflows of the rows of ComfyUI, by their name
 */
public record Catalogue(
    List<ModelRow> rows,
    Map<String, ProviderEndpoints> providers,
    Map<String, Workflow> workflows) {
  public Catalogue {
    rows = List.copyOf(rows);
    providers = Map.copyOf(providers);
    workflows = Map.copyOf(workflows);
  }

  public Catalogue(List<ModelRow> rows, Map<String, ProviderEndpoints> providers) {
    this(rows, providers, Map.of());
  }

  Catalogue withWorkflows(Map<String, Workflow> read) {
    return new Catalogue(rows, providers, read);
  }

  public Optional<ModelRow> find(String provider, String model) {
    return rows.stream()
        .filter(row -> row.provider().equals(provider) && row.model().equals(model))
        .findFirst();
  }

  /** The rows that people can be offered of a provider. */
  public List<ModelRow> offeredBy(String provider) {
    return rows.stream()
        .filter(row -> row.provider().equals(provider) && row.availability().enabled())
        .toList();
  }

  /** One row alone, offered whatever the file says. */
  public Catalogue only(ModelRow row) {
    return new Catalogue(List.of(row.enabled()), providers, workflows);
  }

  public ProviderEndpoints endpoints(String provider) {
    return providers.getOrDefault(provider, ProviderEndpoints.NONE);
  }

  /**
   * The same with every price in the operator's currency.
   *
   * @param rates what one unit of a provider's currency is in the operator's, by the provider's
   *     name
   */
  public Catalogue inCurrency(Map<String, BigDecimal> rates) {
    return new Catalogue(
        rows.stream()
            .map(row ->
                row.withPrice(
                    row.price().times(rates.getOrDefault(row.provider(), BigDecimal.ONE))))
            .toList(),
        providers,
        workflows);
  }

  /**
   * What the operator should know about the enabled rows of providers: a line for what was retired
   * and one for what is unproven.
   *
   * @param proven what was proven here, whatever the rows say
   */
  public List<String> warnings(Collection<String> providers, LocalDate today, ProvenModels proven) {
    List<ModelRow> shown =
        providers.stream().flatMap(provider -> offeredBy(provider).stream()).toList();
    String retired =
        shown.stream()
            .filter(row -> row.availability().isRetired(today))
            .map(row -> describe(row) + " (" + row.availability().retiredOn() + ")")
            .collect(Collectors.joining(", "));
    String unproven =
        shown.stream()
            .filter(row -> row.availability().unproven() && !row.availability().isRetired(today))
            .filter(row -> proven.day(row).isEmpty())
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
      warnings.add(
          "unproven, written from public pages only: "
              + unproven
              + ". ./reelay prove <provider> <model> makes one short video and compares it.");
    }
    return warnings;
  }

  /** Whether any of these providers offers a model that its maker has not switched off. */
  public boolean hasLivingRow(Collection<String> providers, LocalDate today) {
    return providers.stream()
        .flatMap(provider -> offeredBy(provider).stream())
        .anyMatch(row -> !row.availability().isRetired(today));
  }

  private static String describe(ModelRow row) {
    return row.provider() + ": " + row.model();
  }
}
