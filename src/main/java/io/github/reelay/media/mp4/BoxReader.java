package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A reader of the boxes that follow each other in a file or in a box held in memory. */
final class BoxReader {
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** A real file has a handful at the top; a fragmented one two per second. */
  private static final int MAX_BOXES = 20_000;

  private BoxReader() {}

  /** The boxes at the top of a file; they add up to its length, or it is broken. */
  static List<Box> readFile(FileChannel file) throws IOException, Mp4FormatException {
    long length = file.size();
    List<Box> boxes = new ArrayList<>();
    ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
    for (long at = 0; at < length; at = boxes.getLast().end()) {
      header.clear().limit((int) Math.min(LONG_HEADER, length - at));
      while (header.hasRemaining()) {
        if (file.read(header, at + header.position()) < 0) {
          throw new Mp4FormatException("ends within a box header");
        }
      }
      add(boxes, readBox(header.flip(), 0, at, length));
    }
    return boxes;
  }

  /** The boxes in a part of a buffer; positions are those of the buffer. */
  static List<Box> readBody(ByteBuffer buffer, long from, long to) throws Mp4FormatException {
    List<Box> boxes = new ArrayList<>();
    // QuickTime may end a list of boxes with four zero bytes.
    for (long at = from; to - at >= SHORT_HEADER; at = boxes.getLast().end()) {
      add(boxes, readBox(buffer, (int) at, at, to));
    }
    return boxes;
  }

  private static void add(List<Box> boxes, Box box) throws Mp4FormatException {
    if (boxes.size() == MAX_BOXES) {
      throw new Mp4FormatException("more than " + MAX_BOXES + " boxes");
    }
    boxes.add(box);
  }

  private static Box readBox(ByteBuffer bytes, int index, long start, long end)
      throws Mp4FormatException {
    if (bytes.limit() - index < SHORT_HEADER) {
      throw new Mp4FormatException("ends within a box header");
    }
    byte[] name = new byte[4];
    bytes.get(index + 4, name);
    String type = new String(name, StandardCharsets.ISO_8859_1);
    if (!type.chars().allMatch(c -> c >= 0x20)) {
      throw new Mp4FormatException("no box at byte " + start);
    }
    long size = Integer.toUnsignedLong(bytes.getInt(index));
    int header = SHORT_HEADER;
    if (size == 1) {
      if (bytes.limit() - index < LONG_HEADER) {
        throw new Mp4FormatException("ends within a box header");
      }
      size = bytes.getLong(index + SHORT_HEADER);
      header = LONG_HEADER;
    } else if (size == 0) {
      size = end - start;
    }
    if (size < header || size > end - start) {
      throw new Mp4FormatException(
          "box '" + printable(type) + "' says " + size + " bytes, " + (end - start) + " are there");
    }
    return new Box(type, start, header, size);
  }

  private static String printable(String type) {
    return type.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
