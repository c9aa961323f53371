package io.github.reelay.testing;

import io.github.reelay.conversation.EventInbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox in memory, which outlives the bot as a database does, and can be out of order. */
public final class InMemoryEventInbox implements EventInbox {
  private final Map<String, Event> pending = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();
  private final Map<String, String> bookmarks = new HashMap<>();
  private boolean broken;

  public synchronized void broken(boolean now) {
    broken = now;
  }

  public synchronized int pendingCount() {
    return pending.size();
  }

  @Override
  public synchronized boolean store(Event event) {
    if (broken) {
      throw new IllegalStateException("the disk is full");
    }
    if (known.contains(event.key())) {
      return false;
    }
    known.add(event.key());
    pending.put(event.key(), event);
    return true;
  }

  @Override
  public synchronized List<Event> pending(String platform, int limit) {
    return pending.values().stream().limit(limit).toList();
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
