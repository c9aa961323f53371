package io.github.reelay.media.mp4;

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

  boolean contains(long from, long to) {
    return bodyStart() <= from && to <= end();
  }
}
