package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a whole file: the boxes at its top, and its metadata in memory.
 *
 * @param boxes all boxes of the file, in order
 * @param moov the metadata box's place in the file
 * @param metadata that box's bytes, header included
 */
record Mp4Layout(List<Box> boxes, Box moov, ByteBuffer metadata, List<Track> tracks) {
  /** An hour at 60 frames a second has about 4 MB of metadata. */
  private static final long MAX_METADATA_BYTES = 16L << 20;

  static Mp4Layout read(FileChannel file) throws IOException, Mp4FormatException {
    List<Box> boxes = BoxReader.readFile(file);
    if (boxes.isEmpty() || !boxes.getFirst().type().equals("ftyp")) {
      throw new Mp4FormatException("does not begin as an MP4 does");
    }
    Box moov = requireSingle(boxes, "moov");
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
    Mp4Layout layout = new Mp4Layout(boxes, moov, metadata, tracks);
    layout.checkChunks();
    return layout;
  }

  private static Box requireSingle(List<Box> boxes, String type) throws Mp4FormatException {
    List<Box> found = boxes.stream().filter(b -> b.type().equals(type)).toList();
    if (found.size() != 1) {
      throw new Mp4FormatException(found.size() + " boxes '" + type + "'");
    }
    return found.getFirst();
  }

  private void checkChunks() throws Mp4FormatException {
    List<Box> media = boxes.stream().filter(b -> b.type().equals("mdat")).toList();
    if (media.isEmpty()) {
      throw new Mp4FormatException("no media");
    }
    for (Track track : tracks) {
      track.samples().checkChunksInside(media);
    }
  }

  Mp4Info toMp4() throws Mp4FormatException {
    Track video =
        tracks.stream()
            .filter(t -> t.handler().equals("vide"))
            .findFirst()
            .orElseThrow(() -> new Mp4FormatException("no video track"));
    boolean fragmented = boxes.stream().anyMatch(b -> b.type().equals("moof"));
    if (video.samples().sampleCount() == 0 && !fragmented) {
      throw new Mp4FormatException("a video track without pictures");
    }
    return new Mp4Info(video.displayWidth(), video.displayHeight(), duration(video), isFastStart());
  }

  boolean isFastStart() {
    return boxes.stream()
        .filter(b -> b.type().equals("mdat"))
        .allMatch(mdat -> mdat.start() > moov.start());
  }

  private Duration duration(Track video) throws Mp4FormatException {
    for (Box box : BoxReader.readBody(metadata, moov.headerSize(), metadata.limit())) {
      if (box.type().equals("mvhd")) {
        Duration value = BoxFields.duration(metadata, box);
        if (!value.isZero()) {
          return value;
        }
      }
    }
    return video.duration();
  }
}
