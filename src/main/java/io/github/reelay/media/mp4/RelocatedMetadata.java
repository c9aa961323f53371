package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A copy of the metadata for its new place right behind the first box: every chunk offset grows by
 * as much as its media moves back. Offsets that no longer fit 32 bits make all of them 64-bit ones.
 */
final class RelocatedMetadata {
  private static final Set<String> CONTAINER_TYPES = Set.of("moov", "trak", "mdia", "minf", "stbl");
  private static final long MAX_32_BIT_OFFSET = 0xFFFF_FFFFL;

  private final ByteBuffer source;
  private final ByteBuffer target;
  private final boolean use64Bit;
  private final long oldPosition;
  private final long growth;

  private RelocatedMetadata(Mp4Layout layout, boolean widen, long growth) {
    this.source = layout.metadata();
    this.target = ByteBuffer.allocate((int) (layout.moov().size() + growth));
    this.use64Bit = widen;
    this.oldPosition = layout.moov().start();
    this.growth = growth;
  }

  /** Ready to be read from its first byte. */
  static ByteBuffer of(Mp4Layout layout) throws Mp4FormatException {
    long growth = 0;
    for (Track track : layout.tracks()) {
      SampleTable samples = track.samples();
      growth += samples.has64BitOffsets() ? 0 : samples.chunkCount() * 4;
    }
    boolean widen = layout.moov().end() + growth > MAX_32_BIT_OFFSET;
    RelocatedMetadata moved = new RelocatedMetadata(layout, widen, widen ? growth : 0);
    Box whole = new Box("moov", 0, layout.moov().headerSize(), layout.moov().size());
    moved.copy(whole);
    return moved.target.flip();
  }

  private void copy(Box box) throws Mp4FormatException {
    if (CONTAINER_TYPES.contains(box.type())) {
      copyContainer(box);
    } else if (box.type().equals("stco")) {
      copyOffsets(box, 4, use64Bit ? 8 : 4);
    } else if (box.type().equals("co64")) {
      copyOffsets(box, 8, 8);
    } else {
      target.put(source.slice((int) box.start(), (int) box.size()));
    }
  }

  private void copyContainer(Box box) throws Mp4FormatException {
    int start = target.position();
    target.put(source.slice((int) box.start(), box.headerSize()));
    long end = box.bodyStart();
    for (Box child : BoxReader.readBody(source, box.bodyStart(), box.end())) {
      copy(child);
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

  /** Media before the old place moves back by the whole metadata, media behind it by its growth. */
  private long relocate(long offset) {
    return offset < oldPosition ? offset + target.capacity() : offset + growth;
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
