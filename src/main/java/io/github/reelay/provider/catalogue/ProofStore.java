package io.github.reelay.provider.catalogue;

/** A store of what was proven of relays. Thread-safe. */
public interface ProofStore {
  ProvenModels read();

  /**
   * Notes whether a provider answered a repeated POST by the task that it had made before. A
   * failure to write it down is logged: the program knows it all the same until it ends.
   */
  void addKey(String provider, boolean honoured);
}
