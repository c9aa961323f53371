package io.github.reelay.conversation;

import io.github.reelay.policy.AdminAct;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Scope;
import io.github.reelay.policy.Spending;
import io.github.reelay.task.Money;
import io.github.reelay.task.Windows;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code /admin spend [today|7|30] [person|model|provider]}. */
record AdminSpend(
    Spending spending, Limits limits, Authority authority, Voice voice, InstantSource clock) {
  private static final int LINES = 15;

  Answer show(Speaker speaker, List<String> words) {
    boolean operator = authority.role(speaker) == AdminRole.OPERATOR;
    Scope place = operator ? Scope.EVERYWHERE : Authority.here(speaker);
    if (!authority.may(speaker, AdminAct.SPEND, place)) {
      return authority.refuse(speaker);
    }
    int days = words.contains("30") ? 30 : words.contains("7") ? 7 : 1;
    Spending.By by =
        words.contains("person")
            ? Spending.By.PERSON
            : words.contains("provider") ? Spending.By.PROVIDER : Spending.By.MODEL;
    Windows windows = limits.windows(clock.instant());
    Text.Builder text = Text.build().add(voice.text(speaker, "admin.spend.title")).words(" ");
    text.add(authority.named(speaker, place));
    for (int window : List.of(1, 7, 30)) {
      List<Spending.Line> lines = report(windows, window, by, place);
      text.line()
          .add(voice.text(speaker, "admin.spend.days", window))
          .words(": ")
          .bold(
              voice
                  .phrases()
                  .money(lines.stream().map(Spending.Line::spent).reduce(Money.ZERO, Money::plus)));
    }
    text.line()
        .line()
        .add(
            voice.text(
                speaker,
                "admin.spend.by." + by.name().toLowerCase(Locale.ROOT),
                voice.text(speaker, "admin.spend.days", days)));
    report(windows, days, by, place).stream()
        .limit(LINES)
        .forEach(line ->
            text.line()
                .code(line.key())
                .words(": ")
                .add(
                    voice.text(
                        speaker,
                        "admin.spend.line",
                        voice.phrases().money(line.spent()),
                        line.tasks())));
    return Voice.tell(text.text());
  }

  private List<Spending.Line> report(Windows windows, int days, Spending.By by, Scope place) {
    Instant from = windows.dayStart().minus(days - 1, ChronoUnit.DAYS);
    return spending.report(from, windows.dayEnd(), by, place);
  }
}
