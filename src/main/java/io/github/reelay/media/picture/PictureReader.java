package io.github.reelay.media.picture;

import io.github.reelay.tracking.MediaStore.PictureCheck.Reason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads a picture a person sent. */
public final class PictureReader {
  private PictureReader() {}

  public static Intake read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      return new Intake.Unfit(Reason.NOT_A_PICTURE);
    }
    BufferedImage rgb =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = rgb.createGraphics();
    pen.drawImage(image, 0, 0, Color.WHITE, null);
    pen.dispose();
    return new Intake.Upright(rgb);
  }
}
