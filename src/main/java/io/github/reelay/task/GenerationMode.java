package io.github.reelay.task;

/** The mode in which a provider is asked: text, picture, last frame. */
public enum GenerationMode {
  /** From the prompt alone. */
  TEXT,
  /** From the prompt and the reference image. */
  PICTURE,
  /** From the prompt, its first frame and its last. */
  FRAMES,
  /** From the prompt and pictures of what should be seen. */
  REFERENCES,
  /** By the provider's own remix of its earlier result. */
  REMIX,
  /** A remix where the provider has none: image to video from the last frame of our stored file. */
  LAST_FRAME;

  /** Whether a picture goes to the provider. */
  public boolean usesPicture() {
    return switch (this) {
      case TEXT, REMIX -> false;
      case PICTURE, FRAMES, REFERENCES, LAST_FRAME -> true;
    };
  }
}
