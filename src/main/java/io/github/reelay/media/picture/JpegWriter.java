package io.github.reelay.media.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A writer of JPEG files within a size. */
public final class JpegWriter {
  /** What a stored picture is written with: losses are hard to see, and it is read back once. */
  public static final float DEFAULT_QUALITY = 0.94f;

  /** Below this, squares show; a smaller picture looks better than a coarser one. */
  private static final float MIN_QUALITY = 0.6f;

  private static final float QUALITY_STEP = 0.1f;
  private static final double SCALE_STEP = 0.75;
  private static final int MIN_SIDE = 16;

  private JpegWriter() {}

  /**
   * The picture in at most so many bytes: quality goes down first, then, where the size is free,
   * size.
   *
   * @param sizeIsFixed quality alone may go down, as far as it takes
   * @throws IOException if even the least is too large
   */
  public static byte[] writeWithin(BufferedImage image, long maxBytes, boolean sizeIsFixed)
      throws IOException {
    float coarsest = sizeIsFixed ? QUALITY_STEP : MIN_QUALITY;
    BufferedImage smaller = image;
    while (true) {
      for (float quality = DEFAULT_QUALITY; quality >= coarsest; quality -= QUALITY_STEP) {
        byte[] jpeg = write(smaller, quality);
        if (jpeg.length <= maxBytes) {
          return jpeg;
        }
      }
      int longest = Math.max(smaller.getWidth(), smaller.getHeight());
      if (sizeIsFixed || longest * SCALE_STEP < MIN_SIDE) {
        throw new IOException("a picture does not fit " + maxBytes + " bytes");
      }
      smaller = PictureScaler.fitWithin(smaller, (int) (longest * SCALE_STEP));
    }
  }

  /**
   * @param image opaque
   * @param quality 0 to 1
   */
  public static byte[] write(BufferedImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
