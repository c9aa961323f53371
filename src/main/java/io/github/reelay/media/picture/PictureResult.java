package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.image.BufferedImage;

/** The result of reading a picture a person sent. */
public sealed interface PictureResult {
  /** Decoded, upright, opaque, of a size we keep. */
  record Decoded(BufferedImage image) implements PictureResult {}

  record Rejected(Reason reason) implements PictureResult {}
}
