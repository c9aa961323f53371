package io.github.reelay.media.picture;

import java.nio.ByteBuffer;

/** A reader of the sizes that HEIC and AVIF files tell (ISO/IEC 23008-12, 6.5.3). */
final class HeifFile {
  /** "ispe", the property with the size of a picture, or of a part of one. */
  private static final int SIZE = 0x69737065;

  /** What tells about the picture stands at the beginning. */
  private static final int MAX_SCANNED = 1 << 20;

  private HeifFile() {}

  /** Of the whole picture: its parts and what goes with it are smaller. 0: it tells nothing. */
  static int longestSide(ByteBuffer bytes) {
    int longest = 0;
    for (int at = 0; at + 16 <= Math.min(bytes.limit(), MAX_SCANNED); at++) {
      if (bytes.getInt(at) == SIZE) {
        longest = Math.max(longest, Math.max(bytes.getInt(at + 8), bytes.getInt(at + 12)));
      }
    }
    return longest;
  }
}
