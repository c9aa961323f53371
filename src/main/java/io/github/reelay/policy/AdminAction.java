package io.github.reelay.policy;

/** What {@code /admin} can do, as far as rights go. */
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
  PROVIDERS_SWITCH
}
