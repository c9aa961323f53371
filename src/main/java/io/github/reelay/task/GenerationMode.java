package io.github.reelay.task;

/** The mode in which a provider is asked: text, picture, last frame. */
public enum GenerationMode {
  /** From the prompt alone. */
  TEXT,
  /** From the prompt and the reference image. */
  PICTURE,
  /** By the provider's own remix of its earlier result. */
  REMIX,
  /** A remix where the provider has none: image to video from the last frame of our stored file. */
  LAST_FRAME
}
