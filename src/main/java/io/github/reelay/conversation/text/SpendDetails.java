package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.SpendReports.ReportLine;

/** The details of a sum: what of it is only reserved yet, and what our own prices would make of it. */
public final class SpendDetails {
  private SpendDetails() {}

  /** Begins with a gap; empty where all is settled by our prices. */
  public static RichText of(UserTexts texts, Sender sender, ReportLine line) {
    RichText.Builder text = RichText.builder();
    if (line.reserved().micros() != 0) {
      text.plain(" · ")
          .append(texts.text(sender, "spend.reserved", texts.formats().money(line.reserved())));
    }
    if (!line.priced().equals(line.spent())) {
      text.plain(" · ")
          .append(texts.text(sender, "spend.priced", texts.formats().money(line.priced())));
    }
    return text.build();
  }
}
