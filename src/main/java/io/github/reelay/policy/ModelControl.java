package io.github.reelay.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's view of the models of each provider, and the switch for each. Shows what was found
 * out when the relays were last asked; asks nobody.
 */
public interface ModelControl {
  List<ProviderModels> models();

  /**
   * Switches a model at one provider on or off until it is switched again, whatever the catalogue
   * says; kept over restarts by who calls.
   *
   * @param model in any case
   */
  SwitchResult setEnabled(String provider, String model, boolean on);

  /** What became of a switch. */
  enum SwitchResult {
    SWITCHED,
    UNKNOWN,
    /** Without a price nobody can be offered it. */
    UNPRICED
  }

  /**
   * The models of a provider.
   *
   * @param withoutRow video models that the relay lists and the catalogue does not have
   */
  record ProviderModels(String provider, List<ModelStatus> models, List<String> withoutRow) {
    public ProviderModels {
      models = List.copyOf(models);
      withoutRow = List.copyOf(withoutRow);
    }
  }

  /**
   * How a model is.
   *
   * @param enabled offered, as configured and switched
   * @param retired switched off by its maker
   * @param lacking the relay does not have it, by its list or its word
   * @param otherPrices where the relay charges otherwise than the row says: {@code 720p 0.12 ≠ 0.1}
   * @param unproven written from public pages, never tried
   * @param proven the day of the last proof
   */
  record ModelStatus(
      String model,
      boolean enabled,
      boolean retired,
      boolean lacking,
      @Nullable String otherPrices,
      boolean unproven,
      @Nullable LocalDate proven) {}
}
