package io.github.reelay.provider;

/** How a video of a model can be remixed. */
public enum RemixWay {
  /** By the relay's own remix. */
  OWN,
  /** As a picture-to-video request from the last frame of our stored file. */
  LAST_FRAME,
  NONE
}
