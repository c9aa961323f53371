package io.github.reelay.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure: a value, because people and relays cause it.
 *
 * @param detail for the operator's log, at most a line, without secrets; never shown to people
 * @param retryAfter how long the other side asked to wait
 * @param instead the model to use instead, where one is gone and another took its place
 * @param sentence what the relay says is wrong with the request, in its own words, for the person;
 *     at most a line
 */
public record Failure(
    FailureKind kind,
    String detail,
    @Nullable Duration retryAfter,
    @Nullable String instead,
    @Nullable String sentence) {

  public Failure(FailureKind kind, String detail, @Nullable Duration retryAfter) {
    this(kind, detail, retryAfter, null, null);
  }

  public static Failure of(FailureKind kind, String detail) {
    return new Failure(kind, detail, null);
  }

  public static Failure of(FailureKind kind) {
    return new Failure(kind, "", null);
  }

  public Failure withInstead(@Nullable String model) {
    return new Failure(kind, detail, retryAfter, model, sentence);
  }

  public Failure withSentence(@Nullable String said) {
    return new Failure(kind, detail, retryAfter, instead, said);
  }
}
