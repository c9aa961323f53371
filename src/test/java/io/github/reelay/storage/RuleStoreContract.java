package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.policy.Rule;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.policy.Scope;
import io.github.reelay.storage.database.Database;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.tracking.port.Alert;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link RuleStore} promises, on both databases. */
abstract class RuleStoreContract {
  private static final ChatRef GROUP = new ChatRef("telegram", "-1");
  private static final ChatRef SUPERGROUP = new ChatRef("telegram", "-1001");
  private static final Scope PLACE = Scope.chat(GROUP);

  private Database database;
  private RuleStore store;

  abstract Database open();

  @BeforeEach
  void openStore() {
    database = open();
    store = new JdbiRuleStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static RuleStore.AuditEntry entry(long at, String after) {
    return new RuleStore.AuditEntry(
        "telegram:1", "telegram:-1", "cool-down", "", after, Instant.ofEpochMilli(at));
  }

  private static Rule rule(Scope place, String name, String value) {
    return new Rule(place, name, Rule.Tier.OPERATOR, value);
  }

  @Test
  void aRuleIsSetChangedAndRemovedAndEachIsRecorded() {
    Rule key = rule(PLACE, "limits.cool-down", "");
    store.change(key, "30s", entry(1, "30s"));
    store.change(key, "60s", entry(2, "60s"));
    assertThat(store.all()).containsExactly(rule(PLACE, "limits.cool-down", "60s"));

    store.change(key, null, entry(3, ""));
    assertThat(store.all()).isEmpty();
    assertThat(store.auditEntries(2)).containsExactly(entry(3, ""), entry(2, "60s"));
  }

  @Test
  void tiersStandBesideEachOther() {
    store.change(rule(PLACE, "pause", ""), "on", entry(1, "on"));
    store.change(new Rule(PLACE, "pause", Rule.Tier.MODERATOR, ""), "on", entry(2, "on"));

    assertThat(store.all()).hasSize(2);
  }

  @Test
  void whatIsNoRuleIsRecordedToo() {
    store.recordAudit(entry(5, "CLOSED"));

    assertThat(store.auditEntries(1)).containsExactly(entry(5, "CLOSED"));
    assertThat(store.all()).isEmpty();
  }

  @Test
  void aGroupThatBecomesASupergroupKeepsItsRules() {
    store.change(rule(PLACE, "limits.cool-down", ""), "30s", entry(1, "30s"));
    store.change(
        rule(Scope.EVERYWHERE, "access/" + PLACE.encode(), ""), "ALLOW", entry(2, "ALLOW"));

    new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE)).moveChat(GROUP, SUPERGROUP);

    Scope moved = Scope.chat(SUPERGROUP);
    assertThat(store.all())
        .containsExactlyInAnyOrder(
            rule(moved, "limits.cool-down", "30s"),
            rule(Scope.EVERYWHERE, "access/" + moved.encode(), "ALLOW"));
  }
}
