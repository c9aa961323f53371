package io.github.reelay.provider;

import io.github.reelay.policy.ModelControl;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.ProofStore;
import io.github.reelay.provider.catalogue.ProvenModels;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows at run time: which the operator has switched, and what the relays' own lists and prices
 * said when they were last asked. Thread-safe.
 */
final class RowSwitches implements ModelControl {
  private final Catalogue catalogue;
  private final Collection<String> providers;
  private final RetiredModels retiredModels;
  private final ProofStore proven;
  private final InstantSource clock;
  private final Map<String, Boolean> switches = new ConcurrentHashMap<>();
  private final Map<String, RelayListing> lists = new ConcurrentHashMap<>();
  private final Map<String, List<RelayListing.PriceDifference>> prices = new ConcurrentHashMap<>();

  /**
   * @param catalogue with prices in the relays' currencies
   * @param providers names of the enabled ones
   */
  RowSwitches(
      Catalogue catalogue,
      Collection<String> providers,
      RetiredModels retiredModels,
      ProofStore proven,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.providers = providers;
    this.retiredModels = retiredModels;
    this.proven = proven;
    this.clock = clock;
  }

  /** Whether a row is part of what is offered, be it out or switched off for now. */
  boolean isOffered(ModelRow row) {
    return row.availability().enabled() || Boolean.TRUE.equals(switches.get(key(row)));
  }

  boolean isSwitchedOff(ModelRow row) {
    return Boolean.FALSE.equals(switches.get(key(row)));
  }

  private boolean isEnabled(ModelRow row) {
    return isOffered(row) && !isSwitchedOff(row);
  }

  /** Asks a relay for its models and their prices. Free. */
  void refresh(ProviderClient provider) {
    List<ModelRow> offered = rowsOf(provider.name()).stream().filter(this::isOffered).toList();
    RelayListing.ask(provider, offered)
        .ifPresent(list -> {
          lists.put(provider.name(), list);
          retiredModels.setUnlisted(
              provider.name(), offered.stream().filter(row -> !list.has(row)).toList());
        });
    offered.stream()
        .filter(row -> !isRetired(row))
        .forEach(row -> prices.put(key(row), RelayListing.priceDifferences(provider, row)));
  }

  @Override
  public List<ProviderModels> models() {
    ProvenModels known = proven.read();
    return providers.stream()
        .map(provider -> {
          RelayListing list = lists.get(provider);
          List<ModelRow> rows = rowsOf(provider);
          return new ProviderModels(
              provider,
              rows.stream().map(row -> status(row, list, known)).toList(),
              list == null ? List.of() : list.videosWithoutRow(rows));
        })
        .toList();
  }

  private ModelStatus status(ModelRow row, @Nullable RelayListing list, ProvenModels known) {
    List<RelayListing.PriceDifference> differences = prices.getOrDefault(key(row), List.of());
    return new ModelStatus(
        row.model(),
        isEnabled(row),
        isRetired(row),
        retiredModels.has(row) || (list != null && !list.has(row)),
        differences.isEmpty()
            ? null
            : String.join(", ", differences.stream().map(one -> one.sentence(" ", " ≠ ")).toList()),
        row.availability().unproven(),
        known.day(row).orElse(null));
  }

  @Override
  public SwitchResult setEnabled(String provider, String model, boolean on) {
    return rowsOf(provider).stream()
        .filter(row -> row.model().equalsIgnoreCase(model))
        .findFirst()
        .filter(row -> providers.contains(row.provider()))
        .map(row -> setEnabled(row, on))
        .orElse(SwitchResult.UNKNOWN);
  }

  private SwitchResult setEnabled(ModelRow row, boolean on) {
    if (on && row.price().entries().isEmpty()) {
      return SwitchResult.UNPRICED;
    }
    switches.put(key(row), on);
    if (on) {
      retiredModels.forget(row);
    }
    return SwitchResult.SWITCHED;
  }

  private boolean isRetired(ModelRow row) {
    return row.availability().isRetired(clock.instant());
  }

  private List<ModelRow> rowsOf(String provider) {
    return catalogue.rows().stream().filter(row -> row.provider().equals(provider)).toList();
  }

  private static String key(ModelRow row) {
    return row.provider() + "/" + row.model();
  }
}
