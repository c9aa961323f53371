package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.SpendReports.ReportLine;
import java.util.Locale;

/**
 * The details of a sum: what of it is only reserved yet, and what was set aside for it at first.
 */
public final class SpendDetails {
  private SpendDetails() {}

  /** Begins with a gap; empty where all is settled as it was reserved. */
  public static RichText of(UserTexts texts, Sender sender, ReportLine line) {
    RichText.Builder text = RichText.builder();
    Locale language = texts.language(sender);
    boolean pretend = line.pretend().equals(line.spent());
    if (line.reserved().micros() != 0) {
      text.plain(" · ")
          .append(
              texts.text(
                  sender,
                  "spend.reserved",
                  texts.formats().money(language, line.reserved(), pretend)));
    }
    if (!line.reservedAtFirst().equals(line.spent())) {
      text.plain(" · ")
          .append(
              texts.text(
                  sender,
                  "spend.reserved-at-first",
                  texts.formats().money(language, line.reservedAtFirst(), pretend)));
    }
    return text.build();
  }
}
