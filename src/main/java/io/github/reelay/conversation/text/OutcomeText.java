package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * The final text of a status message: the result, its cost, what to do next. One plain sentence
 * each.
 *
 * @param undeliveredRetention how long a video that was never delivered is kept
 */
record OutcomeText(Localizer localizer, Formats formats, Duration undeliveredRetention) {
  /** A provider that asks for more than this is not ready "in a few minutes". */
  private static final Duration FEW_MINUTES = Duration.ofMinutes(5);

  RichText of(StatusView view) {
    Locale language = view.language();
    boolean pretend = view.offer().isPretend();
    String price = formats.moneyInSentence(language, view.offer().price(), pretend);
    boolean free = view.offer().price().equals(Money.ZERO);
    String took =
        formats.exactDuration(
            language, Objects.requireNonNullElse(view.elapsed(), Duration.ofSeconds(1)));
    return switch (view.phase()) {
      case DONE -> localizer.richText(language, "status.done", took);
      case DONE_AS_LINK -> localizer.richText(language, "status.done-as-link", took);
      case FAILED -> failed(view);
      case CANCELLED -> localizer.richText(language, "status.cancelled", byModerator(view));
      case CANCELLED_RUNNING ->
          free
              ? localizer.richText(language, "status.cancelled", byModerator(view))
              : localizer.richText(
                  language,
                  "status.cancelled-running",
                  formats.moneyInSentence(language, view.cost(), pretend),
                  byModerator(view),
                  keptFor(language));
      case UNCONFIRMED ->
          localizer.richText(
              language, free ? "status.unconfirmed-free" : "status.unconfirmed", price);
      case UNRESOLVED ->
          localizer.richText(
              language, free ? "status.unresolved-free" : "status.unresolved", price);
      case CLOSED_CHARGED ->
          localizer.richText(
              language, free ? "status.closed-free" : "status.closed-charged", price);
      case CLOSED_FREE -> localizer.richText(language, "status.closed-free");
      case KEPT -> kept(view);
      case UNFETCHED ->
          outcome(
              "⚠️ ",
              view,
              kind(view, FailureKind.NO_FILE),
              localizer.richText(language, "status.unfetched"));
      case DELETED -> localizer.richText(language, "delete.done");
      case WAITING, SENDING, ASKING_AGAIN, WORKING, FINISHING -> RichText.of("");
    };
  }

  private RichText failed(StatusView view) {
    FailureKind kind = kind(view, FailureKind.GENERATION_FAILED);
    return outcome("❌ ", view, kind, advice(view, kind));
  }

  /** What to do: what the relay says itself, another model, or what helps in general. */
  private RichText advice(StatusView view, FailureKind kind) {
    String sentence = view.failure() == null ? null : view.failure().sentence();
    if (sentence != null) {
      return localizer.richText(
          view.language(), "failure.provider-says", new Span.Untrusted(sentence));
    }
    Duration wait = view.failure() == null ? null : view.failure().retryAfter();
    if (kind == FailureKind.PROVIDER_BUSY && wait != null && wait.compareTo(FEW_MINUTES) > 0) {
      return localizer.richText(
          view.language(),
          "failure.provider-busy.later",
          formats.approximateDuration(view.language(), wait));
    }
    String instead = view.failure() == null ? null : view.failure().instead();
    return instead == null
        ? localizer.richText(
            view.language(),
            kind.messageKey() + ".do",
            localizer.command(view.language(), "models"))
        : localizer.richText(view.language(), "failure.instead", new Span.Code(instead));
  }

  private RichText kept(StatusView view) {
    FailureKind kind = kind(view, FailureKind.CHAT_FORBIDDEN);
    if (kind == FailureKind.REPORTED) {
      return outcome("🚩 ", view, kind, advice(view, kind));
    }
    RichText fetch =
        localizer.richText(
            view.language(),
            "status.kept",
            localizer.command(view.language(), "jobs"),
            keptFor(view.language()));
    return outcome("📦 ", view, kind, fetch);
  }

  private String keptFor(Locale language) {
    return formats.exactDuration(language, undeliveredRetention);
  }

  /** What happened, what it cost, and what to do next. */
  private RichText outcome(String sign, StatusView view, FailureKind kind, RichText next) {
    Locale language = view.language();
    return RichText.builder()
        .plain(sign)
        .append(
            localizer.richText(
                language,
                kind.messageKey(),
                new Span.Code(view.offer().model()),
                byModerator(view)))
        .plain(localizer.plainText(language, "sentence.gap"))
        .plain(cost(view))
        .plain(localizer.plainText(language, "sentence.gap"))
        .append(next)
        .build();
  }

  /** As a pattern's choice takes it. */
  private static int byModerator(StatusView view) {
    return view.cancelledByModerator() ? 1 : 0;
  }

  private String cost(StatusView view) {
    Locale language = view.language();
    Money cost = view.cost();
    return cost.micros() == 0
        ? localizer.plainText(language, "cost.nothing")
        : localizer.plainText(
            language,
            "cost.was",
            formats.moneyInSentence(language, cost, view.offer().isPretend()));
  }

  private static FailureKind kind(StatusView view, FailureKind unknown) {
    Failure failure = view.failure();
    return failure == null ? unknown : failure.kind();
  }
}
