package io.github.reelay.conversation.text;

import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A one-line summary of how a video is made: {@code sora-2 · 10 s · 9:16 · $1.00}. */
public record VideoSummary(Localizer localizer, Formats formats) {
  static final String SEPARATOR = " · ";

  /** Of a task, which may be a draft of another video. */
  String line(Locale language, Task task, @Nullable Money price) {
    String line = line(language, task.offer(), task.request().source(), price);
    return task.request().full() == null
        ? line
        : localizer.plainText(language, "facts.draft") + SEPARATOR + line;
  }

  /**
   * @param source what a remix starts from
   * @param price left out when null
   */
  public String line(Locale language, Offer offer, @Nullable TaskId source, @Nullable Money price) {
    List<String> parts = new ArrayList<>();
    parts.add(offer.model());
    parts.add(formats.length(language, offer));
    if (offer.aspect() != null) {
      parts.add(offer.aspect().text());
    }
    if (offer.resolution() != null) {
      parts.add(offer.resolution().text());
    }
    new OptionNames(localizer.bundles(), language).facts(offer.options()).forEach(parts::add);
    if (source != null) {
      parts.add(
          localizer.plainText(
              language,
              offer.means() == GenerationMode.LAST_FRAME ? "facts.last-frame-of" : "facts.remix-of",
              source.shortForm()));
    }
    if (price != null) {
      parts.add(formats.money(price));
    }
    return String.join(SEPARATOR, parts);
  }
}
