package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The formats of a file's pictures and sound. Files whose formats are equal can follow each other
 * in one file as they are; of others nobody's decoder would make sense.
 */
public record StreamFormats(List<StreamFormat> streams) {
  /**
   * Of a sample entry, between its header and the boxes in it (ISO/IEC 14496-12, 12.1 and 12.2).
   */
  private static final int PICTURE_FIELDS = 78;

  private static final int SOUND_FIELDS = 28;

  /** ISO/IEC 14496-1, 7.2.6: tags, and the size of buffer, highest and mean bit rate. */
  private static final int ES_DESCRIPTOR = 3;

  private static final int DECODER_CONFIG = 4;
  private static final int BIT_RATE_BYTES = 11;

  public StreamFormats {
    streams = List.copyOf(streams);
  }

  /**
   * The format of one stream.
   *
   * @param handler {@code vide} or {@code soun}
   * @param timeScale its units of time in a second
   * @param description codec, size and all that a decoder is set up with, without bit rates
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
                  track.handler(),
                  track.timeScale(),
                  track.isRotated(),
                  description(moov, box, track.handler().equals("soun"))));
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

  private static ByteBuffer description(ByteBuffer moov, Box trak, boolean isSound)
      throws Mp4FormatException {
    Box minf = Track.requireBox(moov, Track.requireBox(moov, trak, "mdia"), "minf");
    Box stsd = Track.requireBox(moov, Track.requireBox(moov, minf, "stbl"), "stsd");
    byte[] copy = new byte[(int) stsd.size()];
    moov.get((int) stsd.start(), copy);
    ByteBuffer description = ByteBuffer.wrap(copy);
    try {
      int header = stsd.headerSize() + 8;
      for (Box entry : BoxReader.readBody(description, header, copy.length)) {
        long fields = entry.bodyStart() + (isSound ? SOUND_FIELDS : PICTURE_FIELDS);
        for (Box part : BoxReader.readBody(description, fields, entry.end())) {
          blankBitRates(copy, part);
        }
      }
    } catch (Mp4FormatException unusual) {
      // Of another kind than what is known here: equal only if it is so with its bit rates.
    }
    return description;
  }

  /** Each file has its own, and no decoder minds. */
  private static void blankBitRates(byte[] bytes, Box part) {
    int from = (int) part.bodyStart();
    int end = (int) part.end();
    if (part.type().equals("btrt")) {
      Arrays.fill(bytes, from, end, (byte) 0);
    } else if (part.type().equals("esds")) {
      int stream = bodyOfDescriptor(bytes, from + 4, end, ES_DESCRIPTOR);
      int config = stream < 0 ? -1 : bodyOfDescriptor(bytes, stream + 3, end, DECODER_CONFIG);
      if (config >= 0 && config + 2 + BIT_RATE_BYTES <= end) {
        Arrays.fill(bytes, config + 2, config + 2 + BIT_RATE_BYTES, (byte) 0);
      }
    }
  }

  /** Where it begins behind its tag and its length, which has seven bits in each byte; or -1. */
  private static int bodyOfDescriptor(byte[] bytes, int at, int end, int tag) {
    if (at >= end || bytes[at] != tag) {
      return -1;
    }
    int body = at + 1;
    while (body < end && bytes[body] < 0) {
      body++;
    }
    return body + 1;
  }
}
