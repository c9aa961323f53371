package io.github.reelay.testing;

import io.github.reelay.conversation.EventInbox;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An event inbox in memory; its disk can be made to fail. Thread-safe. */
public final class InMemoryEventInbox implements EventInbox {
  private final Map<String, Event> pending = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> bookmarks = new HashMap<>();
  private boolean broken;

  /** From now on, storing fails, or does not. */
  public synchronized void setBroken(boolean broken) {
    this.broken = broken;
  }

  public synchronized int pendingCount() {
    return pending.size();
  }

  @Override
  public synchronized boolean store(Event event) {
    if (broken) {
      throw new IllegalStateException("the disk is full");
    }
    if (!known.add(event.key())) {
      return false;
    }
    pending.put(event.key(), event);
    return true;
  }

  @Override
  public synchronized List<Event> pending(String platform, int limit) {
    return pending.values().stream()
        .filter(event -> event.platform().equals(platform))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void markHandled(String platform, String key) {
    pending.remove(key);
  }

  @Override
  public synchronized Optional<String> bookmark(String name) {
    return Optional.ofNullable(bookmarks.get(name));
  }

  @Override
  public synchronized void bookmark(String name, String value) {
    bookmarks.put(name, value);
  }
}
