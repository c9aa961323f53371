package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.FakeProviderControl;
import io.github.reelay.testing.InMemoryRuleStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the operator switches stays so, over a restart too. */
class ProviderSwitchesTest {
  private static final Rules.Author AUTHOR = new Rules.Author("who", "where");

  private final InMemoryRuleStore store = new InMemoryRuleStore();
  private final Rules rules = new Rules(store, () -> Instant.EPOCH);
  private final FakeProviderControl providers = new FakeProviderControl();
  private final ProviderSwitches switches = new ProviderSwitches(rules, providers);

  private static boolean isOn(FakeProviderControl providers, String model) {
    return providers.statuses.stream().anyMatch(s -> s.model().equals(model) && s.enabled());
  }

  /** The program as it starts again: all as configured. */
  private FakeProviderControl restarted() {
    FakeProviderControl fresh = new FakeProviderControl();
    new ProviderSwitches(new Rules(store, () -> Instant.EPOCH), fresh).restore();
    return fresh;
  }

  @Test
  void aProviderThatWasSwitchedOffIsOffAfterARestart() {
    assertThat(switches.setEnabled("sandbox", false, AUTHOR)).isTrue();
    assertThat(providers.enabled).isFalse();
    assertThat(restarted().enabled).isFalse();

    assertThat(switches.setEnabled("sandbox", true, AUTHOR)).isTrue();
    assertThat(restarted().enabled).isTrue();
  }

  @Test
  void aModelThatWasSwitchedIsSoAfterARestartAndItsProviderAsItWas() {
    switches.setModelEnabled("sandbox", "kling-v3", false, AUTHOR);
    switches.setModelEnabled("sandbox", "sora-2", true, AUTHOR);

    FakeProviderControl again = restarted();
    assertThat(isOn(again, "kling-v3")).isFalse();
    assertThat(isOn(again, "sora-2")).isTrue();
    assertThat(again.enabled).isTrue();
  }

  @Test
  void whatThereIsNotIsNotKept() {
    assertThat(switches.setEnabled("nobody", false, AUTHOR)).isFalse();
    assertThat(switches.setModelEnabled("sandbox", "unpriced", true, AUTHOR))
        .isEqualTo(ModelControl.SwitchResult.UNPRICED);
    assertThat(switches.setModelEnabled("nobody", "kling-v3", true, AUTHOR))
        .isEqualTo(ModelControl.SwitchResult.UNKNOWN);
    assertThat(rules.all()).isEmpty();
    assertThat(store.auditEntries(9)).isEmpty();
  }

  @Test
  void otherRulesSwitchNothing() {
    rules.set(Scope.EVERYWHERE, "limits.cool-down", Rule.Tier.OPERATOR, "off", AUTHOR);
    assertThat(restarted().enabled).isTrue();
  }
}
