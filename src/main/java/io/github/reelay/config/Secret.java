package io.github.reelay.config;

/**
 * A token or key. Its text is only had by asking for it; printing, logging or failing shows {@code
 * ***}.
 */
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The secret itself: for the header or address that needs it, nowhere else. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
