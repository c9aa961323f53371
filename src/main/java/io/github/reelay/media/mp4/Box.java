package io.github.reelay.media.mp4;

import java.util.List;
import java.util.Optional;

/**
 * One box of an MP4 file.
 *
 * @param type four characters, such as {@code moov}
 * @param start where its header begins, in bytes from the start of what was read
 * @param headerSize bytes of its header: 8, or 16 when the size is a 64-bit one
 * @param size bytes of the whole box, header included
 */
record Box(String type, long start, int headerSize, long size) {
  long bodyStart() {
    return start + headerSize;
  }

  long end() {
    return start + size;
  }

  /** A part that ends before it begins was one of a size that no number holds. */
  boolean contains(long from, long to) {
    return bodyStart() <= from && from <= to && to <= end();
  }

  /**
   * The one of a file's boxes that holds a part of it. Files can have thousands of boxes and
   * millions of parts, so not each is tried.
   *
   * @param boxes in the order of the file
   */
  static Optional<Box> holding(List<Box> boxes, long from, long to) {
    int low = 0;
    int high = boxes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (boxes.get(middle).bodyStart() <= from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && boxes.get(low - 1).contains(from, to)
        ? Optional.of(boxes.get(low - 1))
        : Optional.empty();
  }
}
