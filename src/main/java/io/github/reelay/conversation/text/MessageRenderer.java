package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.StatusView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The {@link MessageTexts} made from the message bundles. */
public final class MessageRenderer implements MessageTexts {
  /** Enough to know one's own request again; a status message is not the place to read it. */
  private static final int MAX_STATUS_PROMPT_LENGTH = 280;

  private static final int MAX_PLACEHOLDER_PROMPT_LENGTH = 120;

  private final Localizer localizer;
  private final Formats formats;
  private final VideoSummary summary;
  private final TimeTexts times;
  private final OutcomeText outcomes;
  private final ButtonLabels labels;
  private final VideoCaptions captions;

  /** With videos that say that they are made by AI, and without links to those they come from. */
  public MessageRenderer(
      MessageBundles bundles, String currency, ZoneId zone, Duration undeliveredRetention) {
    this(
        new Formats(bundles, currency, zone, false),
        undeliveredRetention,
        _ -> Optional.empty(),
        true);
  }

  /**
   * @param undeliveredRetention how long a video that was never delivered is kept
   * @param sources finds the task that a remix starts from
   * @param labelled whether people read under a video that AI made it
   */
  public MessageRenderer(
      Formats formats,
      Duration undeliveredRetention,
      Function<TaskId, Optional<Task>> sources,
      boolean labelled) {
    this.formats = formats;
    localizer = new Localizer(formats.bundles());
    summary = new VideoSummary(localizer, formats, sources);
    times = new TimeTexts(localizer, formats);
    outcomes = new OutcomeText(localizer, formats, undeliveredRetention);
    labels = new ButtonLabels(localizer);
    captions = new VideoCaptions(localizer, formats, summary, labels, labelled);
  }

  /** The same words for conversations. */
  public UserTexts userTexts(PreferenceStore preferences) {
    return new UserTexts(localizer, formats, labels, preferences);
  }

  /** What stands under videos. */
  public VideoCaptions captions() {
    return captions;
  }

  @Override
  public Message status(StatusView view) {
    return new Message(
        switch (view.phase().stage()) {
          case UNDER_WAY -> running(view);
          case MADE -> outcomes.of(view);
          case CANCELLING, ENDED ->
              title(view.prompt()).newLine().append(outcomes.of(view)).build();
        },
        labels.row(
            view.language(), view.task(), view.actions(), CancelCost.of(view), canEdit(view)));
  }

  /** Also where the same words must fail again: other words are what helps then. */
  private static boolean canEdit(StatusView view) {
    Failure failure = view.failure();
    return switch (view.phase()) {
      case FAILED -> failure == null || failure.kind() != FailureKind.SOURCE_GONE;
      case CANCELLED, CLOSED_CHARGED, CLOSED_FREE -> true;
      case WAITING,
          SENDING,
          ASKING_AGAIN,
          WORKING,
          FINISHING,
          DONE,
          DONE_AS_LINK,
          CANCELLED_RUNNING,
          UNCONFIRMED,
          UNRESOLVED,
          KEPT,
          UNFETCHED,
          DELETED ->
          false;
    };
  }

  private RichText running(StatusView view) {
    Locale language = view.language();
    RichText line =
        summary.line(
            language,
            view.offer(),
            view.kind(),
            view.source(),
            view.cost().micros() == 0 ? view.offer().price() : view.cost());
    return title(view.prompt()).newLine().append(line).newLine().append(progress(view)).build();
  }

  private static RichText.Builder title(String prompt) {
    return RichText.builder()
        .plain("🎬 ")
        .untrusted(TextTruncation.singleLine(prompt, MAX_STATUS_PROMPT_LENGTH));
  }

  private RichText progress(StatusView view) {
    Locale language = view.language();
    return switch (view.phase()) {
      case WAITING ->
          view.failure() == null
              ? RichText.of(times.waiting(language, view))
              : retrying(view, view.failure());
      case SENDING -> localizer.richText(language, "status.sending");
      case ASKING_AGAIN -> localizer.richText(language, "status.asking-again");
      case FINISHING ->
          view.overdue()
              ? late(view, "status.finishing-late")
              : localizer.richText(language, "status.finishing");
      default -> view.overdue() ? late(view, "status.overdue") : working(view);
    };
  }

  private RichText retrying(StatusView view, Failure failure) {
    Locale language = view.language();
    return RichText.builder()
        .append(
            localizer.richText(
                language, failure.kind().messageKey(), new Span.Code(view.offer().model())))
        .plain(localizer.plainText(language, "sentence.gap"))
        .append(localizer.richText(language, "status.again"))
        .build();
  }

  private RichText working(StatusView view) {
    Locale language = view.language();
    if (view.queuePosition() != null) {
      return RichText.of(times.waiting(language, view));
    }
    if (view.percent() == null && view.remaining() == null) {
      return localizer.richText(language, "status.working");
    }
    RichText.Builder text = RichText.builder();
    if (view.percent() != null) {
      text.progress(view.percent());
    }
    if (view.remaining() != null) {
      text.plain((view.percent() == null ? "" : " · ") + times.left(language, view));
    }
    return text.build();
  }

  private RichText late(StatusView view, String key) {
    Locale language = view.language();
    RichText.Builder text = RichText.builder();
    if (view.percent() != null) {
      text.progress(view.percent()).plain(" · ");
    }
    text.append(localizer.richText(language, key));
    if (view.deadline() != null) {
      text.plain(" · ")
          .append(
              localizer.richText(
                  language, "status.ends-by", formats.timestamp(language, view.deadline())));
    }
    return text.build();
  }

  @Override
  public Message caption(Task task, boolean isCopy, int limit) {
    return captions.of(task, isCopy, limit);
  }

  @Override
  public RichText placeholder(Task task) {
    return localizer.richText(
        task.requester().language(),
        "delivery.placeholder",
        new Span.Untrusted(
            TextTruncation.singleLine(task.request().prompt(), MAX_PLACEHOLDER_PROMPT_LENGTH)),
        localizer.command(task.requester().language(), "jobs"));
  }

  @Override
  public Message linkMessage(Task task, URI link, Instant until) {
    Locale language = task.requester().language();
    RichText.Builder text =
        RichText.builder()
            .append(title(task.request().prompt()).build())
            .newLine()
            .append(captions.facts(task))
            .newLine()
            .append(localizer.richText(language, "delivery.link"))
            .newLine()
            .link(localizer.plainText(language, "delivery.download"), link.toString())
            .newLine()
            .append(
                localizer.richText(
                    language, "delivery.link-until", formats.timestamp(language, until)));
    return new Message(text.build(), captions.buttons(task));
  }

  @Override
  public List<Locale> languages() {
    return localizer.bundles().languages();
  }

  @Override
  public String text(Locale language, String key, Object... args) {
    return localizer.plainText(language, key, args);
  }
}
