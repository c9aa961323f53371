package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.SpendTotals;
import java.time.InstantSource;
import java.util.Locale;

/** {@code /usage}: a person's own tasks and spending, what is left, when it renews. */
record UsageReport(SpendReports spending, Limits limits, UserTexts voice, InstantSource clock) {
  Answer show(Sender speaker) {
    Locale language = voice.language(speaker);
    BudgetWindows windows = limits.windows(clock.instant());
    SpendTotals totals = spending.totals(speaker.person(), speaker.address().chat(), windows);
    RichText.Builder text =
        RichText.build()
            .add(
                voice
                    .sentences()
                    .of(
                        language,
                        "usage.today",
                        totals.personTasksToday(),
                        voice.phrases().money(totals.personToday())));
    if (limits.value(LimitKey.TASKS_PER_DAY_PERSON, speaker.person(), speaker.address())
        instanceof LimitValue.Count(int most)) {
      text.line()
          .add(
              voice
                  .sentences()
                  .of(
                      language,
                      "usage.tasks-left",
                      Math.max(0, most - totals.personTasksToday()),
                      most));
    }
    text.line()
        .add(
            limits
                .left(speaker.person(), speaker.address(), totals)
                .map(left ->
                    voice.sentences().of(language, "usage.left", voice.phrases().money(left)))
                .orElseGet(() -> voice.sentences().of(language, "usage.no-limit")));
    return UserTexts.tell(
        text.line()
            .add(
                voice
                    .sentences()
                    .of(
                        language,
                        "usage.renews",
                        voice.phrases().moment(language, windows.dayEnd())))
            .text());
  }
}
