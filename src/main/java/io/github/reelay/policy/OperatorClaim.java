package io.github.reelay.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The code by which the first operator makes themself known: whoever can read the program's console
 * runs it. Made at each start, good for ten minutes, five wrong tries and one right one. In memory
 * only. Thread-safe.
 */
public final class OperatorClaim {
  /** Long enough to change from the console to a phone. */
  public static final Duration TTL = Duration.ofMinutes(10);

  /** Of all people together: a code is short. */
  private static final int MAX_TRIES = 5;

  private static final int HALF = 4;

  /** Without those that look alike. */
  private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private final String code;
  private final Instant until;
  private final InstantSource clock;
  private int triesLeft = MAX_TRIES;

  /**
   * @param random one that nobody can guess
   */
  public OperatorClaim(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.until = clock.instant().plus(TTL);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    this.code = letters.toString();
  }

  /** What a try came to. */
  public enum Verdict {
    CORRECT,
    WRONG,
    EXPIRED,
    /** After too many wrong ones, or the right one. */
    SPENT
  }

  /** The code as it is read and typed, {@code K7QM-4XPD}; for the operator's eyes only. */
  public String code() {
    return code.substring(0, HALF) + "-" + code.substring(HALF);
  }

  /**
   * Tries a code; capitals, blanks and dashes make no difference.
   *
   * @param claim done once, if it is the right one; where it throws, the code stays good
   */
  public synchronized Verdict attempt(String given, Runnable claim) {
    if (!clock.instant().isBefore(until)) {
      return Verdict.EXPIRED;
    }
    if (triesLeft == 0) {
      return Verdict.SPENT;
    }
    String typed = given.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (!MessageDigest.isEqual(
        code.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8))) {
      triesLeft--;
      return triesLeft == 0 ? Verdict.SPENT : Verdict.WRONG;
    }
    claim.run();
    triesLeft = 0;
    return Verdict.CORRECT;
  }

  /** How many wrong codes are still borne. */
  public synchronized int triesLeft() {
    return triesLeft;
  }

  /** Leaves the code out. */
  @Override
  public String toString() {
    return "OperatorClaim[until=" + until + "]";
  }
}
