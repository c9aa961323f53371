package io.github.reelay.tracking.simulation;

/**
 * What a world is full of. Where anything may happen, what it takes two or three accidents for
 * hardly ever does; so half of the worlds have one kind of trouble far more often.
 */
enum SimScenario {
  /** Two processes side by side on one store, which often does not say what it has committed. */
  PAIR,
  /**
   * The same, and relays that mostly do not take it: whoever hears that cannot store it, or does
   * not learn that it is stored, and sleeps while the other one asks again.
   */
  FAILOVER,
  /** A process is stopped by a signal in a call; another takes over, and the first one wakes. */
  SLEEP,
  /** Orderly stops in the middle of calls. */
  STOPS,
  /** A disk that is full for minutes: it can be read, and nothing is committed. */
  FULL_DISK,
  /** Timers that come twice at once, as after a stall. */
  TWICE,
  /** Kills again and again, and relays that ask to wait. */
  KILLS,
  /** A clock that is set back and forward. */
  CLOCK,
  /** A chat that takes videos, loses the answers and then refuses, and people who fetch. */
  DOUBT,
  /**
   * Many people who ask at once, for few places, in a chat that loses its answers; no other
   * trouble.
   */
  CROWD,
  /** A little of everything. */
  ANYTHING;

  static SimScenario of(long seed) {
    int troubles = values().length - 1;
    return values()[Math.min((int) Math.floorMod(seed, 2L * troubles), troubles)];
  }

  boolean has(SimScenario trouble) {
    return this == trouble || (this == FAILOVER && trouble == PAIR);
  }

  /** A chance where it is the trouble of this world, and where it is not. */
  int onceIn(SimScenario trouble, int there, int elsewhere) {
    return has(trouble) ? there : elsewhere;
  }
}
