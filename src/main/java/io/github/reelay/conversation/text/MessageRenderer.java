package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.task.Failure;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.StatusView;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link Wording} from the message bundles; product.md, "How it looks". */
public final class MessageRenderer implements Wording {
  /** Enough to know one's own request again; a status message is not the place to read it. */
  private static final int STATUS_PROMPT = 280;

  private static final int PLACEHOLDER_PROMPT = 120;

  private final Localizer localizer;
  private final Formats formats;
  private final VideoSummary summary;
  private final OutcomeText outcomes;
  private final ButtonLabels labels;

  /**
   * @param currency the operator's currency as it is shown, {@code $} or {@code USD}
   * @param zone the zone limits count days in
   */
  public MessageRenderer(MessageBundles texts, String currency, ZoneId zone) {
    localizer = new Localizer(texts);
    formats = new Formats(texts, currency, zone);
    summary = new VideoSummary(localizer, formats);
    outcomes = new OutcomeText(localizer, formats);
    labels = new ButtonLabels(localizer);
  }

  /** The same words for conversations. */
  public UserTexts voice(PreferenceStore preferences) {
    return new UserTexts(localizer, formats, labels, preferences);
  }

  @Override
  public Message status(StatusView view) {
    return new Message(
        switch (view.phase()) {
          case WAITING, SENDING, WORKING, FINISHING -> running(view);
          case DONE, DONE_AS_LINK -> outcomes.of(view);
          case FAILED,
              CANCELLED,
              CANCELLED_RUNNING,
              UNCONFIRMED,
              CLOSED_CHARGED,
              CLOSED_FREE,
              KEPT ->
              title(view.prompt()).line().add(outcomes.of(view)).text();
        },
        labels.row(view.language(), view.task(), view.actions()));
  }

  private RichText running(StatusView view) {
    Locale language = view.language();
    String line =
        summary.line(
            language,
            view.offer(),
            view.source(),
            view.cost().micros() == 0 ? view.offer().price() : view.cost());
    return title(view.prompt()).line().words(line).line().add(progress(view)).text();
  }

  private static RichText.Builder title(String prompt) {
    return RichText.build().words("🎬 ").quoted(TextTruncation.line(prompt, STATUS_PROMPT));
  }

  private RichText progress(StatusView view) {
    Locale language = view.language();
    return switch (view.phase()) {
      case WAITING ->
          view.failure() == null ? RichText.of(waiting(view)) : again(view, view.failure());
      case SENDING -> localizer.of(language, "status.sending");
      case FINISHING -> localizer.of(language, "status.finishing");
      default -> view.overdue() ? overdue(view) : RichText.of(working(view));
    };
  }

  private RichText again(StatusView view, Failure failure) {
    Locale language = view.language();
    return RichText.build()
        .add(localizer.of(language, failure.kind().key(), new Span.Code(view.offer().model())))
        .words(localizer.words(language, "sentence.gap"))
        .add(localizer.of(language, "status.again"))
        .text();
  }

  private String waiting(StatusView view) {
    Locale language = view.language();
    Integer place = view.place();
    if (place == null) {
      return localizer.words(language, "status.waiting");
    }
    String words = localizer.words(language, "status.in-line", formats.place(language, place));
    return view.left() == null
        ? words
        : words
            + " · "
            + localizer.words(language, "time.about", formats.about(language, view.left()));
  }

  private String working(StatusView view) {
    Locale language = view.language();
    List<String> parts = new ArrayList<>();
    if (view.percent() != null) {
      parts.add(ProgressBar.of(view.percent()));
    }
    if (view.left() != null) {
      parts.add(localizer.words(language, "time.left", formats.about(language, view.left())));
    } else if (view.percent() == null) {
      parts.add(localizer.words(language, "status.working"));
    }
    return String.join(" · ", parts);
  }

  private RichText overdue(StatusView view) {
    Locale language = view.language();
    RichText.Builder text = RichText.build();
    if (view.percent() != null) {
      text.words(ProgressBar.of(view.percent()) + " · ");
    }
    text.add(localizer.of(language, "status.overdue"));
    if (view.endsBy() != null) {
      text.words(" · ")
          .add(localizer.of(language, "status.ends-by", formats.moment(language, view.endsBy())));
    }
    return text.text();
  }

  @Override
  public Message caption(Task task, int limit) {
    Locale language = task.requester().language();
    String line = summary.line(language, task.offer(), task.request().source(), null);
    int room = limit - line.length() - 1;
    RichText.Builder text = RichText.build();
    if (room > 0) {
      text.quoted(TextTruncation.line(task.request().prompt(), room)).line().words(line);
    } else {
      text.words(TextTruncation.to(line, limit));
    }
    return new Message(text.text(), videoButtons(task));
  }

  @Override
  public RichText placeholder(Task task) {
    return localizer.of(
        task.requester().language(),
        "delivery.placeholder",
        new Span.Quoted(TextTruncation.line(task.request().prompt(), PLACEHOLDER_PROMPT)),
        new Span.Code("/jobs"));
  }

  @Override
  public Message linkInstead(Task task, URI link, @Nullable Instant until) {
    Locale language = task.requester().language();
    RichText.Builder text =
        RichText.build()
            .add(title(task.request().prompt()).text())
            .line()
            .words(summary.line(language, task.offer(), task.request().source(), null))
            .line()
            .add(localizer.of(language, "delivery.link"))
            .line()
            .link(localizer.words(language, "delivery.download"), link.toString());
    if (until != null) {
      text.line()
          .add(localizer.of(language, "delivery.link-until", formats.moment(language, until)));
    }
    return new Message(text.text(), videoButtons(task));
  }

  @Override
  public String text(Locale language, String key, Object... args) {
    return localizer.words(language, key, args);
  }

  private List<List<Button>> videoButtons(Task task) {
    return labels.row(
        task.requester().language(),
        task.id(),
        Stream.of(StatusView.Action.REMIX, StatusView.Action.AGAIN, StatusView.Action.DELETE)
            .toList());
  }
}
