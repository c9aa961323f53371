package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code /admin spend [today|7|30] [person|model|provider]}. */
record AdminSpend(
    SpendReports spendReports,
    Limits limits,
    AdminAuthority authority,
    UserTexts texts,
    InstantSource clock) {
  private static final int LINES = 15;

  Answer show(Sender sender, List<String> words) {
    boolean operator = authority.role(sender) == AdminRole.OPERATOR;
    Scope place = operator ? Scope.EVERYWHERE : AdminAuthority.here(sender);
    if (!authority.may(sender, AdminAction.SPEND, place)) {
      return authority.refuse(sender);
    }
    int days = words.contains("30") ? 30 : words.contains("7") ? 7 : 1;
    SpendReports.By by =
        words.contains("person")
            ? SpendReports.By.PERSON
            : words.contains("provider") ? SpendReports.By.PROVIDER : SpendReports.By.MODEL;
    BudgetWindows windows = limits.windows(clock.instant());
    RichText.Builder text =
        RichText.build().add(texts.text(sender, "admin.spend.title")).words(" ");
    text.add(authority.named(sender, place));
    for (int window : List.of(1, 7, 30)) {
      List<SpendReports.Line> lines = report(windows, window, by, place);
      text.line()
          .add(texts.text(sender, "admin.spend.days", window))
          .words(": ")
          .bold(
              texts
                  .formats()
                  .money(
                      lines.stream()
                          .map(SpendReports.Line::spent)
                          .reduce(Money.ZERO, Money::plus)));
    }
    text.line()
        .line()
        .add(
            texts.text(
                sender,
                "admin.spend.by." + by.name().toLowerCase(Locale.ROOT),
                texts.text(sender, "admin.spend.days", days)));
    report(windows, days, by, place).stream()
        .limit(LINES)
        .forEach(line ->
            text.line()
                .code(line.key())
                .words(": ")
                .add(
                    texts.text(
                        sender,
                        "admin.spend.line",
                        texts.formats().money(line.spent()),
                        line.tasks())));
    return UserTexts.tell(text.text());
  }

  private List<SpendReports.Line> report(
      BudgetWindows windows, int days, SpendReports.By by, Scope place) {
    Instant from = windows.dayStart().minus(days - 1, ChronoUnit.DAYS);
    return spendReports.report(from, windows.dayEnd(), by, place);
  }
}
