package io.github.reelay.task;

import java.time.Instant;

/**
 * A paid POST that the provider knows again by its key: the same bytes with the same key are the
 * same order to it, not a second one.
 *
 * @param path after the provider's base URL
 * @param header the key's name, as the provider documents it
 * @param key another one for each POST that may be charged by itself
 * @param json its body, repeated as it was, never written anew
 * @param keptUntil the provider knows the key until then
 */
public record KeyedPost(String path, String header, String key, String json, Instant keptUntil) {
  /**
   * A repeat that is to be made, for an answer that was lost.
   *
   * @param due when it may leave
   */
  public record Repeat(KeyedPost post, Instant due) {}
}
