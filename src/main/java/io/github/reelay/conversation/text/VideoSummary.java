package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A one-line summary of how a video is made: {@code sora-2 · 10 s · 9:16 · $1.00}.
 *
 * @param sources finds the task that a remix or the next clip starts from
 */
public record VideoSummary(
    Localizer localizer, Formats formats, Function<TaskId, Optional<Task>> sources) {
  static final String SEPARATOR = " · ";

  /** Of a task, which may be a draft of another video. */
  RichText line(Locale language, Task task, @Nullable Money price) {
    RichText line =
        line(language, task.offer(), task.request().kind(), task.request().source(), price);
    return task.request().full() == null
        ? line
        : RichText.builder()
            .plain(localizer.plainText(language, "facts.draft") + SEPARATOR)
            .append(line)
            .build();
  }

  /**
   * @param kind what is done with the source
   * @param source what it starts from
   * @param price left out when null
   */
  public RichText line(
      Locale language,
      Offer offer,
      RequestKind kind,
      @Nullable TaskId source,
      @Nullable Money price) {
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
    RichText.Builder text = RichText.builder().plain(String.join(SEPARATOR, parts));
    if (source != null) {
      text.plain(SEPARATOR).append(origin(language, offer, kind, source));
    }
    if (price != null) {
      text.plain(SEPARATOR + formats.money(language, price, offer.isPretend()));
    }
    return text.build();
  }

  /** Once the video it starts from is gone, nothing points there. */
  private RichText origin(Locale language, Offer offer, RequestKind kind, TaskId source) {
    Span name =
        sources
            .apply(source)
            .map(TaskLinks::ofVideo)
            .filter(Span.MessageLink.class::isInstance)
            .orElseGet(() -> new Span.Plain(source.shortForm()));
    String key =
        kind == RequestKind.CONTINUE
            ? "facts.continues"
            : offer.means() == GenerationMode.LAST_FRAME ? "facts.last-frame-of" : "facts.remix-of";
    return localizer.richText(language, key, name);
  }
}
