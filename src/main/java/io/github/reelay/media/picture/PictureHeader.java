package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;

/**
 * The header of a picture, checked against the bytes that are there, before anything is decoded.
 *
 * @param width pixels as stored
 * @param height pixels as stored
 * @param orientation EXIF, 1 (upright) to 8
 * @param bytesPerPixel what one decoded pixel takes
 * @param interlaced whether its pixels come in another order than from top to bottom
 */
record PictureHeader(
    int width, int height, int orientation, int bytesPerPixel, boolean interlaced) {
  /** Long screenshots are long. */
  private static final int MAX_SIDE = 32_000;

  /** The largest that phones make: 108 million, in 10 MB when the picture is a calm one. */
  private static final long MAX_PIXELS = 120_000_000;

  /** Nothing can be made out on less; providers refuse it, too. */
  private static final int MIN_SIDE = 32;

  /** Checks the size alone; formats call it as soon as they know it. */
  static void checkSize(long width, long height) throws PictureException {
    if (width <= 0 || height <= 0) {
      throw new PictureException(Reason.BROKEN);
    }
    if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
      throw new PictureException(Reason.TOO_MANY_PIXELS);
    }
    if (width < MIN_SIDE || height < MIN_SIDE) {
      throw new PictureException(Reason.TOO_SMALL);
    }
  }

  int longestSide() {
    return Math.max(width, height);
  }

  long pixelCount() {
    return (long) width * height;
  }
}
