package io.github.reelay.provider.catalogue;

/** The way a video of a model can be remixed. */
public enum RemixMode {
  /** By the relay's own remix. */
  NATIVE,
  /** As a picture-to-video request from the last frame of our stored file. */
  LAST_FRAME,
  NONE
}
