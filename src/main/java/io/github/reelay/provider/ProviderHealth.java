package io.github.reelay.provider;

import io.github.reelay.tracking.port.Alert;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of a provider, which decides whether it gets new tasks. Two things speak against it: a
 * pause (its account is empty, its key is refused) and an open circuit breaker (it could not be
 * reached, or lost answers). Running tasks are followed all the same. Thread-safe.
 */
final class ProviderHealth {
  private static final Logger log = LoggerFactory.getLogger(ProviderHealth.class);

  /**
   * An empty account or a refused key is mended by a person; asking again costs nothing but one
   * refused request.
   */
  private static final Duration PAUSE_DURATION = Duration.ofMinutes(5);

  /**
   * A relay that says there is money, yet takes none, is tried again after this: the rest may be
   * too little for one video, or the account be locked by the hour.
   */
  private static final Duration MAX_PAUSE_WITH_BALANCE = Duration.ofHours(1);

  /** How long an open breaker waits before it lets two tasks through as a test. */
  private static final Duration OPEN_DURATION = Duration.ofMinutes(1);

  private final String provider;
  private final InstantSource clock;
  private final Alert.Sink alerts;
  private final CircuitBreaker breaker;
  private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();
  private volatile Instant openedAt = Instant.EPOCH;
  private volatile boolean enabled = true;

  /** What was on the account when it last came back; null once a request was paid with it. */
  private volatile @Nullable BigDecimal resumedWith;

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
      resumedWith = null;
    }
  }

  boolean isEnabled() {
    return enabled;
  }

  /** Why it is paused now, if it is. */
  @Nullable String pauseReason() {
    Pause current = activePause();
    return current == null ? null : current.detail;
  }

  /** Whether it is on, can pay and is let in; what fails for a moment only is waited for. */
  boolean isUsable() {
    return enabled && pauseReason() == null;
  }

  /** Whether a new task may be offered to it now. */
  boolean isAvailable() {
    return isUsable()
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
    Pause before = activePause();
    Instant until = now.plus(PAUSE_DURATION);
    if (before != null && before.kind == kind) {
      pause.set(new Pause(kind, detail, before.since, until));
    } else {
      pause.set(new Pause(kind, detail, now, until));
      alerts.raise(new Alert(kind, provider, detail));
    }
  }

  /** Whether it is paused because its account is empty. */
  boolean lacksBalance() {
    Pause current = activePause();
    return current != null && current.kind == Alert.Kind.PROVIDER_BALANCE;
  }

  /**
   * The relay told what is left, asked while it is paused for want of it. An empty account stays
   * paused. One with money comes back, unless it came back with as much before and was refused
   * again: then after an hour. An unlimited account says nothing; its pause runs out.
   */
  void recordBalance(AccountBalance balance) {
    Pause current = activePause();
    if (current == null || current.kind != Alert.Kind.PROVIDER_BALANCE || balance.unlimited()) {
      return;
    }
    Instant now = clock.instant();
    BigDecimal before = resumedWith;
    boolean enough = before == null || balance.remaining().compareTo(before) > 0;
    if (balance.isEmpty()
        || (!enough && now.isBefore(current.since.plus(MAX_PAUSE_WITH_BALANCE)))) {
      pause.compareAndSet(current, current.extendedTo(now.plus(PAUSE_DURATION)));
    } else if (pause.compareAndSet(current, null)) {
      resumedWith = balance.remaining();
      log.atInfo()
          .addKeyValue("provider", provider)
          .addKeyValue("balance", balance.text())
          .log("There is money on the account, so it gets new tasks again");
    }
  }

  /** It took a paid request: whatever is on the account is enough. */
  void recordPaid() {
    resumedWith = null;
    recordKeyAccepted();
  }

  private @Nullable Pause activePause() {
    Pause current = pause.get();
    return current == null || !clock.instant().isBefore(current.until) ? null : current;
  }

  /** Our key was taken: a pause because of it is over. */
  void recordKeyAccepted() {
    pause.updateAndGet(
        current -> current != null && current.kind == Alert.Kind.PROVIDER_AUTH ? null : current);
  }

  /**
   * A pause.
   *
   * @param since when it began, however often it was found to be needed still
   */
  private record Pause(Alert.Kind kind, String detail, Instant since, Instant until) {
    Pause extendedTo(Instant later) {
      return new Pause(kind, detail, since, later);
    }
  }
}
