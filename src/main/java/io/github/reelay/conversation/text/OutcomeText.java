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
 * What a status message says at the end: how it went, what it cost, what to do. One plain sentence
 * each.
 */
record OutcomeText(Localizer localizer, Formats formats) {
  RichText of(StatusView view) {
    Locale language = view.language();
    String price = formats.money(view.offer().price());
    String took =
        formats.exact(language, Objects.requireNonNullElse(view.took(), Duration.ofSeconds(1)));
    return switch (view.phase()) {
      case DONE -> localizer.of(language, "status.done", took);
      case DONE_AS_LINK -> localizer.of(language, "status.done-as-link", took);
      case FAILED -> failed(view);
      case CANCELLED -> localizer.of(language, "status.cancelled");
      case CANCELLED_RUNNING -> localizer.of(language, "status.cancelled-running", price);
      case UNCONFIRMED -> localizer.of(language, "status.unconfirmed", price);
      case CLOSED_CHARGED -> localizer.of(language, "status.closed-charged", price);
      case CLOSED_FREE -> localizer.of(language, "status.closed-free");
      case KEPT -> kept(view);
      case WAITING, SENDING, WORKING, FINISHING -> RichText.of("");
    };
  }

  private RichText failed(StatusView view) {
    Locale language = view.language();
    FailureKind kind = kind(view, FailureKind.GENERATION_FAILED);
    return RichText.build()
        .words("❌ ")
        .add(localizer.of(language, kind.key(), new Span.Code(view.offer().model())))
        .words(localizer.words(language, "sentence.gap"))
        .words(cost(language, view.cost()))
        .words(localizer.words(language, "sentence.gap"))
        .add(advice(view, kind))
        .text();
  }

  private RichText advice(StatusView view, FailureKind kind) {
    String instead = view.failure() == null ? null : view.failure().instead();
    return instead == null
        ? localizer.of(view.language(), kind.key() + ".do", new Span.Code("/models"))
        : localizer.of(view.language(), "failure.instead", new Span.Code(instead));
  }

  private RichText kept(StatusView view) {
    Locale language = view.language();
    FailureKind kind = kind(view, FailureKind.CHAT_FORBIDDEN);
    return RichText.build()
        .words("📦 ")
        .add(localizer.of(language, kind.key(), new Span.Code(view.offer().model())))
        .words(localizer.words(language, "sentence.gap"))
        .words(cost(language, view.cost()))
        .words(localizer.words(language, "sentence.gap"))
        .add(localizer.of(language, "status.kept", new Span.Code("/jobs")))
        .text();
  }

  private String cost(Locale language, Money cost) {
    return cost.micros() == 0
        ? localizer.words(language, "cost.nothing")
        : localizer.words(language, "cost.was", formats.money(cost));
  }

  private static FailureKind kind(StatusView view, FailureKind unknown) {
    Failure failure = view.failure();
    return failure == null ? unknown : failure.kind();
  }
}
