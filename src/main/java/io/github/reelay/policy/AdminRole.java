package io.github.reelay.policy;

/** The role of somebody who types {@code /admin}, at the place they do. */
public enum AdminRole {
  /** By id, in the configuration. */
  OPERATOR,
  /** Discord Manage Server, Telegram group administrator. */
  MODERATOR,
  MEMBER
}
