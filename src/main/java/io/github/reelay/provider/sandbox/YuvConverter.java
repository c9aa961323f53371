package io.github.reelay.provider.sandbox;

import org.jcodec.common.model.Picture;

/**
 * A converter from RGB to the planes of a video: BT.709, limited range (Y 16 to 235), colour at
 * half the size. Players take that for granted where a stream does not say.
 */
final class YuvConverter {
  /** jcodec keeps samples as signed bytes around 128. */
  private static final int SAMPLE_OFFSET = 128;

  /** Fixed point: 16 bits behind the point. */
  private static final int ROUNDING = 1 << 15;

  private YuvConverter() {}

  /**
   * @param rgb one int per pixel, rows of the picture's width; width and height are even
   */
  static void convert(int[] rgb, Picture to) {
    int width = to.getWidth();
    byte[] luma = to.getPlaneData(0);
    byte[] blue = to.getPlaneData(1);
    byte[] red = to.getPlaneData(2);
    for (int y = 0; y < to.getHeight(); y += 2) {
      for (int x = 0; x < width; x += 2) {
        int at = y * width + x;
        int a = rgb[at];
        int b = rgb[at + 1];
        int c = rgb[at + width];
        int d = rgb[at + width + 1];
        luma[at] = luma(a);
        luma[at + 1] = luma(b);
        luma[at + width] = luma(c);
        luma[at + width + 1] = luma(d);
        int r = (channel(a, 16) + channel(b, 16) + channel(c, 16) + channel(d, 16)) >> 2;
        int g = (channel(a, 8) + channel(b, 8) + channel(c, 8) + channel(d, 8)) >> 2;
        int u = (channel(a, 0) + channel(b, 0) + channel(c, 0) + channel(d, 0)) >> 2;
        int half = (y / 2) * (width / 2) + x / 2;
        blue[half] = (byte) ((-6596 * r - 22189 * g + 28784 * u + ROUNDING) >> 16);
        red[half] = (byte) ((28784 * r - 26145 * g - 2639 * u + ROUNDING) >> 16);
      }
    }
  }

  private static byte luma(int rgb) {
    int y =
        (11966 * channel(rgb, 16) + 40254 * channel(rgb, 8) + 4064 * channel(rgb, 0) + ROUNDING)
            >> 16;
    return (byte) (y + 16 - SAMPLE_OFFSET);
  }

  private static int channel(int rgb, int shift) {
    return (rgb >> shift) & 0xFF;
  }
}
