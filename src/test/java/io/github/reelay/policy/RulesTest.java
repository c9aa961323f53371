package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.InMemoryRuleStore;
import io.github.reelay.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Scope SERVER = Scope.server("discord", "S");

  private final InMemoryRuleStore store = new InMemoryRuleStore();
  private final SettableClock clock = new SettableClock();

  @Test
  void whatAnotherProcessChangesCountsAfterThreeSeconds() {
    Rules here = new Rules(store, clock);
    Rules there = new Rules(store, clock);
    String name = LimitKey.COOL_DOWN.path();
    assertThat(here.value(SERVER, name, Rule.Tier.OPERATOR)).isEmpty();
    there.set(SERVER, name, Rule.Tier.OPERATOR, "5s", new Rules.Author("who", "there"));
    clock.advance(Duration.ofSeconds(3));
    assertThat(here.value(SERVER, name, Rule.Tier.OPERATOR)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(here.value(SERVER, name, Rule.Tier.OPERATOR)).contains("5s");
  }

  @Test
  void whatIsNoRuleIsRecordedToo() {
    new Rules(store, clock)
        .recordAudit(new Rules.Author("ann", "console"), "task 1", "held", "charged");
    assertThat(store.auditEntries(9))
        .containsExactly(
            new RuleStore.AuditEntry(
                "ann", "console", "task 1", "held", "charged", SettableClock.START));
  }
}
