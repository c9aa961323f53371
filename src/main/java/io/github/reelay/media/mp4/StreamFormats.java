package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The formats of a file's pictures and sound. Files whose formats are equal can follow each other
 * in one file as they are; of others nobody's decoder would make sense.
 */
public record StreamFormats(List<StreamFormat> streams) {
  public StreamFormats {
    streams = List.copyOf(streams);
  }

  /**
   * The format of one stream.
   *
   * @param handler {@code vide} or {@code soun}
   * @param timeScale its units of time in a second
   * @param description codec, size and all that a decoder is set up with, byte for byte
   */
  public record StreamFormat(
      String handler, long timeScale, boolean isRotated, ByteBuffer description) {}

  /** Empty where the file is no MP4 that can be read. */
  public static Optional<StreamFormats> read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      Mp4Layout layout = Mp4Layout.read(file);
      ByteBuffer moov = layout.metadata();
      List<StreamFormat> streams = new ArrayList<>();
      for (Box box : BoxReader.readBody(moov, layout.metadataBox().bodyStart(), moov.limit())) {
        if (!box.type().equals("trak")) {
          continue;
        }
        Track track = Track.read(moov, box);
        if (track.handler().equals("vide") || track.handler().equals("soun")) {
          streams.add(
              new StreamFormat(
                  track.handler(), track.timeScale(), track.isRotated(), description(moov, box)));
        }
      }
      return Optional.of(new StreamFormats(streams));
    } catch (Mp4FormatException broken) {
      return Optional.empty();
    }
  }

  public boolean hasSound() {
    return streams.stream().anyMatch(stream -> stream.handler().equals("soun"));
  }

  private static ByteBuffer description(ByteBuffer moov, Box trak) throws Mp4FormatException {
    Box minf = Track.requireBox(moov, Track.requireBox(moov, trak, "mdia"), "minf");
    Box stsd = Track.requireBox(moov, Track.requireBox(moov, minf, "stbl"), "stsd");
    return moov.slice((int) stsd.start(), (int) stsd.size());
  }
}
