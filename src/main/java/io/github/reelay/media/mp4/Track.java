package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One track of a file.
 *
 * @param id its number, by which fragments name it
 * @param handler what kind it is: {@code vide}, {@code soun}, …
 * @param width pixels before rotation
 * @param height pixels before rotation
 * @param isRotated whether the player turns it by a quarter
 * @param timeScale its units of time in a second
 * @param duration zero where the metadata does not tell
 */
record Track(
    long id,
    String handler,
    int width,
    int height,
    boolean isRotated,
    long timeScale,
    Duration duration,
    SampleTable samples) {
  private static final int MAX_SIDE = 16_384;

  /** Where {@code tkhd} has its matrix, for version 0; version 1 has 12 bytes more before it. */
  private static final int MATRIX_OFFSET = 40;

  int displayWidth() {
    return isRotated ? height : width;
  }

  int displayHeight() {
    return isRotated ? width : height;
  }

  static Track read(ByteBuffer moov, Box trak) throws Mp4FormatException {
    Box mdia = requireBox(moov, trak, "mdia");
    Box stbl = requireBox(moov, requireBox(moov, mdia, "minf"), "stbl");
    String handler = BoxFields.typeAt(moov, requireBox(moov, mdia, "hdlr"), 8);
    Box mdhd = requireBox(moov, mdia, "mdhd");
    Duration length = BoxFields.duration(moov, mdhd);
    long scale = BoxFields.unsignedAt(moov, mdhd, BoxFields.versionOf(moov, mdhd) == 1 ? 20 : 12);
    Box tkhd = requireBox(moov, trak, "tkhd");
    boolean wide = BoxFields.versionOf(moov, tkhd) == 1;
    long id = BoxFields.unsignedAt(moov, tkhd, wide ? 20 : 12);
    SampleTable samples = SampleTable.read(moov, stbl);
    if (!handler.equals("vide")) {
      return new Track(id, handler, 0, 0, false, scale, length, samples);
    }
    int matrix = MATRIX_OFFSET + (wide ? 12 : 0);
    int width = BoxFields.intAt(moov, tkhd, matrix + 36) >>> 16;
    int height = BoxFields.intAt(moov, tkhd, matrix + 40) >>> 16;
    if (width == 0 || height == 0) {
      // The first sample entry: box header 8, then 24 bytes to the size of its pictures.
      Box stsd = requireBox(moov, stbl, "stsd");
      width = BoxFields.shortAt(moov, stsd, 8 + 8 + 24);
      height = BoxFields.shortAt(moov, stsd, 8 + 8 + 26);
    }
    if (width == 0 || height == 0 || Math.max(width, height) > MAX_SIDE) {
      throw new Mp4FormatException("pictures of " + width + "x" + height);
    }
    boolean turned =
        BoxFields.intAt(moov, tkhd, matrix) == 0 && BoxFields.intAt(moov, tkhd, matrix + 4) != 0;
    return new Track(id, handler, width, height, turned, scale, length, samples);
  }

  static Box requireBox(ByteBuffer bytes, Box parent, String type) throws Mp4FormatException {
    return findBox(bytes, parent, type)
        .orElseThrow(() -> new Mp4FormatException("no '" + type + "' in '" + parent.type() + "'"));
  }

  static Optional<Box> findBox(ByteBuffer bytes, Box parent, String type)
      throws Mp4FormatException {
    return BoxReader.readBody(bytes, parent.bodyStart(), parent.end()).stream()
        .filter(b -> b.type().equals(type))
        .findFirst();
  }
}
