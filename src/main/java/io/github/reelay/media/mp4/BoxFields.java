package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A reader of fields of a box in memory; a field outside the box makes the file a broken one. */
final class BoxFields {
  static final Duration MAX_DURATION = Duration.ofHours(24);

  private BoxFields() {}

  static int intAt(ByteBuffer bytes, Box box, long offset) throws Mp4FormatException {
    return bytes.getInt(index(box, offset, Integer.BYTES));
  }

  static long unsignedAt(ByteBuffer bytes, Box box, long offset) throws Mp4FormatException {
    return Integer.toUnsignedLong(intAt(bytes, box, offset));
  }

  static long longAt(ByteBuffer bytes, Box box, long offset) throws Mp4FormatException {
    return bytes.getLong(index(box, offset, Long.BYTES));
  }

  static int shortAt(ByteBuffer bytes, Box box, long offset) throws Mp4FormatException {
    return Short.toUnsignedInt(bytes.getShort(index(box, offset, Short.BYTES)));
  }

  static int versionOf(ByteBuffer bytes, Box box) throws Mp4FormatException {
    return bytes.get(index(box, 0, Integer.BYTES));
  }

  static String typeAt(ByteBuffer bytes, Box box, long offset) throws Mp4FormatException {
    byte[] name = new byte[4];
    bytes.get(index(box, offset, name.length), name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** Time scale and duration of {@code mvhd} or {@code mdhd}: both begin alike. */
  static Duration duration(ByteBuffer bytes, Box box) throws Mp4FormatException {
    boolean wide = versionOf(bytes, box) == 1;
    long scale = unsignedAt(bytes, box, wide ? 20 : 12);
    long units = wide ? longAt(bytes, box, 24) : unsignedAt(bytes, box, 16);
    boolean untold = scale == 0 || units == (wide ? -1 : 0xFFFF_FFFFL);
    if (untold) {
      return Duration.ZERO;
    }
    if (units < 0 || units / scale > MAX_DURATION.toSeconds()) {
      throw new Mp4FormatException("a length of more than a day");
    }
    return Duration.ofSeconds(units / scale, units % scale * 1_000_000_000L / scale);
  }

  private static int index(Box box, long offset, int bytes) throws Mp4FormatException {
    long at = box.bodyStart() + offset;
    if (offset < 0 || at + bytes > box.end()) {
      throw new Mp4FormatException("box '" + box.type() + "' is too short");
    }
    return (int) at;
  }
}
