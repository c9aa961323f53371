package io.github.reelay.provider.sandbox.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A picture that fills the frame while the view slowly moves in and across. */
public final class PhotoScene implements Scene {
  /** Films are at most 1280 wide; twice that leaves room to move in. */
  private static final int MAX_SIDE = 2560;

  private final BufferedImage picture;

  private PhotoScene(BufferedImage picture) {
    this.picture = picture;
  }

  public static PhotoScene read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      try {
        reader.setInput(in, true, true);
        int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
        int step = (longest + MAX_SIDE - 1) / MAX_SIDE;
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        BufferedImage raw = reader.read(0, how);
        BufferedImage plain =
            new BufferedImage(raw.getWidth(), raw.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plain.createGraphics();
        graphics.drawImage(raw, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return new PhotoScene(plain);
      } finally {
        reader.dispose();
      }
    }
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height, double seconds) {
    double cover =
        Math.max(width / (double) picture.getWidth(), height / (double) picture.getHeight());
    double zoom = cover * (1.04 + 0.012 * seconds);
    double spareX = picture.getWidth() * zoom - width;
    double spareY = picture.getHeight() * zoom - height;
    double sway = 0.5 + 0.25 * Math.sin(seconds * 0.25);
    AffineTransform place = AffineTransform.getTranslateInstance(-spareX * sway, -spareY / 2);
    place.scale(zoom, zoom);
    graphics.drawImage(picture, place, null);
  }
}
