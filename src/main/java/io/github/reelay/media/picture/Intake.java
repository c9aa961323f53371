package io.github.reelay.media.picture;

import io.github.reelay.tracking.MediaStore.PictureCheck.Reason;
import java.awt.image.BufferedImage;

/** What looking at a file a person sent came to. */
public sealed interface Intake {
  /** Decoded, upright, opaque, of a size we keep. */
  record Upright(BufferedImage image) implements Intake {}

  record Unfit(Reason why) implements Intake {}
}
