package io.github.reelay.conversation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id of a button, in a form that fits every platform (Telegram: 64 bytes): {@code cancel:0M3…},
 * {@code model:0M3…}. Buttons live for ever in chats, so the state is in the store, never in the
 * button.
 *
 * @param target the task's or draft's id, or a page's number
 */
public record ButtonId(ButtonAction action, String target) {
  /** Platforms put this on the wire. */
  public String encode() {
    return action.wireId() + ":" + target;
  }

  /** Reads what came back; empty when it has not the form of ours. */
  public static Optional<ButtonId> parse(@Nullable String wire) {
    if (wire == null) {
      return Optional.empty();
    }
    int colon = wire.indexOf(':');
    return colon <= 0 || colon == wire.length() - 1 || wire.length() > 64
        ? Optional.empty()
        : Optional.of(
            new ButtonId(
                ButtonAction.ofWireId(wire.substring(0, colon)), wire.substring(colon + 1)));
  }
}
