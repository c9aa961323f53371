package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layout of a whole file: the boxes at its top, and its metadata in memory.
 *
 * @param boxes all boxes of the file, in order
 * @param fileSize bytes of the file, with what stands around its boxes
 * @param moov the metadata box's place in the file
 * @param metadata that box's bytes, header included
 * @param offsetBase where in the file its offsets count from: 0, or its type box where something
 *     was put in front of a finished file
 */
record Mp4Layout(
    List<Box> boxes,
    long fileSize,
    Box moov,
    ByteBuffer metadata,
    List<Track> tracks,
    long offsetBase) {
  /** An hour at 60 frames a second has about 4 MB of metadata. */
  private static final long MAX_METADATA_BYTES = 16L << 20;

  /** Writers round; a file that holds less than so much of what it says has lost its end. */
  private static final double MIN_SHARE_OF_DURATION = 0.9;

  static Mp4Layout read(FileChannel file) throws IOException, Mp4FormatException {
    List<Box> boxes = BoxReader.readFile(file);
    List<Box> found = boxes.stream().filter(b -> b.type().equals("moov")).toList();
    if (found.size() != 1) {
      throw new Mp4FormatException(found.size() + " boxes 'moov'");
    }
    Box moov = found.getFirst();
    if (moov.size() > MAX_METADATA_BYTES) {
      throw new Mp4FormatException("metadata of " + moov.size() + " bytes");
    }
    ByteBuffer metadata = ByteBuffer.allocate((int) moov.size());
    while (metadata.hasRemaining()) {
      if (file.read(metadata, moov.start() + metadata.position()) < 0) {
        throw new Mp4FormatException("ends within its metadata");
      }
    }
    metadata.flip();
    List<Track> tracks = new ArrayList<>();
    for (Box box : BoxReader.readBody(metadata, moov.headerSize(), metadata.limit())) {
      if (box.type().equals("trak")) {
        tracks.add(Track.read(metadata, box));
      }
    }
    Mp4Layout layout = new Mp4Layout(boxes, file.size(), moov, metadata, tracks, 0);
    // Something was put in front of a finished file, whose first box is its type.
    long first =
        boxes.stream()
            .filter(b -> b.type().equals("ftyp"))
            .findFirst()
            .orElse(boxes.getFirst())
            .start();
    try {
      layout.checkChunks();
      return layout;
    } catch (Mp4FormatException missing) {
      if (first == 0) {
        throw missing;
      }
      Mp4Layout moved = new Mp4Layout(boxes, file.size(), moov, metadata, tracks, first);
      moved.checkChunks();
      return moved;
    }
  }

  /** That the pictures of all videos in it were written. */
  void checkWritten(FileChannel file) throws IOException, Mp4FormatException {
    HoleCheck holes = new HoleCheck(file);
    for (Track track : tracks) {
      if (track.handler().equals("vide")) {
        track.samples().visitChunks(offsetBase, holes::check);
      }
    }
  }

  private void checkChunks() throws IOException, Mp4FormatException {
    List<Box> media = media();
    if (media.isEmpty()) {
      throw new Mp4FormatException("no media");
    }
    for (Track track : tracks) {
      track.samples().checkChunksInside(media, offsetBase);
    }
  }

  List<Box> media() {
    return boxes.stream().filter(b -> b.type().equals("mdat")).toList();
  }

  /** The metadata box as it lies in memory. */
  Box metadataBox() {
    return new Box("moov", 0, moov.headerSize(), moov.size());
  }

  boolean isFragmented() {
    return boxes.stream().anyMatch(b -> b.type().equals("moof"));
  }

  Mp4Info toMp4(Fragments fragments, boolean isSigned) throws Mp4FormatException {
    Track video =
        tracks.stream()
            .filter(t -> t.handler().equals("vide"))
            .findFirst()
            .orElseThrow(() -> new Mp4FormatException("no video track"));
    if (video.samples().sampleCount() == 0 && !fragments.units().containsKey(video.id())) {
      throw new Mp4FormatException("a video track without pictures");
    }
    return new Mp4Info(
        video.displayWidth(),
        video.displayHeight(),
        isFragmented() ? fragmentedDuration(video, fragments) : duration(video),
        isFastStart(),
        isSigned);
  }

  boolean isFastStart() {
    return boxes.getFirst().type().equals("ftyp")
        && boxes.getFirst().start() == 0
        && isWithoutGaps()
        && media().stream().allMatch(mdat -> mdat.start() > moov.start());
  }

  private boolean isWithoutGaps() {
    long end = 0;
    for (Box box : boxes) {
      if (box.start() != end) {
        return false;
      }
      end = box.end();
    }
    return end == fileSize;
  }

  /** What is in the fragments, and what is before them. */
  private Duration fragmentedDuration(Track video, Fragments fragments) throws Mp4FormatException {
    long units = fragments.units().getOrDefault(video.id(), 0L);
    long scale = video.timeScale();
    if (scale == 0 || units < 0 || units / scale > BoxFields.MAX_DURATION.toSeconds()) {
      throw new Mp4FormatException("fragments without a likely length");
    }
    Duration there = Duration.ofSeconds(units / scale, units % scale * 1_000_000_000L / scale);
    if (video.samples().sampleCount() > 0) {
      there = there.plus(video.duration());
    }
    Optional<Box> mvex = Track.findBox(metadata, metadataBox(), "mvex");
    Optional<Box> mehd =
        mvex.isPresent() ? Track.findBox(metadata, mvex.get(), "mehd") : Optional.empty();
    if (mehd.isPresent()) {
      Box mvhd = Track.requireBox(metadata, metadataBox(), "mvhd");
      long movieScale =
          BoxFields.unsignedAt(metadata, mvhd, BoxFields.versionOf(metadata, mvhd) == 1 ? 20 : 12);
      double told =
          BoxFields.versionOf(metadata, mehd.get()) == 1
              ? BoxFields.longAt(metadata, mehd.get(), 4)
              : BoxFields.unsignedAt(metadata, mehd.get(), 4);
      if (movieScale > 0 && there.toMillis() < told * 1000 / movieScale * MIN_SHARE_OF_DURATION) {
        throw new Mp4FormatException("fragments are missing");
      }
    }
    return there;
  }

  private Duration duration(Track video) throws Mp4FormatException {
    Optional<Box> mvhd = Track.findBox(metadata, metadataBox(), "mvhd");
    Duration told = mvhd.isPresent() ? BoxFields.duration(metadata, mvhd.get()) : Duration.ZERO;
    return told.isZero() ? video.duration() : told;
  }
}
