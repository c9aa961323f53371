package io.github.reelay.chat;

import org.jspecify.annotations.Nullable;

/**
 * A public POST route of our web server by which a platform calls us. Neither password nor origin
 * is asked for: the handler checks by itself who calls.
 *
 * @param path as a call has it, {@code /telegram/webhook}
 */
public record WebhookRoute(String path, Handler handler) {
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
