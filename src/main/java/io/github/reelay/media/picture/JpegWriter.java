package io.github.reelay.media.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG. */
public final class JpegWriter {
  /** What a stored picture is written with: losses are hard to see, and it is read back once. */
  public static final float FINE = 0.94f;

  /** Below this, squares show; a smaller picture looks better than a coarser one. */
  private static final float COARSEST = 0.6f;

  private static final float STEP = 0.1f;
  private static final double SHRINK = 0.75;
  private static final int LEAST_A_SIDE = 16;

  private JpegWriter() {}

  /**
   * The picture in at most so many bytes: quality goes down first, then, where the size is free,
   * size.
   *
   * @param sizeIsFixed quality alone may go down, as far as it takes
   * @throws IOException if even the least is too large
   */
  public static byte[] within(BufferedImage image, long mostBytes, boolean sizeIsFixed)
      throws IOException {
    float coarsest = sizeIsFixed ? STEP : COARSEST;
    BufferedImage smaller = image;
    while (true) {
      for (float quality = FINE; quality >= coarsest; quality -= STEP) {
        byte[] jpeg = write(smaller, quality);
        if (jpeg.length <= mostBytes) {
          return jpeg;
        }
      }
      int longest = Math.max(smaller.getWidth(), smaller.getHeight());
      if (sizeIsFixed || longest * SHRINK < LEAST_A_SIDE) {
        throw new IOException("a picture does not fit " + mostBytes + " bytes");
      }
      smaller = PictureScaler.within(smaller, (int) (longest * SHRINK));
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
