package io.github.reelay.testing;

import io.github.reelay.policy.ProviderControl;
import java.util.List;

/** One provider that can be switched. */
public final class FakeProviderControl implements ProviderControl {
  public boolean enabled = true;

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
}
