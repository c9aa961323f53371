package io.github.reelay.policy;

/** Who somebody is to {@code /admin}, at the place they speak. */
public enum AdminRole {
  /** By id, in the configuration. */
  OPERATOR,
  /** Discord Manage Server, Telegram group administrator. */
  MODERATOR,
  MEMBER
}
