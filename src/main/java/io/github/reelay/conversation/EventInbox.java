package io.github.reelay.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An inbox of raw platform events, stored before they are acknowledged, so that a kill loses none
 * and a repeated one is known. Durable when {@link #store} returns.
 */
public interface EventInbox {
  /**
   * @return false if the same key was stored before (handled or not)
   */
  boolean store(Event event);

  /** Stored and not yet handled, oldest first. */
  List<Event> pending(String platform, int limit);

  /** Handled: never given out again; the payload is dropped, the key kept against repeats. */
  void markHandled(String platform, String key);

  /** Where a platform's reading stands (Telegram's update offset), empty if never set. */
  Optional<String> bookmark(String name);

  void bookmark(String name, String value);

  /**
   * @param key unique per platform, e.g. the update id with its epoch
   * @param payload as it came, at most 1 MB; without secrets
   */
  record Event(String platform, String key, String payload, Instant at) {}
}
