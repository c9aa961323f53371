package io.github.reelay.conversation.admin;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.ModelControl;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Money;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.PolicyExamples;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminCommandsTest extends AdminConversation {
  /** Role × place × action, as people type it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // line, operator, moderator, anybody else
    "limits show,                                          y, y, n",
    "limits show here,                                     y, y, n",
    "limits show chat:telegram:-200,                       y, n, n",
    "limits show person:telegram:5,                        y, n, n",
    "limits show everywhere,                               y, n, n",
    "limits set cool-down 90s,                             y, y, n",
    "limits set cool-down 90s here,                        y, y, n",
    "limits set cool-down 90s chat:telegram:-200,          y, n, n",
    "limits set cool-down 90s person:telegram:5,           y, n, n",
    "limits set cool-down 90s everywhere,                  y, n, n",
    "limits set spend-per-day.total 1.00,                  y, n, n",
    "allow 5,                                              y, y, n",
    "allow 5 here,                                         y, y, n",
    "allow 5 chat:telegram:-200,                           y, n, n",
    "allow 5 everywhere,                                   y, n, n",
    "allow here,                                           y, n, n",
    "allow -200,                                           y, n, n",
    "ban 5,                                                y, y, n",
    "ban 5 here,                                           y, y, n",
    "ban 5 chat:telegram:-200,                             y, n, n",
    "ban 5 everywhere,                                     y, n, n",
    "ban -200,                                             y, n, n",
    "unban 5,                                              y, y, n",
    "unban 5 here,                                         y, y, n",
    "unban 5 chat:telegram:-200,                           y, n, n",
    "unban 5 everywhere,                                   y, n, n",
    "pause,                                                y, y, n",
    "pause here,                                           y, y, n",
    "pause chat:telegram:-200,                             y, n, n",
    "pause everywhere,                                     y, n, n",
    "resume,                                               y, y, n",
    "resume here,                                          y, y, n",
    "resume chat:telegram:-200,                            y, n, n",
    "resume everywhere,                                    y, n, n",
    "spend,                                                y, y, n",
    "spend 7 person,                                       y, y, n",
    "tasks,                                                y, y, n",
    "tasks 2,                                              y, y, n",
    "tasks 0M3K9X2C4D5E6,                                  y, y, n",
    "providers,                                            y, n, n",
    "providers disable sandbox,                            y, n, n",
    "providers enable sandbox,                             y, n, n",
    "models,                                               y, n, n",
    "models sandbox,                                       y, n, n",
    "models disable sandbox kling-v3,                      y, n, n",
    "models enable sandbox kling-v3,                       y, n, n",
    "operators,                                            y, n, n",
    "operators add 5,                                      y, n, n",
    "operators remove 5,                                   y, n, n",
    "'',                                                   y, y, n",
  })
  void everyCellOfTheTableIsRight(String line, String operators, String moderators, String others) {
    assertCell(member, line, others);
    assertCell(moderator, line, moderators);
    assertCell(operator, line, operators);
  }

  private void assertCell(Sender sender, String line, String allowed) {
    List<RuleStore.AuditEntry> before = fixture.ruleStore.auditEntries(100);
    String answer = words(conversation.admin(sender, line));
    if (allowed.equals("y")) {
      assertThat(answer).isNotEqualTo(REFUSED);
    } else {
      assertThat(answer).isEqualTo(REFUSED).doesNotContain("\n");
      assertThat(fixture.ruleStore.auditEntries(100)).isEqualTo(before);
      assertThat(fixture.providers.enabled).isTrue();
    }
  }

  @Test
  void aModeratorIsOnlyEverStricter() {
    fixture.limits =
        PolicyExamples.limit(LimitKey.SPEND_PER_DAY_CHAT, new LimitValue.Amount(Money.of("5.00")));
    ConversationCalls strict = fixture.conversation();

    assertThat(words(strict.admin(moderator, "limits set spend-per-day.chat 6.00")))
        .isEqualTo("Here you can only be stricter than the operator, who allows $5.00.");
    assertThat(words(strict.admin(moderator, "limits set spend-per-day.chat none")))
        .contains("only be stricter");
    assertThat(words(strict.admin(moderator, "limits set spend-per-day.chat 1.50")))
        .isEqualTo("Limit spend-per-day.chat here: $1.50 (before: $5.00).");
    assertThat(words(strict.admin(moderator, "limits show")))
        .contains("spend-per-day.chat: $1.50 (the operator allows $5.00)");
    started(strict.generate(member, RequestInput.ofText("e1", "a fox", null)));
    assertThat(words(strict.generate(member, RequestInput.ofText("e2", "a fox", null))))
        .contains("This chat may spend $1.50 a day");
    assertThat(words(strict.admin(moderator, "limits set spend-per-day.chat default")))
        .contains("$5.00 (before: $1.50)");
  }

  @Test
  void mistakesSayWhatWouldDo() {
    assertThat(words(conversation.admin(operator, "limits set speed 9")))
        .contains("There is no limit “speed”")
        .contains("cool-down");
    assertThat(words(conversation.admin(operator, "limits set cool-down soon")))
        .contains("“soon” is no value for cool-down. Write it like 30s");
    assertThat(words(conversation.admin(operator, "limits set running.chat 2 person:telegram:5")))
        .contains("cannot be set for that");
    assertThat(words(conversation.admin(operator, "ban somebody"))).contains("“somebody”");
    assertThat(words(conversation.admin(operator, "providers disable nope")))
        .contains("There is no provider “nope”. There are: sandbox");
    assertThat(words(conversation.admin(sender(ANN, Locale.SIMPLIFIED_CHINESE, false), "pause")))
        .isEqualTo("只有机器人的管理员，以及各自管理范围内的版主，才能这样做。");
  }

  @Test
  void aPauseStopsNewVideosUntilItIsResumed() {
    assertThat(words(conversation.admin(moderator, "pause")))
        .isEqualTo("New videos are paused here. Running ones still arrive.");
    assertThat(words(conversation.generate(member, RequestInput.ofText("e1", "a fox", null))))
        .contains("paused in this place");
    assertThat(words(conversation.admin(moderator, "resume"))).contains("taken again here");
    started(conversation.generate(member, RequestInput.ofText("e2", "a fox", null)));

    conversation.admin(operator, "pause");
    assertThat(words(conversation.admin(moderator, "resume"))).contains("stay paused");
    conversation.admin(operator, "pause everywhere");
    conversation.admin(operator, "resume");
    assertThat(words(conversation.generate(member, RequestInput.ofText("e3", "a fox", null))))
        .contains("the operator has paused all new videos");
  }

  @Test
  void bansAndAllowancesHold() {
    conversation.admin(moderator, "ban 1");
    assertThat(words(conversation.generate(member, RequestInput.ofText("e1", "a fox", null))))
        .isEqualTo("You cannot ask for videos here.");
    assertThat(words(conversation.admin(operator, "unban 1 here"))).contains("on no list any more");
    started(conversation.generate(member, RequestInput.ofText("e2", "a fox", null)));
    assertThat(words(conversation.admin(operator, "ban <@1>"))).startsWith("person:telegram:1");
    assertThat(words(conversation.generate(member, RequestInput.ofText("e3", "a fox", null))))
        .isEqualTo("You cannot ask for videos here.");
  }

  @Test
  void spendingOfAModeratorsPlaceLeavesOtherPlacesOut() {
    started(conversation.generate(member, RequestInput.ofText("e1", "a fox", null)));

    assertThat(words(conversation.admin(moderator, "spend 7 provider")))
        .contains("Spent (reserved and settled) here")
        .contains("By provider, last 7 days:");
    assertThat(fixture.store.scopesAsked)
        .isNotEmpty()
        .allMatch(scope -> scope.encode().equals("chat:telegram:-100"));
    assertThat(words(conversation.admin(operator, "spend")))
        .contains("everywhere\ntoday: $1.00")
        .contains("sora-2: $1.00 for one task");
  }

  @Test
  void providersAreShownAndSwitched() {
    assertThat(words(conversation.admin(operator, "providers")))
        .contains("sandbox: ✅ works · balance $12.00 · cannot make now sora-1");
    assertThat(words(conversation.admin(operator, "providers disable sandbox")))
        .contains("sandbox: ⏸ disabled");
    assertThat(fixture.ruleStore.all().getFirst().value()).isEqualTo("off");
    conversation.admin(operator, "providers enable sandbox");
    assertThat(fixture.providers.enabled).isTrue();
    assertThat(fixture.ruleStore.auditEntries(2))
        .extracting(RuleStore.AuditEntry::after)
        .containsExactly("on", "off");
  }

  @Test
  void modelsAreShownWithWhatTheRelaySaysOtherwise() {
    assertThat(words(conversation.admin(operator, "models")))
        .isEqualTo(
            """
            Models:
            sandbox: 2 offered, 1 not
              the relay does not have: kling-v3
              the relay charges otherwise for: wan2.7
              never tried: kling-v3
              at the relay, but without a row: kling-v9\
            """);
    assertThat(words(conversation.admin(operator, "models sandbox")))
        .isEqualTo(
            """
            sandbox (page 1 of 1):
            ✅ kling-v3 · the relay does not have it · never tried
            ✅ wan2.7 · the relay charges 720p 0.12 ≠ 0.10 · proven 2026-11-28
            ⏸ sora-2 · switched off by its maker\
            """);
    assertThat(
            words(
                conversation.admin(
                    sender(OPERATOR, Locale.SIMPLIFIED_CHINESE, false), "models sandbox")))
        .contains("⏸ sora-2 · 厂商已停用");
  }

  @Test
  void aModelIsSwitchedAndTheSwitchIsKept() {
    assertThat(words(conversation.admin(operator, "models disable sandbox kling-v3")))
        .startsWith("⏸ kling-v3");
    assertThat(fixture.ruleStore.all())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.name()).isEqualTo("model/sandbox/kling-v3");
          assertThat(rule.value()).isEqualTo("off");
        });
    conversation.admin(operator, "models enable sandbox kling-v3");
    assertThat(fixture.ruleStore.auditEntries(2))
        .extracting(RuleStore.AuditEntry::after)
        .containsExactly("on", "off");
  }

  @Test
  void aModelThatCannotBeSwitchedLeavesNoRule() {
    assertThat(words(conversation.admin(operator, "models enable sandbox unpriced")))
        .contains("“unpriced” has no price");
    assertThat(words(conversation.admin(operator, "models disable nobody kling-v3")))
        .contains("There is no model or provider “kling-v3”. Providers: sandbox");
    assertThat(words(conversation.admin(operator, "models nowhere"))).contains("“nowhere”");
    assertThat(fixture.ruleStore.all()).isEmpty();
  }

  @Test
  void manyModelsAreShownPageByPage() {
    for (int i = 0; i < 25; i++) {
      fixture.providers.statuses.add(
          new ModelControl.ModelStatus("model-" + i, true, false, false, null, false, null));
    }
    assertThat(words(conversation.admin(operator, "models sandbox 3")).lines())
        .containsExactly(
            "sandbox (page 3 of 3):", "✅ model-21", "✅ model-22", "✅ model-23", "✅ model-24");
    assertThat(words(conversation.admin(operator, "models sandbox 99"))).contains("page 3 of 3");
  }

  @Test
  void peopleAndPlacesAreCalledByTheirNames() {
    fixture.contacts.names.put(Scope.person(ANN), "Ann <b>Lee");
    fixture.contacts.names.put(Scope.server("discord", "77"), "Makers");
    assertThat(words(conversation.admin(operator, "ban 1 server:discord:77")))
        .isEqualTo("Ann <b>Lee may no longer ask for videos in Makers.");
    assertThat(words(conversation.admin(operator, "limits show person:telegram:1")))
        .startsWith("Limits for Ann <b>Lee:");
    assertThat(words(conversation.admin(operator, "ban 5"))).startsWith("person:telegram:5 may");
    started(conversation.generate(member, RequestInput.ofText("e1", "a fox", null)));
    assertThat(words(conversation.admin(operator, "spend person")))
        .contains("Ann <b>Lee: $1.00 for one task");
    conversation.admin(operator, "operators add 1");
    assertThat(words(conversation.admin(operator, "operators")))
        .isEqualTo("Operators:\nAnn <b>Lee · telegram:1\nperson:telegram:9 · telegram:9");
  }

  @Test
  void namesOfProvidersAreTheOperatorsAlone() {
    assertThat(conversation.conversation().providers(operator.person())).containsExactly("sandbox");
    assertThat(conversation.conversation().providers(moderator.person())).isEmpty();
  }
}
