package io.github.reelay.web.setup;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page of the set-up shows and does. Calls may come from several threads, and may block.
 */
public interface SetupPage {
  /** All it asks for, in its order. */
  List<Field> fields(Locale language);

  /** Tries a secret, without keeping it. */
  Found check(Locale language, String field, String secret);

  /**
   * Writes what was entered.
   *
   * @param secrets by field, none empty
   */
  Saved save(Locale language, Map<String, String> secrets, boolean sandbox);

  /** The set-up is over; the server is closed soon. */
  void end(boolean startTheBot);

  /**
   * A secret that is asked for.
   *
   * @param steps how to get one, with addresses
   * @param provider whether it pays for videos; else it is a chat's
   * @param set whether there is one already
   */
  record Field(String id, String title, String steps, boolean provider, boolean set) {}

  /**
   * What a secret was found to be.
   *
   * @param usable whether it may be kept
   * @param lines what to say about it, with addresses
   */
  record Found(boolean usable, List<String> lines) {
    public Found {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The result of writing.
   *
   * @param field the one in the way; empty if none is
   */
  record Saved(boolean done, String field, List<String> lines) {
    public Saved {
      lines = List.copyOf(lines);
    }
  }
}
