package io.github.reelay.conversation.text;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.task.Money;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the way says so in the person's language, and when it frees up. */
class RefusalTextsTest {
  private final ConversationFixture fixture = new ConversationFixture();
  private int events;

  private Answer ask(ConversationCalls conversation, Sender sender) {
    return conversation.generate(sender, RequestInput.ofText("e" + events++, "a red fox", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPEND_PER_DAY_PERSON  | 1.50 | You may spend $1.50 a day | 你每天可花费 $1.50 | Nov 21, 2026",
        "SPEND_PER_DAY_CHAT    | 1.50 | This chat may spend $1.50 a day | 本聊天每天可花费 $1.50 | Nov 21,"
            + " 2026",
        "SPEND_PER_DAY_TOTAL   | 1.50 | This bot may spend $1.50 a day | 机器人每天总共可花费 $1.50 | Nov 21,"
            + " 2026",
        "SPEND_PER_MONTH_TOTAL | 1.50 | This bot may spend $1.50 a month | 机器人每月总共可花费 $1.50 | Dec"
            + " 1, 2026",
        "TASKS_PER_DAY_PERSON  | 1    | Your limit of videos a day is 1 | 你每天可请求的视频限额为 1 个 | Nov 21,"
            + " 2026",
        "COOL_DOWN             | 90s  | Please leave 1 min 30 s between | 两次请求之间请间隔 1 分 30 秒 |"
            + " 6:01",
      })
  void aLimitNamesItselfAndWhenItFrees(
      LimitKey key, String value, String english, String chinese, String frees) {
    fixture.limits = PolicyExamples.limit(key, LimitValue.parse(key.kind(), value).orElseThrow());
    ConversationCalls conversation = fixture.conversation();
    started(ask(conversation, sender(ANN)));

    assertThat(words(ask(conversation, sender(ANN)))).contains(english).contains(frees);
    assertThat(words(ask(conversation, sender(ANN, Locale.SIMPLIFIED_CHINESE, false))))
        .contains(chinese)
        .contains("之后可以再试");
    assertThat(fixture.store.ofPerson(ANN, 10)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LONGEST_DURATION     | 8s   | Videos here may be at most 8 s long",
        "MODELS               | tiny | Here only these models are allowed: tiny",
        "SPEND_PER_DAY_PERSON | 0.50 | You may spend $0.50 a day",
        "TASKS_PER_DAY_PERSON | 0    | Your limit of videos a day is 0",
      })
  void whatNeverFreesUpSaysSo(LimitKey key, String value, String words) {
    fixture.limits = PolicyExamples.limit(key, LimitValue.parse(key.kind(), value).orElseThrow());

    assertThat(words(ask(fixture.conversation(), sender(ANN))))
        .contains(words)
        .endsWith("Only the operator can change that.");
  }

  @Test
  void anUnknownChatGetsOnePoliteLineWithItsIdWhereNoOperatorCanBeAsked() {
    fixture.contacts.operators = false;
    fixture.access =
        new AccessOptions(
            AccessOptions.UnknownPolicy.AUTO,
            new AccessOptions.Subjects(Set.of(), Set.of("telegram:-777"), Set.of(), Set.of()),
            PolicyExamples.NOBODY,
            Set.of(OPERATOR.toString()));
    ConversationCalls conversation = fixture.conversation();

    assertThat(words(ask(conversation, sender(ANN))))
        .isEqualTo(
            "Thank you for asking, but I do not make videos in this chat. Its operator can allow"
                + " it: telegram:-100")
        .doesNotContain("\n");
    assertThat(words(ask(conversation, sender(ANN, Locale.SIMPLIFIED_CHINESE, false))))
        .contains("管理员可以开通：telegram:-100");
    started(ask(conversation, sender(OPERATOR)));
  }

  @Test
  void aBannedPersonIsToldSo() {
    fixture.access =
        new AccessOptions(
            AccessOptions.UnknownPolicy.OPEN,
            PolicyExamples.NOBODY,
            new AccessOptions.Subjects(Set.of(), Set.of(), Set.of(ANN.toString()), Set.of()),
            Set.of());
    ConversationCalls conversation = fixture.conversation();

    assertThat(words(ask(conversation, sender(ANN)))).isEqualTo("You cannot ask for videos here.");
    assertThat(words(ask(conversation, sender(ANN, Locale.SIMPLIFIED_CHINESE, false))))
        .isEqualTo("你不能在这里请求视频。");
    started(ask(conversation, sender(BOB)));
  }

  @Test
  void theOperatorsWordsRefuseBeforeAnythingIsSpent() {
    fixture.content =
        new ContentOptions(
            List.of("FOX", "狐狸"),
            List.of(Pattern.compile("o+ps")),
            0,
            Duration.ofHours(1),
            Duration.ofHours(1));
    ConversationCalls conversation = fixture.conversation();

    assertThat(words(ask(conversation, sender(ANN)))).contains("does not make videos of that");
    assertThat(words(conversation.generate(sender(ANN), RequestInput.ofText("x", "一只红狐狸", null))))
        .contains("does not make videos of that");
    assertThat(words(conversation.generate(sender(ANN), RequestInput.ofText("y", "OOOPS", null))))
        .contains("Nothing was charged");
    started(conversation.generate(sender(ANN), RequestInput.ofText("z", "a foxglove", null)));
  }

  @Test
  void manyRejectionsPauseAPersonForAWhile() {
    fixture.content =
        new ContentOptions(List.of(), List.of(), 2, Duration.ofHours(1), Duration.ofHours(3));
    ConversationCalls conversation = fixture.conversation();
    fixture.rejected(started(ask(conversation, sender(ANN))));
    fixture.rejected(started(ask(conversation, sender(ANN))));

    assertThat(words(ask(conversation, sender(ANN)))).contains("take a break").contains("9:00");
    started(ask(conversation, sender(BOB)));
    fixture.clock.advance(Duration.ofHours(3));
    started(ask(conversation, sender(ANN)));
  }

  @Test
  void theOperatorIsToldWhenTheBudgetNearsItsEnd() {
    fixture.limits =
        PolicyExamples.limit(LimitKey.SPEND_PER_DAY_TOTAL, new LimitValue.Amount(Money.of("5.00")));
    ConversationCalls conversation = fixture.conversation();
    for (int i = 0; i < 3; i++) {
      started(ask(conversation, sender(ANN)));
    }
    assertThat(fixture.alerts).isEmpty();
    started(ask(conversation, sender(ANN)));
    assertThat(fixture.alerts).extracting(Alert::kind).containsExactly(Alert.Kind.BUDGET_80);
    started(ask(conversation, sender(ANN)));
    assertThat(fixture.alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.BUDGET_80, Alert.Kind.BUDGET_100);
    ask(conversation, sender(BOB));
    assertThat(fixture.alerts).hasSize(3);
    assertThat(fixture.alerts.getLast().subject()).isEqualTo("limits.spend-per-day.total");
    fixture.contacts.language = Locale.SIMPLIFIED_CHINESE;
    ask(conversation, sender(BOB));
    assertThat(fixture.alerts)
        .extracting(Alert::detail)
        .containsExactly(
            "$4.00 of $5.00",
            "$5.00 of $5.00",
            "a request no longer fits into $5.00",
            "$5.00 中剩余的不够一个请求");
  }
}
