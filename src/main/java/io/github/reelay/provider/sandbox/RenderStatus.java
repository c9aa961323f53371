package io.github.reelay.provider.sandbox;

/** The status of an order's rendering. */
sealed interface RenderStatus {
  /** Others are filmed first. */
  record Waiting() implements RenderStatus {}

  /**
   * @param framesDone frames in the film, of so many
   */
  record Rendering(int framesDone, int totalFrames) implements RenderStatus {}

  /** The film is there. */
  record Ready() implements RenderStatus {}

  record Failed(String message, String type) implements RenderStatus {}
}
