package io.github.reelay.provider.catalogue;

/** The way a video of a model can be remixed. */
public enum RemixMode {
  /** By the relay's own remix: a call, or a field that names the source. */
  NATIVE,
  /** As a picture-to-video request from the last frame of our stored file. */
  LAST_FRAME,
  NONE
}
