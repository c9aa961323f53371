package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of the metadata for its new place right behind the file's type: every chunk offset moves
 * with its media. Offsets that no longer fit 32 bits make all of them 64-bit ones.
 */
final class RelocatedMetadata {
  /** The way to the offsets. What stands elsewhere is no track's, and goes along as it is. */
  private static final List<String> WAY = List.of("moov", "trak", "mdia", "minf", "stbl");

  private static final long MAX_32_BIT_OFFSET = 0xFFFF_FFFFL;

  private final ByteBuffer source;
  private final ByteBuffer target;
  private final boolean use64Bit;
  private final long offsetBase;
  private final List<Box> media;

  /** Every box that follows, and how far it moves. */
  private final Map<Box, Long> shifts = new HashMap<>();

  private RelocatedMetadata(
      Mp4Layout layout, List<Box> rest, long position, boolean widen, int size) {
    this.source = layout.metadata();
    this.target = ByteBuffer.allocate(size);
    this.use64Bit = widen;
    this.offsetBase = layout.offsetBase();
    this.media = layout.media();
    long at = position + size;
    for (Box box : rest) {
      shifts.put(box, at - box.start());
      at += box.size();
    }
  }

  /**
   * Ready to be read from its first byte.
   *
   * @param rest the boxes that will follow it, in order
   * @param position where it will begin
   */
  static ByteBuffer of(Mp4Layout layout, List<Box> rest, long position) throws Mp4FormatException {
    long size = layout.moov().size();
    long growth = 0;
    for (Track track : layout.tracks()) {
      SampleTable samples = track.samples();
      growth += samples.has64BitOffsets() ? 0 : samples.chunkCount() * 4;
    }
    long end = position + size + growth + rest.stream().mapToLong(Box::size).sum();
    boolean widen = end > MAX_32_BIT_OFFSET;
    RelocatedMetadata moved =
        new RelocatedMetadata(
            layout, rest, position, widen, Math.toIntExact(widen ? size + growth : size));
    moved.copy(layout.metadataBox(), 0);
    return moved.target.flip();
  }

  private void copy(Box box, int depth) throws Mp4FormatException {
    boolean inTable = depth == WAY.size();
    if (!inTable && box.type().equals(WAY.get(depth))) {
      copyContainer(box, depth);
    } else if (inTable && box.type().equals("stco")) {
      copyOffsets(box, 4, use64Bit ? 8 : 4);
    } else if (inTable && box.type().equals("co64")) {
      copyOffsets(box, 8, 8);
    } else {
      target.put(source.slice((int) box.start(), (int) box.size()));
    }
  }

  private void copyContainer(Box box, int depth) throws Mp4FormatException {
    int start = target.position();
    target.put(source.slice((int) box.start(), box.headerSize()));
    long end = box.bodyStart();
    for (Box child : BoxReader.readBody(source, box.bodyStart(), box.end())) {
      copy(child, depth + 1);
      end = child.end();
    }
    target.put(source.slice((int) end, (int) (box.end() - end)));
    writeSize(start, box.headerSize());
  }

  private void copyOffsets(Box box, int oldBytes, int newBytes) throws Mp4FormatException {
    int start = target.position();
    long count = BoxFields.unsignedAt(source, box, 4);
    target.put(source.slice((int) box.start(), box.headerSize() + 8));
    target.put(start + 4, (newBytes == 8 ? "co64" : "stco").getBytes(StandardCharsets.US_ASCII));
    for (long i = 0; i < count; i++) {
      long offset =
          relocate(
              oldBytes == 8
                  ? BoxFields.longAt(source, box, 8 + i * 8)
                  : BoxFields.unsignedAt(source, box, 8 + i * 4));
      if (newBytes == 8) {
        target.putLong(offset);
      } else {
        target.putInt((int) offset);
      }
    }
    long end = box.bodyStart() + 8 + count * oldBytes;
    target.put(source.slice((int) end, (int) (box.end() - end)));
    writeSize(start, box.headerSize());
  }

  /** An offset moves as the media does that it points into. */
  private long relocate(long offset) throws Mp4FormatException {
    long at = offsetBase + offset;
    Long shift = Box.holding(media, at, at).map(shifts::get).orElse(null);
    if (shift == null) {
      throw new Mp4FormatException("a chunk outside the media");
    }
    return at + shift;
  }

  private void writeSize(int start, int header) {
    int size = target.position() - start;
    if (header == 16) {
      target.putLong(start + 8, size);
    } else {
      target.putInt(start, size);
    }
  }
}
