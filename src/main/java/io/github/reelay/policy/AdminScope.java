package io.github.reelay.policy;

/** The scope an {@code /admin} command reaches. */
public enum AdminScope {
  /** The place it is said in. */
  HERE,
  /** Another place, or a person wherever they are. */
  ELSEWHERE,
  EVERYWHERE
}
