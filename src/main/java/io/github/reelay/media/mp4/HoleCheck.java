package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A check for holes: bytes that were never written, such as two downloads into one file leave, read
 * as zeros though every size is right. Compressed pictures have no such runs: H.264 and H.265 break
 * up more than two zeros in a row (ITU-T H.264, 7.4.1, emulation prevention), and the arithmetic
 * coders of VP9 and AV1 give none of this length.
 */
final class HoleCheck {
  /** Less than a page, of which files are made; a thousand times more than a codec writes. */
  private static final int MAX_ZEROS = 3_000;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
  private long checkedTo;
  private int zeros;

  /**
   * A file may name the same bytes for each of its chunks. What is read in all is no more than a
   * file that does not.
   */
  private long unread;

  HoleCheck(FileChannel file) throws IOException {
    this.file = file;
    this.unread = 2 * file.size();
  }

  /**
   * Checks the bytes of pictures between two places of the file; what lies on from there counts.
   */
  void check(long from, long end) throws IOException, Mp4FormatException {
    zeros = from == checkedTo ? zeros : 0;
    long to = Math.min(end, from + unread);
    checkedTo = to;
    unread -= to - from;
    for (long at = from; at < to; at += buffer.position()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
      if (file.read(buffer, at) <= 0) {
        throw new Mp4FormatException("ends within its media");
      }
      for (int i = 0; i < buffer.position(); i++) {
        zeros = buffer.get(i) == 0 ? zeros + 1 : 0;
        if (zeros > MAX_ZEROS) {
          throw new Mp4FormatException("a hole in its media");
        }
      }
    }
  }
}
