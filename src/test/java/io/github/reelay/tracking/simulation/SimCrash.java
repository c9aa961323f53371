package io.github.reelay.tracking.simulation;

/**
 * The process dies here. An Error, so that no handler of ours takes it for trouble it could mend.
 */
final class SimCrash extends Error {
  private static final long serialVersionUID = 1;

  SimCrash() {
    super("kill -9", null, false, false);
  }
}
