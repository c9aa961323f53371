package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The sample table of a track: chunk offsets ({@code stco}, {@code co64}), samples per chunk
 * ({@code stsc}) and sample sizes ({@code stsz}, {@code stz2}), read in place.
 */
record SampleTable(
    ByteBuffer bytes,
    Box chunkOffsets,
    Box samplesPerChunk,
    Box sampleSizes,
    long chunkCount,
    long chunkRunCount,
    long sampleCount) {

  static SampleTable read(ByteBuffer bytes, Box stbl) throws Mp4FormatException {
    Optional<Box> narrow = Track.findBox(bytes, stbl, "stco");
    Box offsets = narrow.isPresent() ? narrow.get() : Track.requireBox(bytes, stbl, "co64");
    Box perChunk = Track.requireBox(bytes, stbl, "stsc");
    Optional<Box> compact = Track.findBox(bytes, stbl, "stz2");
    Box sizes = compact.isPresent() ? compact.get() : Track.requireBox(bytes, stbl, "stsz");
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
        chunkOffsets.size() - chunkOffsets.headerSize() - 8
                >= chunkCount * (has64BitOffsets() ? 8 : 4)
            && samplesPerChunk.size() - samplesPerChunk.headerSize() - 8 >= chunkRunCount * 12
            && (chunkCount == 0) == (chunkRunCount == 0)
            && (chunkRunCount == 0 || BoxFields.unsignedAt(bytes, samplesPerChunk, 8) == 1);
    if (!fits) {
      throw new Mp4FormatException("a sample table that says more than it holds");
    }
  }

  boolean has64BitOffsets() {
    return chunkOffsets.type().equals("co64");
  }

  /** Takes the place of a chunk in the file. */
  interface ChunkVisitor {
    void visit(long from, long to) throws IOException, Mp4FormatException;
  }

  /**
   * Every chunk must lie wholly inside one of the media boxes, and all samples in chunks.
   *
   * @param offsetBase where in the file its offsets count from
   */
  void checkChunksInside(List<Box> media, long offsetBase) throws IOException, Mp4FormatException {
    visitChunks(
        offsetBase,
        (from, to) -> {
          if (Box.holding(media, from, to).isEmpty()) {
            throw new Mp4FormatException("media at " + from + " is missing");
          }
        });
  }

  /** Visits all chunks, in their order; all samples must be in one. */
  void visitChunks(long offsetBase, ChunkVisitor visitor) throws IOException, Mp4FormatException {
    long sample = 0;
    long run = -1;
    long nextRunAt = 0;
    long inChunk = 0;
    for (long chunk = 0; chunk < chunkCount; chunk++) {
      if (chunk == nextRunAt && run + 1 < chunkRunCount) {
        run++;
        inChunk = BoxFields.unsignedAt(bytes, samplesPerChunk, 8 + run * 12 + 4);
        nextRunAt =
            run + 1 < chunkRunCount
                ? BoxFields.unsignedAt(bytes, samplesPerChunk, 8 + (run + 1) * 12) - 1
                : -1;
      }
      if (inChunk > sampleCount - sample) {
        throw new Mp4FormatException("chunks hold more samples than there are");
      }
      long from = offsetBase + chunkOffset(chunk);
      long to = from + sizeOf(sample, inChunk);
      sample += inChunk;
      visitor.visit(from, to);
    }
    if (sample < sampleCount) {
      throw new Mp4FormatException("samples outside of all chunks");
    }
  }

  long chunkOffset(long chunk) throws Mp4FormatException {
    return has64BitOffsets()
        ? BoxFields.longAt(bytes, chunkOffsets, 8 + chunk * 8)
        : BoxFields.unsignedAt(bytes, chunkOffsets, 8 + chunk * 4);
  }

  private long sizeOf(long firstSample, long samples) throws Mp4FormatException {
    boolean compact = sampleSizes.type().equals("stz2");
    long all = compact ? 0 : BoxFields.unsignedAt(bytes, sampleSizes, 4);
    if (all != 0) {
      return all * samples;
    }
    long sum = 0;
    for (long i = firstSample; i < firstSample + samples; i++) {
      sum += compact ? compactSize(i) : BoxFields.unsignedAt(bytes, sampleSizes, 12 + i * 4);
    }
    return sum;
  }

  private long compactSize(long sample) throws Mp4FormatException {
    int bits = BoxFields.intAt(bytes, sampleSizes, 4) & 0xFF;
    return switch (bits) {
      case 16 -> BoxFields.shortAt(bytes, sampleSizes, 12 + sample * 2);
      case 8 -> BoxFields.shortAt(bytes, sampleSizes, 11 + sample) & 0xFF;
      case 4 ->
          (BoxFields.shortAt(bytes, sampleSizes, 11 + sample / 2) >> (sample % 2 == 0 ? 4 : 0))
              & 0xF;
      default -> throw new Mp4FormatException("sample sizes of " + bits + " bits");
    };
  }
}
