package io.github.reelay.policy;

/** An action of {@code /admin}, as far as permissions go. */
public enum AdminAction {
  LIMITS_SHOW,
  /** A moderator only tighter than the operator's. */
  LIMITS_SET,
  ALLOW,
  BAN,
  UNBAN,
  PAUSE,
  RESUME,
  SPEND,
  TASKS_SHOW,
  /** Charged, not charged, retry delivery. */
  TASKS_SETTLE,
  PROVIDERS_SHOW,
  PROVIDERS_SWITCH,
  OPERATORS,
  INSTANCES_SHOW
}
