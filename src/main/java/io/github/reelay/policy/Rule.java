package io.github.reelay.policy;

/**
 * A rule set at run time, over what the configuration says.
 *
 * @param place where it holds
 * @param name what is set: a limit's path, {@code pause}, {@code access/<scope>}, {@code
 *     provider/<name>}, {@code model/<provider>/<model>}, {@code operator/<person>}
 * @param tier whose word it is; a moderator's only ever narrows the operator's
 * @param value as it is typed
 */
public record Rule(Scope place, String name, Tier tier, String value) {
  /** Whose word a rule is. */
  public enum Tier {
    OPERATOR,
    MODERATOR
  }
}
