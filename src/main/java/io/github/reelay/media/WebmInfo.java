package io.github.reelay.media;

import io.github.reelay.media.mp4.EmbeddedWorkflow;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The properties of a WebM or Matroska file (RFC 9559), as its elements say.
 *
 * @param width pixels
 * @param height pixels
 * @param duration zero where the file does not tell
 */
record WebmInfo(int width, int height, Duration duration) {
  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int TIMESTAMP_SCALE = 0x2AD7B1;
  private static final int DURATION = 0x4489;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK = 0xAE;
  private static final int VIDEO = 0xE0;
  private static final int PIXEL_WIDTH = 0xB0;
  private static final int PIXEL_HEIGHT = 0xBA;
  private static final int CLUSTER = 0x1F43B675;
  private static final int TAGS = 0x1254C367;

  /** An element of nothing; its size is written in eight bytes. */
  private static final int VOID = 0xEC;

  private static final int VOID_HEADER = 9;
  private static final int MAX_TAGS = 16 << 20;

  /** One unit of a duration, in nanoseconds, where the file does not tell. */
  private static final long USUAL_SCALE = 1_000_000;

  private static final int MAX_SIDE = 16_384;
  private static final int MAX_HEADER = 12;

  /** Segment, tracks, track, video, and their fields; what nests deeper is made to. */
  private static final int MAX_DEPTH = 5;

  /** Clusters are not looked into: hours of video have thousands of elements here. */
  private static final int MAX_ELEMENTS = 100_000;

  /** Whether a file begins as a WebM or Matroska one does. */
  static boolean isWebm(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(4);
      return file.read(head, 0) == 4 && head.getInt(0) == EBML;
    }
  }

  /** Empty if the file has no video, or does not hold all it says it does. */
  static Optional<WebmInfo> read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      Reader reader = new Reader(file);
      reader.readElements(0, file.size(), 1);
      boolean whole = reader.width > 0 && reader.height > 0 && reader.hasPictures;
      double nanos = reader.units * reader.scale;
      boolean likely = nanos >= 0 && nanos < Duration.ofDays(1).toNanos();
      return whole && likely && Math.max(reader.width, reader.height) <= MAX_SIDE
          ? Optional.of(
              new WebmInfo((int) reader.width, (int) reader.height, Duration.ofNanos((long) nanos)))
          : Optional.empty();
    } catch (EOFException cut) {
      return Optional.empty();
    }
  }

  /** Makes empty space of the tags that hold a workflow of ComfyUI, where they are. */
  static void eraseWorkflow(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Reader reader = new Reader(file);
      reader.readElements(0, file.size(), 1);
      for (Span tags : reader.tags) {
        byte[] body = reader.bytes(tags.from, (int) (tags.to - tags.from)).array();
        if (body.length > VOID_HEADER && EmbeddedWorkflow.isIn(body)) {
          ByteBuffer empty = ByteBuffer.allocate(body.length).put((byte) VOID);
          empty.putLong(1L << 56 | body.length - VOID_HEADER);
          file.write(empty.rewind(), tags.from);
        }
      }
    } catch (EOFException cut) {
      // Who reads it says so.
    }
  }

  /** A part of the file. */
  private record Span(long from, long to) {}

  private static final class Reader {
    private final FileChannel file;
    private long scale = USUAL_SCALE;
    private double units;
    private long width;
    private long height;
    private boolean hasPictures;
    private int elements;
    private final List<Span> tags = new ArrayList<>();

    Reader(FileChannel file) {
      this.file = file;
    }

    /**
     * Elements that follow each other; one that ends behind its parent makes the file a cut one,
     * and so do more of them, or deeper ones, than a video has.
     */
    void readElements(long from, long to, int depth) throws IOException {
      for (long at = from; at < to; ) {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
          throw new EOFException();
        }
        ByteBuffer header = bytes(at, (int) Math.min(MAX_HEADER, to - at));
        int idLength = vintLength(header, 0);
        int sizeLength = vintLength(header, idLength);
        int id = (int) number(header, 0, idLength);
        long marked = number(header, idLength, sizeLength);
        long size = marked & ((1L << (7 * sizeLength)) - 1);
        boolean untold = size == (1L << (7 * sizeLength)) - 1;
        long body = at + idLength + sizeLength;
        long end = untold ? to : body + size;
        if (end > to) {
          throw new EOFException();
        }
        readElement(id, body, end, depth);
        // A live recording's clusters do not say where they end; what is known is known by now.
        at = end;
      }
    }

    private void readElement(int id, long body, long end, int depth) throws IOException {
      switch (id) {
        case SEGMENT, INFO, TRACKS, TRACK, VIDEO -> readElements(body, end, depth + 1);
        case TIMESTAMP_SCALE -> scale = unsigned(body, end);
        case DURATION ->
            units =
                end - body == 4
                    ? Float.intBitsToFloat((int) unsigned(body, end))
                    : Double.longBitsToDouble(unsigned(body, end));
        case PIXEL_WIDTH -> width = unsigned(body, end);
        case PIXEL_HEIGHT -> height = unsigned(body, end);
        case CLUSTER -> hasPictures = true;
        case TAGS -> {
          if (end - body <= MAX_TAGS) {
            tags.add(new Span(body, end));
          }
        }
        default -> {}
      }
    }

    private long unsigned(long from, long to) throws IOException {
      int length = (int) Math.min(Long.BYTES, to - from);
      return number(bytes(from, length), 0, length);
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, at + bytes.position()) < 0) {
          throw new EOFException();
        }
      }
      return bytes.flip();
    }

    /** Leading zeros of the first byte say how many bytes follow it (RFC 8794, 4). */
    private static int vintLength(ByteBuffer bytes, int at) throws EOFException {
      int length = at < bytes.limit() ? 1 + leadingZeros(bytes.get(at)) : 9;
      if (length > Long.BYTES || at + length > bytes.limit()) {
        throw new EOFException();
      }
      return length;
    }

    private static int leadingZeros(byte value) {
      return Integer.numberOfLeadingZeros(Byte.toUnsignedInt(value)) - (Integer.SIZE - Byte.SIZE);
    }

    private static long number(ByteBuffer bytes, int at, int length) {
      long value = 0;
      for (int i = 0; i < length; i++) {
        value = value << 8 | Byte.toUnsignedInt(bytes.get(at + i));
      }
      return value;
    }
  }
}
