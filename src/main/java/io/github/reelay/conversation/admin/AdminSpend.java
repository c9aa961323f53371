package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.SpendDetails;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.BudgetWindows;
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
  private static final int MAX_LINES = 15;

  Answer show(Sender sender, List<String> words) {
    boolean operator = authority.role(sender) == AdminRole.OPERATOR;
    Scope place = operator ? Scope.EVERYWHERE : AdminAuthority.currentPlace(sender);
    if (!authority.isAllowed(sender, AdminAction.SPEND, place)) {
      return authority.refuse(sender);
    }
    int days = words.contains("30") ? 30 : words.contains("7") ? 7 : 1;
    SpendReports.GroupBy by =
        words.contains("person")
            ? SpendReports.GroupBy.PERSON
            : words.contains("provider")
                ? SpendReports.GroupBy.PROVIDER
                : SpendReports.GroupBy.MODEL;
    Locale language = texts.language(sender);
    BudgetWindows windows = limits.windows(clock.instant());
    RichText.Builder text =
        RichText.builder()
            .append(texts.text(sender, "admin.spend.title"))
            .plain(texts.plainText(language, "sentence.gap"));
    text.append(authority.describe(sender, place));
    for (int window : List.of(1, 7, 30)) {
      SpendReports.ReportLine sum = SpendReports.ReportLine.sum(report(windows, window, by, place));
      text.newLine()
          .append(texts.text(sender, "admin.spend.days", window))
          .plain(texts.plainText(sender, "sentence.colon"))
          .bold(texts.formats().sum(language, sum.spent(), sum.pretend()))
          .append(SpendDetails.of(texts, sender, sum));
    }
    text.newLine()
        .newLine()
        .append(
            texts.text(
                sender,
                "admin.spend.by." + by.name().toLowerCase(Locale.ROOT),
                texts.text(sender, "admin.spend.days", days)));
    report(windows, days, by, place).stream()
        .limit(MAX_LINES)
        .forEach(line ->
            text.newLine()
                .append(name(by, line.key()))
                .plain(texts.plainText(sender, "sentence.colon"))
                .append(
                    texts.text(
                        sender,
                        "admin.spend.line",
                        texts.formats().sum(language, line.spent(), line.pretend()),
                        line.tasks()))
                .append(SpendDetails.of(texts, sender, line)));
    return UserTexts.reply(text.build());
  }

  private RichText name(SpendReports.GroupBy by, String key) {
    return by == SpendReports.GroupBy.PERSON
        ? authority.name(new Scope(Scope.Kind.PERSON, key))
        : RichText.builder().code(key).build();
  }

  private List<SpendReports.ReportLine> report(
      BudgetWindows windows, int days, SpendReports.GroupBy by, Scope place) {
    Instant from = windows.dayStart().minus(days - 1, ChronoUnit.DAYS);
    return spendReports.report(from, windows.dayEnd(), by, place);
  }
}
