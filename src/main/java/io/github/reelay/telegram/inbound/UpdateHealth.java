package io.github.reelay.telegram.inbound;

import io.github.reelay.chat.ChatHealth;
import io.github.reelay.telegram.api.TelegramIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The health of the update stream: what the loop sees, and what health says. Thread-safe. */
public final class UpdateHealth {
  /** A loop that has not polled for a minute is down. */
  private static final Duration MAX_SILENCE = Duration.ofMinutes(1);

  /**
   * Two pollers drive each other out every few seconds; quiet for this long means it is over.
   * Longer than the loop waits after a conflict.
   */
  private static final Duration CONFLICT_WINDOW = Duration.ofSeconds(12);

  private final InstantSource clock;
  private @Nullable Instant lastPoll;
  private @Nullable Instant lastConflict;
  private String problem = "not started";
  private boolean tokenRefused;

  public UpdateHealth(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void recordPoll() {
    lastPoll = clock.instant();
    tokenRefused = false;
    problem = "";
  }

  synchronized void recordConflict(String detail) {
    lastConflict = clock.instant();
    problem = detail;
  }

  public synchronized void tokenRefused() {
    tokenRefused = true;
    problem = "the token is refused";
  }

  public synchronized void recordProblem(String detail) {
    problem = detail;
  }

  public synchronized ChatHealth health() {
    Instant now = clock.instant();
    boolean fresh = lastPoll != null && lastPoll.plus(MAX_SILENCE).isAfter(now);
    boolean conflict = lastConflict != null && lastConflict.plus(CONFLICT_WINDOW).isAfter(now);
    return new ChatHealth(TelegramIds.PLATFORM, fresh && !conflict && !tokenRefused, problem);
  }
}
