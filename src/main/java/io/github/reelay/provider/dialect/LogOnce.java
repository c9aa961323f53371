package io.github.reelay.provider.dialect;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A memory of what was logged before, up to a bound; thread-safe. */
final class LogOnce {
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final int maxEntries;

  LogOnce(int most) {
    this.maxEntries = most;
  }

  /** Whether this is new, and there is still room for new things. */
  boolean isFirst(String text) {
    return seen.size() < maxEntries && seen.add(text);
  }
}
