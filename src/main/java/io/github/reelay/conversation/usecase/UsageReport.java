package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.SpendDetails;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** {@code /usage}: a person's own tasks and spending, what is left, when it renews. */
record UsageReport(SpendReports spendReports, Limits limits, UserTexts texts, InstantSource clock) {
  Answer show(Sender sender) {
    Locale language = texts.language(sender);
    BudgetWindows windows = limits.windows(clock.instant());
    SpendTotals totals = spendReports.totals(sender.person(), sender.destination().chat(), windows);
    SpendReports.ReportLine spent =
        SpendReports.ReportLine.sum(
            spendReports.report(
                windows.dayStart(),
                windows.dayEnd(),
                SpendReports.GroupBy.PERSON,
                Scope.person(sender.person())));
    RichText.Builder text =
        RichText.builder()
            .append(
                texts.text(
                    language,
                    "usage.today",
                    totals.personTasksToday(),
                    texts.formats().sum(language, totals.personToday(), spent.pretend())))
            .append(SpendDetails.of(texts, sender, spent));
    if (limits.value(LimitKey.TASKS_PER_DAY_PERSON, sender.person(), sender.destination())
        instanceof LimitValue.Count(int most)) {
      text.newLine()
          .append(
              texts.text(
                  language,
                  "usage.tasks-left",
                  Math.max(0, most - totals.personTasksToday()),
                  most));
    }
    Optional<Money> left = limits.remainingBudget(sender.person(), sender.destination(), totals);
    text.newLine()
        .append(
            left.map(
                    max -> texts.text(language, "usage.left", texts.formats().limit(language, max)))
                .orElseGet(() -> texts.text(language, "usage.no-limit")));
    if (left.isPresent() && spent.isPartlyPretend()) {
      text.newLine().append(texts.text(language, "usage.pretend-counts"));
    }
    return UserTexts.reply(
        text.newLine()
            .append(
                texts.text(
                    language,
                    "usage.renews",
                    texts.formats().timestamp(language, windows.dayEnd())))
            .build());
  }
}
