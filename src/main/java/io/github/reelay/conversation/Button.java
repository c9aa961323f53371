package io.github.reelay.conversation;

/** A button under a message. */
public record Button(ButtonId id, String label, Style style) {
  /** How it stands out, where the platform can. */
  public enum Style {
    PRIMARY,
    PLAIN,
    DANGER
  }
}
