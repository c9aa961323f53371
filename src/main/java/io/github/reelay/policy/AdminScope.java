package io.github.reelay.policy;

/** How far something said to {@code /admin} reaches. */
public enum AdminScope {
  /** The place it is said in. */
  HERE,
  /** Another place, or a person wherever they are. */
  ELSEWHERE,
  EVERYWHERE
}
