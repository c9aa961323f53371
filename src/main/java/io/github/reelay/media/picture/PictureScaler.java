package io.github.reelay.media.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A scaler of pictures: smaller, larger, or cut to a shape. */
public final class PictureScaler {
  private PictureScaler() {}

  /** Fills exactly this size: what sticks out at the longer sides is cut off evenly. */
  public static BufferedImage cover(BufferedImage picture, int width, int height) {
    double scale =
        Math.max(width / (double) picture.getWidth(), height / (double) picture.getHeight());
    int cutWidth = Math.clamp(Math.round(width / scale), 1, picture.getWidth());
    int cutHeight = Math.clamp(Math.round(height / scale), 1, picture.getHeight());
    BufferedImage cut =
        picture.getSubimage(
            (picture.getWidth() - cutWidth) / 2,
            (picture.getHeight() - cutHeight) / 2,
            cutWidth,
            cutHeight);
    return scaleTo(cut, width, height);
  }

  /** The same shape, its longest side at most so many pixels; never larger than it was. */
  public static BufferedImage fitWithin(BufferedImage picture, int maxSide) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    if (longest <= maxSide) {
      return picture;
    }
    double scale = maxSide / (double) longest;
    return scaleTo(
        picture,
        (int) Math.max(1, Math.round(picture.getWidth() * scale)),
        (int) Math.max(1, Math.round(picture.getHeight() * scale)));
  }

  /** By halves first: one big step would leave out most pixels and flicker. */
  private static BufferedImage scaleTo(BufferedImage picture, int width, int height) {
    BufferedImage step = picture;
    while (step.getWidth() >= 2 * width && step.getHeight() >= 2 * height) {
      step = draw(step, step.getWidth() / 2, step.getHeight() / 2);
    }
    return draw(step, width, height);
  }

  private static BufferedImage draw(BufferedImage picture, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
