package io.github.reelay.provider.sandbox;

/** Where the filming of an order stands. */
sealed interface Take {
  /** Others are filmed first. */
  record Waiting() implements Take {}

  /**
   * @param done frames in the film, of so many
   */
  record Rolling(int done, int of) implements Take {}

  /** The film is there. */
  record Ready() implements Take {}

  record Failed(String message, String type) implements Take {}
}
