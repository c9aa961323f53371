package io.github.reelay.tracking.simulation;

/**
 * What a store, a relay or a chat of a world throws, as the real ones might. Without its stack,
 * which nobody reads.
 */
final class SimFault extends IllegalStateException {
  private static final long serialVersionUID = 1;

  SimFault(String what) {
    super(what);
  }

  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
