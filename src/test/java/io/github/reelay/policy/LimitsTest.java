package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.InMemoryRuleStore;
import io.github.reelay.testing.PolicyExamples;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");
  private static final PersonRef ANN = new PersonRef("discord", "1");
  private static final Destination HERE =
      new Destination(new ChatRef("discord", "C"), "S", null, null, null);
  private static final Scope SERVER = Scope.server("discord", "S");

  private final InMemoryRuleStore store = new InMemoryRuleStore();
  private final Rules rules = new Rules(store, () -> NOW);

  private static Offer offer(String price) {
    return new Offer(
        "p",
        "sora-2",
        GenerationMode.TEXT,
        10,
        null,
        null,
        Money.of(price),
        Duration.ofMinutes(2),
        Duration.ofHours(1),
        false);
  }

  private static SpendTotals spent(String amount) {
    Money money = Money.of(amount);
    return new SpendTotals(money, money, money, money, 1, null);
  }

  private Limits limits(LimitKey key, String value) {
    return new Limits(PolicyExamples.limit(key, read(key, value)), rules, ZoneOffset.UTC);
  }

  private static LimitValue read(LimitKey key, String value) {
    return LimitValue.parse(key.kind(), value).orElseThrow();
  }

  private void set(Scope scope, LimitKey key, Rule.Tier tier, String value) {
    rules.set(scope, key.path(), tier, value, new Rules.Author("who", "where"));
  }

  private Optional<LimitRefusal> ask(Limits limits, String price, SpendTotals totals) {
    return limits.admissionCheck(ANN, HERE, offer(price), NOW).check().findRefusal(totals);
  }

  @ParameterizedTest
  @CsvSource({
    "SPEND_PER_DAY_TOTAL, 2026-11-21T00:00:00Z",
    "SPEND_PER_DAY_CHAT, 2026-11-21T00:00:00Z",
    "SPEND_PER_DAY_PERSON, 2026-11-21T00:00:00Z",
    "SPEND_PER_MONTH_TOTAL, 2026-12-01T00:00:00Z",
  })
  void aSumMayReachALimitButNotPassIt(LimitKey key, Instant frees) {
    Limits limits = limits(key, "3.00");

    assertThat(ask(limits, "1.00", spent("2.00"))).isEmpty();
    LimitRefusal.Limit limit = LimitRefusal.Limit.valueOf(key.name());
    assertThat(ask(limits, "1.000001", spent("2.00")))
        .contains(new LimitRefusal(limit, "3.00", frees));
    assertThat(ask(limits, "3.01", spent("0"))).contains(new LimitRefusal(limit, "3.00", null));
  }

  @Test
  void daysAreThoseOfTheConfiguredZone() {
    Limits limits =
        new Limits(
            PolicyExamples.limit(
                LimitKey.SPEND_PER_DAY_TOTAL, new LimitValue.Amount(Money.of("1"))),
            rules,
            ZoneId.of("Asia/Shanghai"));

    assertThat(ask(limits, "1.00", spent("1.00")).orElseThrow().freesAt())
        .isEqualTo("2026-11-21T16:00:00Z");
  }

  @Test
  void aCoolDownEndsAtItsMoment() {
    Limits limits = limits(LimitKey.COOL_DOWN, "30s");
    SpendTotals before =
        new SpendTotals(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 1, NOW.minusSeconds(29));
    SpendTotals at =
        new SpendTotals(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 1, NOW.minusSeconds(30));

    assertThat(ask(limits, "1", before).orElseThrow().freesAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(ask(limits, "1", at)).isEmpty();
  }

  @Test
  void theNarrowestWordOfTheOperatorHolds() {
    LimitKey key = LimitKey.SPEND_PER_DAY_PERSON;
    Limits limits = limits(key, "1.00");
    set(Scope.EVERYWHERE, key, Rule.Tier.OPERATOR, "2.00");
    assertThat(limits.value(key, ANN, HERE)).isEqualTo(read(key, "2.00"));
    set(SERVER, key, Rule.Tier.OPERATOR, "3.00");
    assertThat(limits.value(key, ANN, HERE)).isEqualTo(read(key, "3.00"));
    set(Scope.chat(HERE.chat()), key, Rule.Tier.OPERATOR, "4.00");
    assertThat(limits.value(key, ANN, HERE)).isEqualTo(read(key, "4.00"));
    set(Scope.person(ANN), key, Rule.Tier.OPERATOR, "none");
    assertThat(limits.value(key, ANN, HERE)).isEqualTo(LimitValue.none());
  }

  @Test
  void aModeratorsWordOnlyNarrowsAlsoWhenTheOperatorTightensLater() {
    LimitKey key = LimitKey.SPEND_PER_DAY_CHAT;
    Limits limits = limits(key, "10.00");
    set(SERVER, key, Rule.Tier.MODERATOR, "5.00");
    assertThat(limits.value(key, ANN, HERE)).isEqualTo(read(key, "5.00"));
    set(SERVER, key, Rule.Tier.OPERATOR, "2.00");
    assertThat(limits.value(key, ANN, HERE)).isEqualTo(read(key, "2.00"));
  }

  @Test
  void noPlaceChangesTheWholeBotsBudget() {
    LimitKey key = LimitKey.SPEND_PER_DAY_TOTAL;
    Limits limits = limits(key, "10.00");
    set(SERVER, key, Rule.Tier.OPERATOR, "99.00");
    set(SERVER, key, Rule.Tier.MODERATOR, "1.00");

    assertThat(limits.value(key, ANN, HERE)).isEqualTo(read(key, "10.00"));
  }

  @Test
  void runningLimitsAreForTheQueue() {
    Limits limits = limits(LimitKey.RUNNING_PERSON, "2");
    assertThat(limits.runningPerPerson(ANN, HERE.chat())).isEqualTo(2);
    assertThat(limits.runningPerChat(HERE.chat())).isEqualTo(Integer.MAX_VALUE);
    set(Scope.chat(HERE.chat()), LimitKey.RUNNING_CHAT, Rule.Tier.MODERATOR, "1");
    set(Scope.person(ANN), LimitKey.RUNNING_PERSON, Rule.Tier.OPERATOR, "7");
    assertThat(limits.runningPerChat(HERE.chat())).isEqualTo(1);
    assertThat(limits.runningPerPerson(ANN, HERE.chat())).isEqualTo(7);
  }

  @Test
  void whatIsLeftIsTheLeastOfAll() {
    Limits limits =
        new Limits(
            new LimitOptions(
                Map.of(
                    LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("4")),
                    LimitKey.SPEND_PER_MONTH_TOTAL, new LimitValue.Amount(Money.of("5")))),
            rules,
            ZoneOffset.UTC);
    SpendTotals totals =
        new SpendTotals(Money.ZERO, Money.ZERO, Money.of("3"), Money.of("3"), 1, null);

    assertThat(limits.remainingBudget(ANN, HERE, totals)).contains(Money.of("2"));
    assertThat(limits.remainingBudget(ANN, HERE, spent("9"))).contains(Money.ZERO);
    assertThat(limits(LimitKey.COOL_DOWN, "1s").remainingBudget(ANN, HERE, totals)).isEmpty();
  }

  @Test
  void aLimitThatIsNotSetTakesNothingFromWhatIsLeft() {
    SpendTotals totals =
        new SpendTotals(Money.of("1"), Money.of("9"), Money.of("9"), Money.of("9"), 1, null);
    assertThat(limits(LimitKey.SPEND_PER_DAY_PERSON, "4").remainingBudget(ANN, HERE, totals))
        .contains(Money.of("3"));
  }

  @ParameterizedTest
  @CsvSource({
    "MODELS, 'sora-2, kling-v3', ''",
    "MODELS, 'wan2.7, kling-v3', 'kling-v3, wan2.7'",
    "LONGEST_DURATION, 10s, ''",
    "LONGEST_DURATION, 9s, 9s",
  })
  void whatIsAskedForMayBeLimitedWhateverItCosts(LimitKey key, String value, String allowed) {
    LimitRefusal.Limit limit =
        key == LimitKey.MODELS
            ? LimitRefusal.Limit.MODELS_ALLOWED
            : LimitRefusal.Limit.LONGEST_DURATION;
    assertThat(ask(limits(key, value), "0", spent("0")))
        .isEqualTo(
            allowed.isEmpty()
                ? Optional.empty()
                : Optional.of(new LimitRefusal(limit, allowed, null)));
  }

  @Test
  void aDaysTasksAreCountedAndNoneAtAllNeverFreesUp() {
    LimitRefusal.Limit limit = LimitRefusal.Limit.TASKS_PER_DAY_PERSON;
    LimitKey key = LimitKey.TASKS_PER_DAY_PERSON;
    Instant midnight = Instant.parse("2026-11-21T00:00:00Z");
    assertThat(ask(limits(key, "2"), "1", spent("1"))).isEmpty();
    assertThat(ask(limits(key, "1"), "1", spent("1")))
        .contains(new LimitRefusal(limit, "1", midnight));
    assertThat(ask(limits(key, "0"), "1", SpendTotals.NONE))
        .contains(new LimitRefusal(limit, "0", null));
  }

  @Test
  void theLimitNearestToThePersonIsTold() {
    Limits limits =
        new Limits(
            new LimitOptions(
                Map.of(
                    LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("3")),
                    LimitKey.SPEND_PER_DAY_CHAT, new LimitValue.Amount(Money.of("2")),
                    LimitKey.SPEND_PER_MONTH_TOTAL, new LimitValue.Amount(Money.of("1")))),
            rules,
            ZoneOffset.UTC);
    assertThat(ask(limits, "1", spent("3")).orElseThrow().limit())
        .isEqualTo(LimitRefusal.Limit.SPEND_PER_DAY_PERSON);
    assertThat(ask(limits, "1", spent("2")).orElseThrow().limit())
        .isEqualTo(LimitRefusal.Limit.SPEND_PER_DAY_CHAT);
    assertThat(ask(limits, "1", spent("1")).orElseThrow().limit())
        .isEqualTo(LimitRefusal.Limit.SPEND_PER_MONTH_TOTAL);
  }

  @ParameterizedTest
  @CsvSource({
    "SPEND_PER_DAY_TOTAL, 3.00, 3.00",
    "SPEND_PER_DAY_TOTAL, $3, 3.00",
    "TASKS_PER_DAY_PERSON, 5, 5",
    "COOL_DOWN, 2m, 120s",
    "COOL_DOWN, 1500ms, 1500ms",
    "LONGEST_DURATION, 10 s, 10s",
    "MODELS, 'tiny,sora-2', 'sora-2,tiny'",
    "MODELS, none, none",
  })
  void valuesAreReadAndKept(LimitKey key, String typed, String kept) {
    assertThat(read(key, typed).text()).isEqualTo(kept);
    assertThat(read(key, kept)).isEqualTo(read(key, typed));
  }

  @ParameterizedTest
  @CsvSource({
    "SPEND_PER_DAY_TOTAL, -1",
    "SPEND_PER_DAY_TOTAL, 1e9",
    "SPEND_PER_DAY_TOTAL, soon",
    "TASKS_PER_DAY_PERSON, 1.5",
    "TASKS_PER_DAY_PERSON, -1",
    "COOL_DOWN, 30",
    "COOL_DOWN, 1y",
  })
  void whatIsNoValueIsNotRead(LimitKey key, String typed) {
    assertThat(LimitValue.parse(key.kind(), typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SPEND_PER_DAY_CHAT, 1.00, 2.00",
    "TASKS_PER_DAY_PERSON, 1, 2",
    "LONGEST_DURATION, 5s, 10s",
    "COOL_DOWN, 60s, 30s",
    "MODELS, a, 'a,b'",
    "COOL_DOWN, 1s, none",
    "MODELS, a, none",
  })
  void tighterIsTold(LimitKey key, String tight, String loose) {
    LimitValue less = read(key, tight);
    LimitValue more = read(key, loose);
    assertThat(LimitValue.isAtLeastAsTight(key.kind(), less, more)).isTrue();
    assertThat(LimitValue.isAtLeastAsTight(key.kind(), more, less)).isFalse();
    assertThat(LimitValue.isAtLeastAsTight(key.kind(), less, less)).isTrue();
  }

  @Test
  void everyChangeIsRecorded() {
    set(SERVER, LimitKey.COOL_DOWN, Rule.Tier.OPERATOR, "30s");
    rules.set(
        SERVER,
        LimitKey.COOL_DOWN.path(),
        Rule.Tier.OPERATOR,
        null,
        new Rules.Author("ann", "here"));

    assertThat(store.auditEntries(5))
        .containsExactly(
            new RuleStore.AuditEntry(
                "ann", "here", "server:discord:S limits.cool-down", "30s", "", NOW),
            new RuleStore.AuditEntry(
                "who", "where", "server:discord:S limits.cool-down", "", "30s", NOW));
  }
}
