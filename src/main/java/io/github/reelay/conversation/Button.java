package io.github.reelay.conversation;

/** A button under a message. */
public record Button(ButtonId id, String label, Look look) {
  /** How it stands out, where the platform can. */
  public enum Look {
    PRIMARY,
    PLAIN,
    DANGER
  }
}
