package io.github.reelay.provider.sandbox;

/** The status of an order's rendering. */
sealed interface RenderStatus {
  /** Others are filmed first. */
  record Waiting() implements RenderStatus {}

  /**
   * @param framesDone frames rendered, of so many
   */
  record Rendering(int framesDone, int totalFrames) implements RenderStatus {}

  /** The video is finished. */
  record Ready() implements RenderStatus {}

  record Failed(String message, String type) implements RenderStatus {}
}
