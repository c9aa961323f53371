package io.github.reelay.media.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A reader of the EXIF orientation. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int UPRIGHT = 1;

  private Exif() {}

  /**
   * @param tiff from the TIFF header on (EXIF 2.32, 4.5.2)
   * @return 1 to 8; 1 where it is absent or broken
   */
  static int orientation(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return UPRIGHT;
    }
    ByteBuffer bytes = tiff.duplicate();
    bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(bytes.getInt(4));
    if (directory + 2 > bytes.limit()) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(bytes.getShort((int) directory));
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + i * 12L;
      if (entry + 12 > bytes.limit()) {
        return UPRIGHT;
      }
      if (Short.toUnsignedInt(bytes.getShort((int) entry)) == ORIENTATION) {
        int value = Short.toUnsignedInt(bytes.getShort((int) entry + 8));
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
