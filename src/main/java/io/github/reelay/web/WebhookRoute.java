package io.github.reelay.web;

import org.jspecify.annotations.Nullable;

/**
 * A public POST route that another part answers (a platform's webhook). It checks by itself who
 * calls.
 *
 * @param path below {@code /telegram/}
 */
public record WebhookRoute(String path, Handler handler) {
  public WebhookRoute {
    if (!path.startsWith("/telegram/")) {
      throw new IllegalArgumentException("not a public path: " + path);
    }
  }

  /** Answers with a status code. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @param body at most 1 MB
     */
    int handle(Headers headers, byte[] body);
  }

  /** What was sent along. */
  @FunctionalInterface
  public interface Headers {
    /** The header of this name; null when it was not sent. */
    @Nullable String get(String name);
  }
}
