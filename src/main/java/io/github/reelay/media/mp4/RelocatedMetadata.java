package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A copy of the metadata for its new place right behind the first box: every chunk offset grows by
 * as much as its media moves back. Offsets that no longer fit 32 bits make all of them 64-bit ones.
 */
final class RelocatedMetadata {
  private static final Set<String> ON_THE_WAY = Set.of("moov", "trak", "mdia", "minf", "stbl");
  private static final long MOST_NARROW = 0xFFFF_FFFFL;

  private final ByteBuffer from;
  private final ByteBuffer to;
  private final boolean widen;
  private final long oldPlace;
  private final long growth;

  private RelocatedMetadata(Mp4Layout layout, boolean widen, long growth) {
    this.from = layout.metadata();
    this.to = ByteBuffer.allocate((int) (layout.moov().size() + growth));
    this.widen = widen;
    this.oldPlace = layout.moov().start();
    this.growth = growth;
  }

  /** Ready to be read from its first byte. */
  static ByteBuffer of(Mp4Layout layout) throws Mp4FormatException {
    long growth = 0;
    for (Track track : layout.tracks()) {
      SampleTable samples = track.samples();
      growth += samples.isWide() ? 0 : samples.chunks() * 4;
    }
    boolean widen = layout.moov().end() + growth > MOST_NARROW;
    RelocatedMetadata moved = new RelocatedMetadata(layout, widen, widen ? growth : 0);
    Box whole = new Box("moov", 0, layout.moov().header(), layout.moov().size());
    moved.copy(whole);
    return moved.to.flip();
  }

  private void copy(Box box) throws Mp4FormatException {
    if (ON_THE_WAY.contains(box.type())) {
      copyContainer(box);
    } else if (box.type().equals("stco")) {
      copyOffsets(box, 4, widen ? 8 : 4);
    } else if (box.type().equals("co64")) {
      copyOffsets(box, 8, 8);
    } else {
      to.put(from.slice((int) box.start(), (int) box.size()));
    }
  }

  private void copyContainer(Box box) throws Mp4FormatException {
    int start = to.position();
    to.put(from.slice((int) box.start(), box.header()));
    long end = box.body();
    for (Box child : BoxReader.ofBody(from, box.body(), box.end())) {
      copy(child);
      end = child.end();
    }
    to.put(from.slice((int) end, (int) (box.end() - end)));
    writeSize(start, box.header());
  }

  private void copyOffsets(Box box, int oldBytes, int newBytes) throws Mp4FormatException {
    int start = to.position();
    long count = BoxFields.unsignedAt(from, box, 4);
    to.put(from.slice((int) box.start(), box.header() + 8));
    to.put(start + 4, (newBytes == 8 ? "co64" : "stco").getBytes(StandardCharsets.US_ASCII));
    for (long i = 0; i < count; i++) {
      long offset =
          moved(
              oldBytes == 8
                  ? BoxFields.longAt(from, box, 8 + i * 8)
                  : BoxFields.unsignedAt(from, box, 8 + i * 4));
      if (newBytes == 8) {
        to.putLong(offset);
      } else {
        to.putInt((int) offset);
      }
    }
    long end = box.body() + 8 + count * oldBytes;
    to.put(from.slice((int) end, (int) (box.end() - end)));
    writeSize(start, box.header());
  }

  /** Media before the old place moves back by the whole metadata, media behind it by its growth. */
  private long moved(long offset) {
    return offset < oldPlace ? offset + to.capacity() : offset + growth;
  }

  private void writeSize(int start, int header) {
    int size = to.position() - start;
    if (header == 16) {
      to.putLong(start + 8, size);
    } else {
      to.putInt(start, size);
    }
  }
}
