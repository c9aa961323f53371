package io.github.reelay.security;

/** What is signed, each with a key of its own. */
public enum SigningKey {
  /** The web chat's cookies. */
  COOKIE("cookie"),
  /** Links to media, and the addresses for relays' calls. */
  LINK("link"),
  /** What one of several instances tells another about a request that it hands on. */
  FORWARD("forward");

  private final String label;

  SigningKey(String label) {
    this.label = label;
  }

  /** The name it is stored under. */
  public String label() {
    return label;
  }
}
