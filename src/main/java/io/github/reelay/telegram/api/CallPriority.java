package io.github.reelay.telegram.api;

/**
 * The priority of a call that writes to a chat. A group takes 20 a minute
 * (core.telegram.org/bots/faq); we stay within 18, and the less a call matters, the earlier it
 * waits.
 */
public enum CallPriority {
  /** Progress: the first to wait. */
  PROGRESS(12),
  /** Status messages of new tasks, and answers. */
  ANSWER(16),
  /** Deliveries and last words; two places in each minute are theirs alone. */
  FINAL(18);

  private final int maxPerMinute;

  CallPriority(int perMinute) {
    this.maxPerMinute = perMinute;
  }

  int maxPerMinute() {
    return maxPerMinute;
  }
}
