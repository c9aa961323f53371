package io.github.reelay.telegram.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The limits of a chat, all edits counted (docs/facts.md, "Telegram: rates"). */
class ChatRateLimiterTest {
  private static final String GROUP = "-100777";

  private final SettableClock clock = new SettableClock();
  private final ChatRateLimiter limiter = new ChatRateLimiter(clock);

  /** Takes as often as allowed within the next time, a tenth of a second apart. */
  private List<Instant> takenWithin(Duration time, String chat, CallPriority priority) {
    List<Instant> taken = new ArrayList<>();
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      if (limiter.acquire(chat, priority, 1).isZero()) {
        taken.add(clock.instant());
      }
      clock.advance(Duration.ofMillis(100));
    }
    return taken;
  }

  @Test
  void aGroupStaysWithinEighteenInAnyMinute() {
    List<Instant> taken = takenWithin(Duration.ofMinutes(5), GROUP, CallPriority.FINAL);
    assertThat(taken).hasSizeBetween(85, 92);
    assertThat(taken)
        .allSatisfy(from ->
            assertThat(
                    taken.stream()
                        .filter(t -> !t.isBefore(from) && t.isBefore(from.plusSeconds(60))))
                .hasSizeLessThanOrEqualTo(18));
  }

  @Test
  void twoPlacesOfAMinuteAreKeptForLastWords() {
    assertThat(takenWithin(Duration.ofSeconds(40), GROUP, CallPriority.ANSWER)).hasSize(16);
    assertThat(limiter.acquire(GROUP, CallPriority.PROGRESS, 1)).isPositive();
    assertThat(limiter.acquire(GROUP, CallPriority.FINAL, 2)).isZero();
    assertThat(limiter.acquire(GROUP, CallPriority.FINAL, 1)).isPositive();
  }

  @Test
  void progressLeavesRoomForNewTasks() {
    assertThat(takenWithin(Duration.ofSeconds(40), GROUP, CallPriority.PROGRESS)).hasSize(12);
    assertThat(limiter.acquire(GROUP, CallPriority.ANSWER, 1)).isZero();
  }

  @Test
  void aPrivateChatHasABurstAndThenOneASecond() {
    assertThat(takenWithin(Duration.ofSeconds(10), "1001", CallPriority.PROGRESS))
        .hasSizeBetween(13, 14);
  }

  @Test
  void aFloodHoldsTheWholeChatAndNoOther() {
    limiter.block(GROUP, Duration.ofSeconds(30));
    assertThat(limiter.acquire(GROUP, CallPriority.FINAL, 1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(limiter.acquire("-100888", CallPriority.PROGRESS, 1)).isZero();
    clock.advance(Duration.ofSeconds(30));
    assertThat(limiter.acquire(GROUP, CallPriority.PROGRESS, 1)).isZero();
  }

  @Test
  void whoWaitsAsLongAsToldIsLetThroughUnlessOthersCame() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Duration wait =
          limiter.acquire(
              GROUP, random.nextBoolean() ? CallPriority.PROGRESS : CallPriority.ANSWER, 1);
      if (!wait.isZero()) {
        clock.advance(wait);
        assertThat(limiter.acquire(GROUP, CallPriority.FINAL, 1)).isZero();
      }
    }
  }

  /**
   * A server whose burst is smaller than assumed: 2 calls, then one in 2 s.
   *
   * @return how often it answered 429 to one call after another for this time
   */
  private int refusals(Duration time, String chat, double burst, double perSecond) {
    int refused = 0;
    double tokens = burst;
    Instant refilled = clock.instant();
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      if (limiter.acquire(chat, CallPriority.FINAL, 1).isZero()) {
        double gained = Duration.between(refilled, clock.instant()).toMillis() / 1000.0 * perSecond;
        tokens = Math.min(burst, tokens + gained);
        refilled = clock.instant();
        if (tokens >= 1) {
          tokens--;
        } else {
          refused++;
          limiter.block(chat, Duration.ofSeconds(3));
        }
      }
      clock.advance(Duration.ofMillis(100));
    }
    return refused;
  }

  @Test
  void aChatWhoseBurstIsSmallerIsLearned() {
    assertThat(refusals(Duration.ofMinutes(20), "1001", 2, 0.5)).isBetween(1, 4);
    assertThat(takenWithin(Duration.ofSeconds(10), "1002", CallPriority.FINAL))
        .describedAs("another chat")
        .hasSizeBetween(13, 14);
  }

  @Test
  void whatWasLearnedIsForgottenSlowly() {
    limiter.block("1001", Duration.ofSeconds(3));
    clock.advance(Duration.ofMinutes(29));
    assertThat(takenWithin(Duration.ofMillis(500), "1001", CallPriority.FINAL)).hasSize(2);
    clock.advance(Duration.ofMinutes(5));
    assertThat(takenWithin(Duration.ofMillis(500), "1001", CallPriority.FINAL)).hasSize(4);
  }

  @Test
  void oneFloodTeachesOnceHoweverManyCallsWereUnderWay() {
    for (int i = 0; i < 5; i++) {
      limiter.block("1001", Duration.ofSeconds(3));
    }
    clock.advance(Duration.ofMinutes(1));
    assertThat(takenWithin(Duration.ofMillis(500), "1001", CallPriority.FINAL)).hasSize(2);
  }

  /** Calls that belong together pass once; whether they may follow at once is told apart. */
  @Test
  void twoCallsPassHoweverSmallTheBurstHasBecome() {
    assertThat(limiter.fitsInBurst("1001", 2)).isTrue();
    for (int i = 0; i < 10; i++) {
      limiter.block("1001", Duration.ofSeconds(3));
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(limiter.fitsInBurst("1001", 2)).isFalse();
    assertThat(limiter.acquire("1001", CallPriority.FINAL, 2)).isZero();
    Duration next = limiter.acquire("1001", CallPriority.FINAL, 2);
    assertThat(next).isPositive();
    clock.advance(next);
    assertThat(limiter.acquire("1001", CallPriority.FINAL, 2)).isZero();
  }

  @Test
  void whereCallsHaveBecomeFewProgressLeavesThemToDeliveries() {
    for (int i = 0; i < 2; i++) {
      limiter.block("1001", Duration.ofSeconds(3));
      clock.advance(Duration.ofSeconds(10));
    }
    assertThat(takenWithin(Duration.ofMinutes(1), "1001", CallPriority.PROGRESS)).isEmpty();
    assertThat(limiter.acquire("1001", CallPriority.FINAL, 2)).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(takenWithin(Duration.ofSeconds(1), "1001", CallPriority.PROGRESS)).isNotEmpty();
  }
}
