package io.github.reelay.provider;

import io.github.reelay.tracking.port.Alert;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The health of a provider, which decides whether it gets new tasks. Two things speak against it: a
 * pause (its account is empty, its key is refused) and an open circuit breaker (it could not be
 * reached, or lost answers). Running tasks are followed all the same. Thread-safe.
 */
final class ProviderHealth {
  /** An empty account or a refused key is mended by a person; asking again costs nothing. */
  private static final Duration PAUSE_DURATION = Duration.ofMinutes(5);

  /** How long an open breaker waits before it lets two tasks through as a test. */
  private static final Duration OPEN_DURATION = Duration.ofMinutes(1);

  private final String provider;
  private final InstantSource clock;
  private final Alert.Sink alerts;
  private final CircuitBreaker breaker;
  private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();
  private volatile Instant openedAt = Instant.EPOCH;
  private volatile boolean enabled = true;

  ProviderHealth(String provider, InstantSource clock, Alert.Sink alerts) {
    this.provider = provider;
    this.clock = clock;
    this.alerts = alerts;
    this.breaker =
        CircuitBreaker.of(
            provider,
            CircuitBreakerConfig.custom()
                // Paid calls are few: half of the last ten, from the fourth on, is enough evidence.
                .slidingWindowSize(10)
                .minimumNumberOfCalls(4)
                .failureRateThreshold(50)
                .permittedNumberOfCallsInHalfOpenState(2)
                .waitDurationInOpenState(OPEN_DURATION)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(event -> {
          if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
            openedAt = clock.instant();
            alerts.raise(
                new Alert(
                    Alert.Kind.PROVIDER_BREAKER_OPEN,
                    provider,
                    "no new tasks for " + OPEN_DURATION.toSeconds() + " s"));
          }
        });
  }

  CircuitBreaker breaker() {
    return breaker;
  }

  /** The operator's switch; on at first. */
  void setEnabled(boolean on) {
    enabled = on;
    if (on) {
      // Who switches on by hand has topped the account up, or set the key right.
      pause.set(null);
    }
  }

  boolean isEnabled() {
    return enabled;
  }

  /** Why it is paused now, if it is. */
  @Nullable String pauseReason() {
    Pause current = pause.get();
    return current == null || !clock.instant().isBefore(current.until) ? null : current.detail;
  }

  /** Whether a new task may be offered to it now. */
  boolean isAvailable() {
    return enabled
        && pauseReason() == null
        && (breaker.getState() != CircuitBreaker.State.OPEN
            || !clock.instant().isBefore(openedAt.plus(OPEN_DURATION)));
  }

  /**
   * Takes a place for one paid call; {@link #recordSuccess} or {@link #recordFailure} must follow.
   */
  boolean tryAcquirePermission() {
    return isAvailable() && breaker.tryAcquirePermission();
  }

  /** It answered, whatever it said. */
  void recordSuccess() {
    breaker.onSuccess(0, breaker.getTimestampUnit());
  }

  /** It could not be reached, or the answer was lost. */
  void recordFailure(String reason) {
    breaker.onError(0, breaker.getTimestampUnit(), new IllegalStateException(reason));
  }

  /** Nothing was sent after all. */
  void releasePermission() {
    breaker.releasePermission();
  }

  /** The account is empty, or the key is refused; the operator is told once per pause. */
  void pause(Alert.Kind kind, String detail) {
    Instant now = clock.instant();
    Pause previous = pause.getAndSet(new Pause(kind, detail, now.plus(PAUSE_DURATION)));
    if (previous == null || previous.kind != kind || !now.isBefore(previous.until)) {
      alerts.raise(new Alert(kind, provider, detail));
    }
  }

  /** Our key was taken: a pause because of it is over. */
  void recordKeyAccepted() {
    pause.updateAndGet(
        current -> current != null && current.kind == Alert.Kind.PROVIDER_AUTH ? null : current);
  }

  private record Pause(Alert.Kind kind, String detail, Instant until) {}
}
