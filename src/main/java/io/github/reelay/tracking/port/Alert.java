package io.github.reelay.tracking.port;

/**
 * An alert: something the operator must know. Raised by whoever notices; rate-limited and told by
 * {@code ops}.
 *
 * @param subject what it is about: a provider's name, a task id, a platform
 * @param detail one line without secrets
 */
public record Alert(Kind kind, String subject, String detail) {
  /** What happened; the sentence's key is {@code alert.} + lower-case name with dashes. */
  public enum Kind {
    PROVIDER_BALANCE,
    PROVIDER_AUTH,
    PROVIDER_BREAKER_OPEN,
    MODEL_RETIRED,
    MODEL_UNLISTED,
    TASK_UNCONFIRMED,
    ACCEPTED_UNUSED,
    KEY_IGNORED,
    FILE_NOT_FETCHED,
    CHARGED_ABOVE_PRICE,
    TASK_PUT_ASIDE,
    TASK_UNREADABLE,
    VIDEO_REPORTED,
    BUDGET_80,
    BUDGET_100,
    DISK_NEARLY_FULL,
    CHAT_SILENT,
    CHAT_TOKEN_REFUSED,
    CHAT_CONFLICT
  }

  /** Takes alerts; must not block or throw. Safe for many threads. */
  @FunctionalInterface
  public interface Sink {
    Sink NONE = _ -> {};

    void raise(Alert alert);
  }
}
