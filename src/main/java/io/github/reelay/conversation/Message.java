package io.github.reelay.conversation;

import java.util.List;

/**
 * A message of the bot: a text, and rows of buttons under it.
 *
 * @param rows buttons by row, at most five to a row (Discord)
 */
public record Message(RichText text, List<List<Button>> rows) {
  public Message {
    rows = rows.stream().map(List::copyOf).toList();
  }

  public static Message of(RichText text) {
    return new Message(text, List.of());
  }

  public static Message of(String words) {
    return of(RichText.of(words));
  }
}
