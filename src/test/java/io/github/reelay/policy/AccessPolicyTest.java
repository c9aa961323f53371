package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.policy.AccessOptions.Subjects;
import io.github.reelay.policy.AccessOptions.UnknownPolicy;
import io.github.reelay.policy.AccessPolicy.Setting;
import io.github.reelay.policy.AccessPolicy.Verdict;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.InMemoryRuleStore;
import io.github.reelay.testing.PolicyExamples;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
  private static final PersonRef ANN = new PersonRef("discord", "1");
  private static final PersonRef OPERATOR = new PersonRef("discord", "9");
  private static final Scope SERVER = Scope.server("discord", "S");

  private final Rules rules = new Rules(new InMemoryRuleStore(), () -> Instant.EPOCH);

  private AccessPolicy access(UnknownPolicy unknown, Subjects allow, Subjects ban) {
    return new AccessPolicy(
        new AccessOptions(unknown, allow, ban, Set.of(OPERATOR.toString())), rules);
  }

  private static Caller caller(PersonRef person, String server, String channel, String... roles) {
    return new Caller(
        person,
        new Destination(new ChatRef("discord", channel), server, null, null, null),
        Set.of(roles));
  }

  private void set(Scope place, Scope scope, Rule.Tier tier, Setting word) {
    rules.set(
        place, AccessPolicy.ruleName(scope), tier, word.name(), new Rules.Author("who", "where"));
  }

  @ParameterizedTest
  @CsvSource({
    // what is listed under allow, the unknown setting, the verdict for Ann (role R) in S/C
    "'',        AUTO,   GRANTED",
    "'',        OPEN,   GRANTED",
    "'',        CLOSED, UNKNOWN",
    "server S,  AUTO,   GRANTED",
    "server X,  AUTO,   UNKNOWN",
    "server X,  OPEN,   GRANTED",
    "chat C,    AUTO,   GRANTED",
    "chat X,    AUTO,   UNKNOWN",
    "person 1,  CLOSED, GRANTED",
    "person 2,  CLOSED, UNKNOWN",
    "role R,    CLOSED, GRANTED",
    "role X,    CLOSED, UNKNOWN",
  })
  void oneMatchOnTheAllowListIsEnough(String listed, UnknownPolicy unknown, Verdict verdict) {
    AccessPolicy access = access(unknown, lists(listed), PolicyExamples.NOBODY);

    assertThat(access.check(caller(ANN, "S", "C", "R"))).isEqualTo(verdict);
    assertThat(access.check(caller(OPERATOR, "S", "C"))).isEqualTo(Verdict.GRANTED);
  }

  @ParameterizedTest
  @CsvSource({"server S", "chat C", "person 1", "role R"})
  void aBanGoesBeforeEveryAllowance(String banned) {
    AccessPolicy access = access(UnknownPolicy.OPEN, lists("person 1"), lists(banned));

    assertThat(access.check(caller(ANN, "S", "C", "R"))).isEqualTo(Verdict.BANNED);
    assertThat(access.check(caller(OPERATOR, "S", "C", "R"))).isEqualTo(Verdict.GRANTED);
  }

  private static Subjects lists(String entry) {
    if (entry.isEmpty()) {
      return PolicyExamples.NOBODY;
    }
    String[] words = entry.split(" ");
    Set<String> ids = Set.of("discord:" + words[1]);
    return new Subjects(
        words[0].equals("server") ? ids : Set.of(),
        words[0].equals("chat") ? ids : Set.of(),
        words[0].equals("person") ? ids : Set.of(),
        words[0].equals("role") ? ids : Set.of());
  }

  @Test
  void theOperatorsRunTimeWordGoesBeforeTheConfiguration() {
    AccessPolicy access = access(UnknownPolicy.CLOSED, PolicyExamples.NOBODY, lists("person 1"));
    set(Scope.EVERYWHERE, Scope.person(ANN), Rule.Tier.OPERATOR, Setting.NEITHER);
    assertThat(access.check(caller(ANN, "S", "C"))).isEqualTo(Verdict.UNKNOWN);

    set(Scope.EVERYWHERE, SERVER, Rule.Tier.OPERATOR, Setting.ALLOW);
    assertThat(access.check(caller(ANN, "S", "C"))).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void aModeratorsBanHoldsInTheirServerOnly() {
    AccessPolicy access = access(UnknownPolicy.OPEN, PolicyExamples.NOBODY, PolicyExamples.NOBODY);
    set(SERVER, Scope.person(ANN), Rule.Tier.MODERATOR, Setting.BAN);

    assertThat(access.check(caller(ANN, "S", "other"))).isEqualTo(Verdict.BANNED);
    assertThat(access.check(caller(ANN, "T", "C"))).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void aModeratorCannotLetInWhomTheOperatorBanned() {
    AccessPolicy access = access(UnknownPolicy.OPEN, PolicyExamples.NOBODY, PolicyExamples.NOBODY);
    set(SERVER, Scope.person(ANN), Rule.Tier.OPERATOR, Setting.BAN);
    set(SERVER, Scope.person(ANN), Rule.Tier.MODERATOR, Setting.ALLOW);

    assertThat(access.check(caller(ANN, "S", "C"))).isEqualTo(Verdict.BANNED);
  }

  @Test
  void aModeratorsAllowanceDoesNotOpenAnUnknownPlace() {
    AccessPolicy access =
        access(UnknownPolicy.CLOSED, PolicyExamples.NOBODY, PolicyExamples.NOBODY);
    set(SERVER, Scope.person(ANN), Rule.Tier.MODERATOR, Setting.ALLOW);

    assertThat(access.check(caller(ANN, "S", "C"))).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whereAModeratorListsPeopleOnlyThoseMay() {
    AccessPolicy access = access(UnknownPolicy.OPEN, PolicyExamples.NOBODY, PolicyExamples.NOBODY);
    set(SERVER, Scope.role("discord", "R"), Rule.Tier.MODERATOR, Setting.ALLOW);

    assertThat(access.check(caller(ANN, "S", "C", "R"))).isEqualTo(Verdict.GRANTED);
    assertThat(access.check(caller(ANN, "S", "C"))).isEqualTo(Verdict.UNKNOWN);
    assertThat(access.check(caller(ANN, "T", "C"))).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void aPauseHoldsForEverybody() {
    AccessPolicy access = access(UnknownPolicy.OPEN, PolicyExamples.NOBODY, PolicyExamples.NOBODY);
    rules.set(
        SERVER,
        AccessPolicy.PAUSE_RULE,
        Rule.Tier.MODERATOR,
        "on",
        new Rules.Author("who", "where"));
    assertThat(access.check(caller(OPERATOR, "S", "C"))).isEqualTo(Verdict.PAUSED_HERE);
    assertThat(access.check(caller(OPERATOR, "T", "C"))).isEqualTo(Verdict.GRANTED);

    rules.set(
        Scope.EVERYWHERE,
        AccessPolicy.PAUSE_RULE,
        Rule.Tier.OPERATOR,
        "on",
        new Rules.Author("who", "where"));
    assertThat(access.check(caller(ANN, "T", "C"))).isEqualTo(Verdict.PAUSED_EVERYWHERE);
  }

  @Test
  void theWebChatHasItsPasswordInstead() {
    AccessPolicy access = access(UnknownPolicy.CLOSED, lists("server S"), PolicyExamples.NOBODY);
    Caller web =
        new Caller(new PersonRef("web", "w"), Destination.of(new ChatRef("web", "w")), Set.of());

    assertThat(access.check(web)).isEqualTo(Verdict.GRANTED);
  }

  @Test
  void whetherStrangersMayAskIsKnown() {
    Subjects listed = new Subjects(Set.of("discord:S"), Set.of(), Set.of(), Set.of());
    Subjects nobody = PolicyExamples.NOBODY;
    assertThat(access(UnknownPolicy.OPEN, listed, nobody).isOpenToAll()).isTrue();
    assertThat(access(UnknownPolicy.CLOSED, nobody, nobody).isOpenToAll()).isFalse();
    assertThat(access(UnknownPolicy.AUTO, nobody, nobody).isOpenToAll()).isTrue();
    assertThat(access(UnknownPolicy.AUTO, listed, nobody).isOpenToAll()).isFalse();
    assertThat(new AccessOptions(UnknownPolicy.OPEN, listed, nobody, Set.of()).isOpenToAll())
        .isTrue();
    assertThat(new AccessOptions(UnknownPolicy.CLOSED, nobody, nobody, Set.of()).isOpenToAll())
        .isFalse();
    assertThat(new AccessOptions(UnknownPolicy.AUTO, nobody, nobody, Set.of()).isOpenToAll())
        .isTrue();
    assertThat(new AccessOptions(UnknownPolicy.AUTO, listed, nobody, Set.of()).isOpenToAll())
        .isFalse();
  }

  @Test
  void whoOperatesIsConfiguredOrMadeOneEverywhere() {
    AccessPolicy access = access(UnknownPolicy.OPEN, PolicyExamples.NOBODY, PolicyExamples.NOBODY);
    String rule = AccessPolicy.operatorRuleName(ANN);
    rules.set(SERVER, rule, Rule.Tier.OPERATOR, "Ann", new Rules.Author("who", "where"));
    assertThat(access.operators()).containsExactly(Map.entry("discord:9", ""));
    assertThat(access.isOperator(ANN)).as("in one server alone").isFalse();

    rules.set(Scope.EVERYWHERE, rule, Rule.Tier.OPERATOR, "Ann", new Rules.Author("who", "where"));
    assertThat(access.operators())
        .containsExactly(Map.entry("discord:1", "Ann"), Map.entry("discord:9", ""));
    assertThat(access.isOperator(ANN)).isTrue();
    assertThat(access.isConfiguredOperator(ANN)).isFalse();
    assertThat(access.isOperator(new PersonRef("telegram", "1"))).isFalse();
  }
}
