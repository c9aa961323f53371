package io.github.reelay.provider.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order of a video; kept as JSON, so a restart goes on with it.
 *
 * @param picture name of an uploaded picture it starts from
 * @param remixOf the order whose video it changes
 */
record Order(
    String id,
    String model,
    String prompt,
    int seconds,
    int width,
    int height,
    @Nullable String picture,
    @Nullable String remixOf,
    Instant acceptedAt) {
  /** Choppy, but half the work of a smooth one; encodes faster than it plays. */
  static final int FRAMES_PER_SECOND = 6;

  static final int MAX_SECONDS = 12;

  @JsonIgnore
  int frames() {
    return seconds * FRAMES_PER_SECOND;
  }

  boolean asksFor(FaultDirective directive) {
    return directive.isIn(prompt);
  }
}
