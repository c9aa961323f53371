package io.github.reelay.media.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader of the boxes that follow each other in a file or in a box held in memory. */
final class BoxReader {
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** A real file has a handful at the top; a fragmented one two per second. */
  private static final int MAX_BOXES = 20_000;

  /** What stands at the top of files (ISO/IEC 14496-12, table 1; QuickTime's own). */
  private static final Set<String> TOP_TYPES =
      Set.of(
          "ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide", "pnot", "uuid", "meta",
          "sidx", "ssix", "mfra", "prft", "emsg");

  /** Writers reserve a block or put an answer's text in front; more than this nobody has seen. */
  private static final int MAX_GAP = 1 << 20;

  private static final int USUAL_GAP = 1 << 12;

  private BoxReader() {}

  /**
   * The boxes at the top of a file. What players skip is skipped: zeros, texts or leavings before,
   * between and behind them.
   *
   * @throws Mp4FormatException if the file ends within a box; for media it is left to the sample
   *     tables to say whether anything is missing, so its box ends with the file then
   */
  static List<Box> readFile(FileChannel file) throws IOException, Mp4FormatException {
    long length = file.size();
    List<Box> boxes = new ArrayList<>();
    ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
    for (long at = 0; length - at >= SHORT_HEADER; at = boxes.getLast().end()) {
      Box box = readBoxAt(file, at, length, header);
      if (box == null) {
        long next = findBox(file, at + 1);
        box = next < 0 ? null : readBoxAt(file, next, length, header);
      }
      if (box == null) {
        break;
      }
      add(boxes, box);
    }
    return boxes;
  }

  /** The box that begins there; null if none does. */
  private static @Nullable Box readBoxAt(FileChannel file, long at, long length, ByteBuffer header)
      throws IOException, Mp4FormatException {
    header.clear().limit((int) Math.min(LONG_HEADER, length - at));
    readFully(file, header, at);
    String type = typeAt(header, 0);
    if (!isName(type) || (at == 0 && !TOP_TYPES.contains(type))) {
      return null;
    }
    try {
      return readBox(header, 0, at, length);
    } catch (Mp4FormatException tooLong) {
      long size = Integer.toUnsignedLong(header.getInt(0));
      boolean endsEarly = TOP_TYPES.contains(type) && (size == 1 || size > length - at);
      if (!endsEarly) {
        return null;
      }
      if (!type.equals("mdat")) {
        throw tooLong;
      }
      return new Box(type, at, size == 1 ? LONG_HEADER : SHORT_HEADER, length - at);
    }
  }

  /**
   * Where the next box that stands at the top of files begins, not far behind; or -1. Most gaps are
   * small, and a file can have as many as boxes: what is far is read only if nothing is near.
   */
  private static long findBox(FileChannel file, long from) throws IOException {
    long near = findBox(file, from, USUAL_GAP);
    return near < 0 ? findBox(file, from, MAX_GAP) : near;
  }

  private static long findBox(FileChannel file, long from, int within) throws IOException {
    ByteBuffer gap = ByteBuffer.allocate((int) Math.min(within, file.size() - from));
    readFully(file, gap, from);
    for (int at = 0; at + SHORT_HEADER <= gap.limit(); at++) {
      long size = Integer.toUnsignedLong(gap.getInt(at));
      boolean fits = size == 1 || (size >= SHORT_HEADER && size <= file.size() - from - at);
      if (fits && TOP_TYPES.contains(typeAt(gap, at))) {
        return from + at;
      }
    }
    return -1;
  }

  private static void readFully(FileChannel file, ByteBuffer into, long at) throws IOException {
    while (into.hasRemaining()) {
      if (file.read(into, at + into.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    into.flip();
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
    String type = typeAt(bytes, index);
    if (!isName(type)) {
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

  private static String typeAt(ByteBuffer bytes, int index) {
    byte[] name = new byte[4];
    bytes.get(index + 4, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private static boolean isName(String type) {
    return type.chars().allMatch(c -> c >= 0x20);
  }

  private static String printable(String type) {
    return type.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
