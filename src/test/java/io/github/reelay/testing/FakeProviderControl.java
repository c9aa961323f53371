package io.github.reelay.testing;

import io.github.reelay.policy.ModelControl;
import io.github.reelay.policy.ProviderControl;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One provider that can be switched. */
public final class FakeProviderControl implements ProviderControl {
  public boolean enabled = true;

  /** The models of the provider. */
  public final List<ModelControl.ModelStatus> statuses =
      new ArrayList<>(
          List.of(
              new ModelControl.ModelStatus("kling-v3", true, false, true, null, true, null),
              new ModelControl.ModelStatus(
                  "wan2.7",
                  true,
                  false,
                  false,
                  "720p 0.12 ≠ 0.10",
                  true,
                  LocalDate.of(2026, 11, 28)),
              new ModelControl.ModelStatus("sora-2", false, true, false, null, false, null)));

  private final Set<String> switchable = Set.of("kling-v3", "wan2.7", "sora-2");

  @Override
  public List<Status> providers() {
    return List.of(
        new Status("sandbox", enabled, Breaker.CLOSED, null, "$12.00", List.of("sora-1")));
  }

  @Override
  public boolean setEnabled(String name, boolean on) {
    if (!name.equals("sandbox")) {
      return false;
    }
    enabled = on;
    return true;
  }

  @Override
  public ModelControl models() {
    return new ModelControl() {
      @Override
      public List<ProviderModels> models() {
        return List.of(new ProviderModels("sandbox", List.copyOf(statuses), List.of("kling-v9")));
      }

      @Override
      public SwitchResult setEnabled(String provider, String model, boolean on) {
        if (!provider.equals("sandbox") || !switchable.contains(model)) {
          return model.equals("unpriced") ? SwitchResult.UNPRICED : SwitchResult.UNKNOWN;
        }
        statuses.replaceAll(one ->
            one.model().equals(model)
                ? new ModelStatus(
                    model,
                    on,
                    one.retired(),
                    one.lacking(),
                    one.otherPrices(),
                    one.unproven(),
                    one.proven())
                : one);
        return SwitchResult.SWITCHED;
      }
    };
  }
}
