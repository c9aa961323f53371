package io.github.reelay.media.mp4;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Where a track's samples are: chunk offsets ({@code stco}, {@code co64}), samples per chunk
 * ({@code stsc}) and sample sizes ({@code stsz}, {@code stz2}), read in place.
 */
record SampleTable(
    ByteBuffer bytes, Box offsets, Box perChunk, Box sizes, long chunks, long runs, long count) {

  static SampleTable read(ByteBuffer bytes, Box stbl) throws Mp4FormatException {
    Optional<Box> narrow = Track.find(bytes, stbl, "stco");
    Box offsets = narrow.isPresent() ? narrow.get() : Track.need(bytes, stbl, "co64");
    Box perChunk = Track.need(bytes, stbl, "stsc");
    Optional<Box> compact = Track.find(bytes, stbl, "stz2");
    Box sizes = compact.isPresent() ? compact.get() : Track.need(bytes, stbl, "stsz");
    long chunks = BoxFields.unsignedAt(bytes, offsets, 4);
    long runs = BoxFields.unsignedAt(bytes, perChunk, 4);
    SampleTable table =
        new SampleTable(
            bytes, offsets, perChunk, sizes, chunks, runs, BoxFields.unsignedAt(bytes, sizes, 8));
    table.checkLengths();
    return table;
  }

  private void checkLengths() throws Mp4FormatException {
    boolean fits =
        offsets.size() - offsets.header() - 8 >= chunks * (isWide() ? 8 : 4)
            && perChunk.size() - perChunk.header() - 8 >= runs * 12
            && (chunks == 0) == (runs == 0)
            && (runs == 0 || BoxFields.unsignedAt(bytes, perChunk, 8) == 1);
    if (!fits) {
      throw new Mp4FormatException("a sample table that says more than it holds");
    }
  }

  boolean isWide() {
    return offsets.type().equals("co64");
  }

  /** Every chunk must lie wholly inside one of the media boxes, and all samples in chunks. */
  void checkInside(List<Box> media) throws Mp4FormatException {
    long sample = 0;
    long run = -1;
    long nextRunAt = 0;
    long inChunk = 0;
    for (long chunk = 0; chunk < chunks; chunk++) {
      if (chunk == nextRunAt && run + 1 < runs) {
        run++;
        inChunk = BoxFields.unsignedAt(bytes, perChunk, 8 + run * 12 + 4);
        nextRunAt =
            run + 1 < runs ? BoxFields.unsignedAt(bytes, perChunk, 8 + (run + 1) * 12) - 1 : -1;
      }
      if (inChunk > count - sample) {
        throw new Mp4FormatException("chunks hold more samples than there are");
      }
      long from = offset(chunk);
      long to = from + bytesOf(sample, inChunk);
      sample += inChunk;
      if (media.stream().noneMatch(mdat -> mdat.holds(from, to))) {
        throw new Mp4FormatException("media of chunk " + chunk + " is missing");
      }
    }
    if (sample < count) {
      throw new Mp4FormatException("samples outside of all chunks");
    }
  }

  long offset(long chunk) throws Mp4FormatException {
    return isWide()
        ? BoxFields.longAt(bytes, offsets, 8 + chunk * 8)
        : BoxFields.unsignedAt(bytes, offsets, 8 + chunk * 4);
  }

  private long bytesOf(long firstSample, long samples) throws Mp4FormatException {
    boolean compact = sizes.type().equals("stz2");
    long all = compact ? 0 : BoxFields.unsignedAt(bytes, sizes, 4);
    if (all != 0) {
      return all * samples;
    }
    long sum = 0;
    for (long i = firstSample; i < firstSample + samples; i++) {
      sum += compact ? compactSize(i) : BoxFields.unsignedAt(bytes, sizes, 12 + i * 4);
    }
    return sum;
  }

  private long compactSize(long sample) throws Mp4FormatException {
    int bits = BoxFields.intAt(bytes, sizes, 4) & 0xFF;
    return switch (bits) {
      case 16 -> BoxFields.shortAt(bytes, sizes, 12 + sample * 2);
      case 8 -> BoxFields.shortAt(bytes, sizes, 11 + sample) & 0xFF;
      case 4 ->
          (BoxFields.shortAt(bytes, sizes, 11 + sample / 2) >> (sample % 2 == 0 ? 4 : 0)) & 0xF;
      default -> throw new Mp4FormatException("sample sizes of " + bits + " bits");
    };
  }
}
