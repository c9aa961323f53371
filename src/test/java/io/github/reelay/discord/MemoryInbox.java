package io.github.reelay.discord;

import io.github.reelay.conversation.EventInbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An inbox that forgets at the end of the test. */
public final class MemoryInbox implements EventInbox {
  private final Map<String, Event> pending = new ConcurrentSkipListMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, String> bookmarks = new ConcurrentHashMap<>();
  volatile boolean broken;

  @Override
  public boolean store(Event event) {
    if (broken) {
      throw new IllegalStateException("the disk is full");
    }
    if (!seen.add(event.key())) {
      return false;
    }
    pending.put(event.key(), event);
    return true;
  }

  @Override
  public List<Event> pending(String platform, int limit) {
    return pending.values().stream().limit(limit).toList();
  }

  @Override
  public void markHandled(String platform, String key) {
    pending.remove(key);
  }

  @Override
  public Optional<String> bookmark(String name) {
    return Optional.ofNullable(bookmarks.get(name));
  }

  @Override
  public void bookmark(String name, String value) {
    bookmarks.put(name, value);
  }
}
