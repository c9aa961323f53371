package io.github.reelay.config;

/**
 * One thing that is wrong with the set-up, in words that say how to mend it. Holds no secret.
 *
 * @param where the key's path or the variable, with the place it was read from
 * @param found what stands there
 * @param allowed what may stand there
 * @param remedy what to do
 */
public record ConfigError(String where, String found, String allowed, String remedy) {
  /** The error as one line. */
  @Override
  public String toString() {
    return where + ": found " + found + "; allowed: " + allowed + ". To mend it, " + remedy + ".";
  }
}
