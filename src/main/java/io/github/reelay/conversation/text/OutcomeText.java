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
record OutcomeText(Localizer sentences, Formats phrases) {
  RichText of(StatusView view) {
    Locale language = view.language();
    String price = phrases.money(view.offer().price());
    String took =
        phrases.exact(language, Objects.requireNonNullElse(view.took(), Duration.ofSeconds(1)));
    return switch (view.phase()) {
      case DONE -> sentences.of(language, "status.done", took);
      case DONE_AS_LINK -> sentences.of(language, "status.done-as-link", took);
      case FAILED -> failed(view);
      case CANCELLED -> sentences.of(language, "status.cancelled");
      case CANCELLED_RUNNING -> sentences.of(language, "status.cancelled-running", price);
      case UNCONFIRMED -> sentences.of(language, "status.unconfirmed", price);
      case CLOSED_CHARGED -> sentences.of(language, "status.closed-charged", price);
      case CLOSED_FREE -> sentences.of(language, "status.closed-free");
      case KEPT -> kept(view);
      case WAITING, SENDING, WORKING, FINISHING -> RichText.of("");
    };
  }

  private RichText failed(StatusView view) {
    Locale language = view.language();
    FailureKind kind = kind(view, FailureKind.GENERATION_FAILED);
    return RichText.build()
        .words("❌ ")
        .add(sentences.of(language, kind.key(), new Span.Code(view.offer().model())))
        .words(sentences.words(language, "sentence.gap"))
        .words(cost(language, view.cost()))
        .words(sentences.words(language, "sentence.gap"))
        .add(advice(view, kind))
        .text();
  }

  private RichText advice(StatusView view, FailureKind kind) {
    String instead = view.failure() == null ? null : view.failure().instead();
    return instead == null
        ? sentences.of(view.language(), kind.key() + ".do", new Span.Code("/models"))
        : sentences.of(view.language(), "failure.instead", new Span.Code(instead));
  }

  private RichText kept(StatusView view) {
    Locale language = view.language();
    FailureKind kind = kind(view, FailureKind.CHAT_FORBIDDEN);
    return RichText.build()
        .words("📦 ")
        .add(sentences.of(language, kind.key(), new Span.Code(view.offer().model())))
        .words(sentences.words(language, "sentence.gap"))
        .words(cost(language, view.cost()))
        .words(sentences.words(language, "sentence.gap"))
        .add(sentences.of(language, "status.kept", new Span.Code("/jobs")))
        .text();
  }

  private String cost(Locale language, Money cost) {
    return cost.micros() == 0
        ? sentences.words(language, "cost.nothing")
        : sentences.words(language, "cost.was", phrases.money(cost));
  }

  private static FailureKind kind(StatusView view, FailureKind unknown) {
    Failure failure = view.failure();
    return failure == null ? unknown : failure.kind();
  }
}
