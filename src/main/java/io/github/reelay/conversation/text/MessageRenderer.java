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

  private final Localizer sentences;
  private final Formats phrases;
  private final VideoSummary facts;
  private final OutcomeText lastWord;
  private final ButtonLabels labels;

  /**
   * @param currency the operator's currency as it is shown, {@code $} or {@code USD}
   * @param zone the zone limits count days in
   */
  public MessageRenderer(MessageBundles texts, String currency, ZoneId zone) {
    sentences = new Localizer(texts);
    phrases = new Formats(texts, currency, zone);
    facts = new VideoSummary(sentences, phrases);
    lastWord = new OutcomeText(sentences, phrases);
    labels = new ButtonLabels(sentences);
  }

  /** The same words for conversations. */
  public UserTexts voice(PreferenceStore preferences) {
    return new UserTexts(sentences, phrases, labels, preferences);
  }

  @Override
  public Message status(StatusView view) {
    return new Message(
        switch (view.phase()) {
          case WAITING, SENDING, WORKING, FINISHING -> running(view);
          case DONE, DONE_AS_LINK -> lastWord.of(view);
          case FAILED,
              CANCELLED,
              CANCELLED_RUNNING,
              UNCONFIRMED,
              CLOSED_CHARGED,
              CLOSED_FREE,
              KEPT ->
              title(view.prompt()).line().add(lastWord.of(view)).text();
        },
        labels.row(view.language(), view.task(), view.actions()));
  }

  private RichText running(StatusView view) {
    Locale language = view.language();
    String line =
        facts.line(
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
      case SENDING -> sentences.of(language, "status.sending");
      case FINISHING -> sentences.of(language, "status.finishing");
      default -> view.overdue() ? overdue(view) : RichText.of(working(view));
    };
  }

  private RichText again(StatusView view, Failure why) {
    Locale language = view.language();
    return RichText.build()
        .add(sentences.of(language, why.kind().key(), new Span.Code(view.offer().model())))
        .words(sentences.words(language, "sentence.gap"))
        .add(sentences.of(language, "status.again"))
        .text();
  }

  private String waiting(StatusView view) {
    Locale language = view.language();
    Integer place = view.place();
    if (place == null) {
      return sentences.words(language, "status.waiting");
    }
    String words = sentences.words(language, "status.in-line", phrases.place(language, place));
    return view.left() == null
        ? words
        : words
            + " · "
            + sentences.words(language, "time.about", phrases.about(language, view.left()));
  }

  private String working(StatusView view) {
    Locale language = view.language();
    List<String> parts = new ArrayList<>();
    if (view.percent() != null) {
      parts.add(ProgressBar.of(view.percent()));
    }
    if (view.left() != null) {
      parts.add(sentences.words(language, "time.left", phrases.about(language, view.left())));
    } else if (view.percent() == null) {
      parts.add(sentences.words(language, "status.working"));
    }
    return String.join(" · ", parts);
  }

  private RichText overdue(StatusView view) {
    Locale language = view.language();
    RichText.Builder text = RichText.build();
    if (view.percent() != null) {
      text.words(ProgressBar.of(view.percent()) + " · ");
    }
    text.add(sentences.of(language, "status.overdue"));
    if (view.endsBy() != null) {
      text.words(" · ")
          .add(sentences.of(language, "status.ends-by", phrases.moment(language, view.endsBy())));
    }
    return text.text();
  }

  @Override
  public Message caption(Task task, int limit) {
    Locale language = task.requester().language();
    String line = facts.line(language, task.offer(), task.request().source(), null);
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
    return sentences.of(
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
            .words(facts.line(language, task.offer(), task.request().source(), null))
            .line()
            .add(sentences.of(language, "delivery.link"))
            .line()
            .link(sentences.words(language, "delivery.download"), link.toString());
    if (until != null) {
      text.line()
          .add(sentences.of(language, "delivery.link-until", phrases.moment(language, until)));
    }
    return new Message(text.text(), videoButtons(task));
  }

  @Override
  public String text(Locale language, String key, Object... args) {
    return sentences.words(language, key, args);
  }

  private List<List<Button>> videoButtons(Task task) {
    return labels.row(
        task.requester().language(),
        task.id(),
        Stream.of(StatusView.Action.REMIX, StatusView.Action.AGAIN, StatusView.Action.DELETE)
            .toList());
  }
}
