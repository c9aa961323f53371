package io.github.reelay.conversation;

import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Spending;
import io.github.reelay.task.Totals;
import io.github.reelay.task.Windows;
import java.time.InstantSource;
import java.util.Locale;

/** {@code /usage}: a person's own tasks and spending, what is left, when it renews. */
record Usage(Spending spending, Limits limits, Voice voice, InstantSource clock) {
  Answer show(Speaker speaker) {
    Locale language = voice.language(speaker);
    Windows windows = limits.windows(clock.instant());
    Totals totals = spending.totals(speaker.person(), speaker.address().chat(), windows);
    Text.Builder text =
        Text.build()
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
    return Voice.tell(
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
