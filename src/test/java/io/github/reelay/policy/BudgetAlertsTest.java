package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.InMemoryRuleStore;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.Alert;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Warnings of the whole bot's budgets, by a task of a dollar and a budget of ten. */
class BudgetAlertsTest {
  private static final Instant NOW = TaskStateExamples.NOW;
  private static final Task TASK = TaskStateExamples.accepted();

  private final List<Alert> raised = new ArrayList<>();

  private BudgetAlerts alerts(LimitKey key, SpendReports reports) {
    Limits limits =
        new Limits(
            PolicyExamples.limit(key, new LimitValue.Amount(Money.of("10.00"))),
            new Rules(new InMemoryRuleStore(), () -> NOW),
            ZoneOffset.UTC);
    return new BudgetAlerts(limits, reports, raised::add, new Words());
  }

  @ParameterizedTest
  @CsvSource({
    // spent with the task of a dollar, the alert
    "7.99,  ''",
    "8.00,  BUDGET_80",
    "8.99,  BUDGET_80",
    "9.00,  ''",
    "9.99,  ''",
    "10.00, BUDGET_100",
    "10.99, BUDGET_100",
    "11.00, ''",
  })
  void aBudgetIsWarnedOfOnceWhenItIsNearlyAndOnceWhenItIsAllSpent(String spent, String kind) {
    alerts(LimitKey.SPEND_PER_DAY_TOTAL, new Totals(Money.of(spent), Money.ZERO))
        .taskAccepted(TASK, NOW);
    assertThat(raised)
        .isEqualTo(
            kind.isEmpty()
                ? List.of()
                : List.of(
                    new Alert(
                        Alert.Kind.valueOf(kind),
                        "limits.spend-per-day.total",
                        spent + " of 10.00")));
  }

  @Test
  void theMonthsBudgetGoesByWhatTheMonthSpent() {
    alerts(LimitKey.SPEND_PER_MONTH_TOTAL, new Totals(Money.ZERO, Money.of("8.50")))
        .taskAccepted(TASK, NOW);
    assertThat(raised)
        .containsExactly(
            new Alert(Alert.Kind.BUDGET_80, "limits.spend-per-month.total", "8.50 of 10.00"));
  }

  @Test
  void withoutABudgetNobodyIsWarned() {
    alerts(LimitKey.SPEND_PER_DAY_CHAT, new Totals(Money.of("8"), Money.of("8")))
        .taskAccepted(TASK, NOW);
    assertThat(raised).isEmpty();
  }

  @Test
  void anAcceptanceDoesNotFailBecauseTheSumsCannotBeRead() {
    assertThatCode(() ->
            alerts(LimitKey.SPEND_PER_DAY_TOTAL, new Totals(null, Money.ZERO))
                .taskAccepted(TASK, NOW))
        .doesNotThrowAnyException();
    assertThat(raised).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LimitRefusal.Limit.class)
  void aRefusalIsTheOperatorsMatterWhereItIsForTheWholeBot(LimitRefusal.Limit limit) {
    boolean isWholeBots =
        limit == LimitRefusal.Limit.SPEND_PER_DAY_TOTAL
            || limit == LimitRefusal.Limit.SPEND_PER_MONTH_TOTAL;
    alerts(LimitKey.SPEND_PER_DAY_TOTAL, new Totals(Money.ZERO, Money.ZERO))
        .requestRefused(new LimitRefusal(limit, "10.00", null));
    assertThat(raised)
        .isEqualTo(
            isWholeBots
                ? List.of(
                    new Alert(Alert.Kind.BUDGET_100, limit.configKey(), "no room below 10.00"))
                : List.of());
  }

  /** Null for a ledger that cannot be read. */
  private record Totals(@Nullable Money today, Money thisMonth) implements SpendReports {
    @Override
    public SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows) {
      assertThat(person).isEqualTo(TASK.requester().person());
      if (today == null) {
        throw new IllegalStateException("the database is away");
      }
      return new SpendTotals(Money.ZERO, Money.ZERO, today, thisMonth, 1, NOW);
    }

    @Override
    public List<ReportLine> report(Instant from, Instant to, GroupBy by, Scope scope) {
      return List.of();
    }
  }

  private static final class Words implements BudgetAlerts.Texts {
    @Override
    public String spent(Money spent, Money budget) {
      return spent + " of " + budget;
    }

    @Override
    public String noRoom(Money budget) {
      return "no room below " + budget;
    }
  }
}
