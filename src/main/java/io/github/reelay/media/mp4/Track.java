package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One track of a file.
 *
 * @param handler what kind it is: {@code vide}, {@code soun}, …
 * @param width pixels before rotation
 * @param height pixels before rotation
 * @param turned whether the player turns it by a quarter
 */
record Track(
    String handler, int width, int height, boolean turned, Duration length, SampleTable samples) {
  private static final int MOST_PIXELS_A_SIDE = 16_384;

  /** Where {@code tkhd} has its matrix, for version 0; version 1 has 12 bytes more before it. */
  private static final int MATRIX = 40;

  int shownWidth() {
    return turned ? height : width;
  }

  int shownHeight() {
    return turned ? width : height;
  }

  static Track read(ByteBuffer moov, Box trak) throws Mp4FormatException {
    Box mdia = need(moov, trak, "mdia");
    Box stbl = need(moov, need(moov, mdia, "minf"), "stbl");
    String handler = BoxFields.nameAt(moov, need(moov, mdia, "hdlr"), 8);
    Duration length = BoxFields.length(moov, need(moov, mdia, "mdhd"));
    SampleTable samples = SampleTable.read(moov, stbl);
    if (!handler.equals("vide")) {
      return new Track(handler, 0, 0, false, length, samples);
    }
    Box tkhd = need(moov, trak, "tkhd");
    int matrix = MATRIX + (BoxFields.versionOf(moov, tkhd) == 1 ? 12 : 0);
    int width = BoxFields.intAt(moov, tkhd, matrix + 36) >>> 16;
    int height = BoxFields.intAt(moov, tkhd, matrix + 40) >>> 16;
    if (width == 0 || height == 0) {
      // The first sample entry: box header 8, then 24 bytes to the size of its pictures.
      Box stsd = need(moov, stbl, "stsd");
      width = BoxFields.shortAt(moov, stsd, 8 + 8 + 24);
      height = BoxFields.shortAt(moov, stsd, 8 + 8 + 26);
    }
    if (width == 0 || height == 0 || Math.max(width, height) > MOST_PIXELS_A_SIDE) {
      throw new Mp4FormatException("pictures of " + width + "x" + height);
    }
    boolean turned =
        BoxFields.intAt(moov, tkhd, matrix) == 0 && BoxFields.intAt(moov, tkhd, matrix + 4) != 0;
    return new Track(handler, width, height, turned, length, samples);
  }

  static Box need(ByteBuffer bytes, Box parent, String type) throws Mp4FormatException {
    return find(bytes, parent, type)
        .orElseThrow(() -> new Mp4FormatException("no '" + type + "' in '" + parent.type() + "'"));
  }

  static Optional<Box> find(ByteBuffer bytes, Box parent, String type) throws Mp4FormatException {
    return BoxReader.ofBody(bytes, parent.body(), parent.end()).stream()
        .filter(b -> b.type().equals(type))
        .findFirst();
  }
}
