package io.github.reelay.media.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fragments of a file ({@code moof}; ISO/IEC 14496-12, 8.8): how long each track is in them,
 * and whether all their media is there.
 *
 * @param units by track, the time their samples take, in the track's own units
 * @param hasAbsoluteOffsets whether one says where in the file its media is, so that it cannot move
 */
record Fragments(Map<Long, Long> units, boolean hasAbsoluteOffsets) {
  /** An hour of fragments of a second has less than 4 MB of them. */
  private static final long MAX_BYTES = 16L << 20;

  /** Some five hours at 60 frames a second. */
  private static final long MAX_SAMPLES = 1 << 20;

  private static final int BASE_OFFSET_PRESENT = 0x1;
  private static final int DESCRIPTION_PRESENT = 0x2;
  private static final int DURATION_PRESENT = 0x8;
  private static final int SIZE_PRESENT = 0x10;

  private static final int RUN_OFFSET_PRESENT = 0x1;
  private static final int RUN_FIRST_FLAGS_PRESENT = 0x4;
  private static final int RUN_DURATION_PRESENT = 0x100;
  private static final int RUN_SIZE_PRESENT = 0x200;
  private static final int RUN_FLAGS_PRESENT = 0x400;
  private static final int RUN_COMPOSITION_PRESENT = 0x800;

  /** What a sample has that does not say it itself. */
  private record Defaults(long duration, long size) {}

  static Fragments read(FileChannel file, Mp4Layout layout) throws IOException, Mp4FormatException {
    Reader reader = new Reader(layout);
    long total = 0;
    for (Box box : layout.boxes()) {
      if (box.type().equals("moof")) {
        total += box.size();
        if (total > MAX_BYTES) {
          throw new Mp4FormatException("fragments' metadata of more than " + MAX_BYTES + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) box.size());
        while (bytes.hasRemaining()) {
          if (file.read(bytes, box.start() + bytes.position()) < 0) {
            throw new EOFException("the file became shorter while it was read");
          }
        }
        reader.readFragment(bytes.flip(), box);
      }
    }
    return new Fragments(Map.copyOf(reader.units), reader.absolute);
  }

  private static final class Reader {
    private final List<Box> media;
    private final long offsetBase;
    private final Map<Long, Defaults> defaults = new HashMap<>();
    private final Map<Long, Long> units = new HashMap<>();
    private boolean absolute;

    Reader(Mp4Layout layout) throws Mp4FormatException {
      this.media = layout.media();
      this.offsetBase = layout.offsetBase();
      ByteBuffer bytes = layout.metadata();
      Box moov = layout.metadataBox();
      for (Box mvex : children(bytes, moov, "mvex")) {
        for (Box trex : children(bytes, mvex, "trex")) {
          defaults.put(
              BoxFields.unsignedAt(bytes, trex, 4),
              new Defaults(
                  BoxFields.unsignedAt(bytes, trex, 12), BoxFields.unsignedAt(bytes, trex, 16)));
        }
      }
    }

    private static List<Box> children(ByteBuffer bytes, Box parent, String type)
        throws Mp4FormatException {
      return BoxReader.readBody(bytes, parent.bodyStart(), parent.end()).stream()
          .filter(b -> b.type().equals(type))
          .toList();
    }

    void readFragment(ByteBuffer bytes, Box moof) throws Mp4FormatException {
      Box whole = new Box("moof", 0, moof.headerSize(), moof.size());
      // Where nothing else is said, a track's media follows that of the one before.
      long next = moof.start();
      for (Box traf : children(bytes, whole, "traf")) {
        next = readTrack(bytes, traf, moof.start(), next);
      }
    }

    private long readTrack(ByteBuffer bytes, Box traf, long moofStart, long previousEnd)
        throws Mp4FormatException {
      Box tfhd = Track.requireBox(bytes, traf, "tfhd");
      int flags = BoxFields.intAt(bytes, tfhd, 0) & 0xFF_FFFF;
      long track = BoxFields.unsignedAt(bytes, tfhd, 4);
      Defaults usual = defaults.getOrDefault(track, new Defaults(0, 0));
      long at = 8;
      // Without a flag the first track counts from the fragment, the others from the one before.
      long base = (flags & 0x02_0000) != 0 ? moofStart : previousEnd;
      if ((flags & BASE_OFFSET_PRESENT) != 0) {
        base = offsetBase + BoxFields.longAt(bytes, tfhd, at);
        absolute = true;
        at += 8;
      }
      at += (flags & DESCRIPTION_PRESENT) != 0 ? 4 : 0;
      long duration = usual.duration();
      if ((flags & DURATION_PRESENT) != 0) {
        duration = BoxFields.unsignedAt(bytes, tfhd, at);
        at += 4;
      }
      long size =
          (flags & SIZE_PRESENT) != 0 ? BoxFields.unsignedAt(bytes, tfhd, at) : usual.size();
      long end = base;
      for (Box trun : children(bytes, traf, "trun")) {
        end = readRun(bytes, trun, track, new Defaults(duration, size), base, end);
      }
      return end;
    }

    private long readRun(
        ByteBuffer bytes, Box trun, long track, Defaults usual, long base, long previousEnd)
        throws Mp4FormatException {
      int flags = BoxFields.intAt(bytes, trun, 0) & 0xFF_FFFF;
      long samples = BoxFields.unsignedAt(bytes, trun, 4);
      long at = 8;
      long from = previousEnd;
      if ((flags & RUN_OFFSET_PRESENT) != 0) {
        from = base + BoxFields.intAt(bytes, trun, at);
        at += 4;
      }
      at += (flags & RUN_FIRST_FLAGS_PRESENT) != 0 ? 4 : 0;
      if (samples > MAX_SAMPLES) {
        throw new Mp4FormatException("a run of " + samples + " samples");
      }
      boolean told = (flags & (RUN_DURATION_PRESENT | RUN_SIZE_PRESENT)) != 0;
      long time = told ? 0 : samples * usual.duration();
      long length = told ? 0 : samples * usual.size();
      for (long i = 0; told && i < samples; i++) {
        if ((flags & RUN_DURATION_PRESENT) != 0) {
          time += BoxFields.unsignedAt(bytes, trun, at);
          at += 4;
        } else {
          time += usual.duration();
        }
        if ((flags & RUN_SIZE_PRESENT) != 0) {
          length += BoxFields.unsignedAt(bytes, trun, at);
          at += 4;
        } else {
          length += usual.size();
        }
        at += (flags & RUN_FLAGS_PRESENT) != 0 ? 4 : 0;
        at += (flags & RUN_COMPOSITION_PRESENT) != 0 ? 4 : 0;
      }
      long end = from + length;
      if (length > 0 && Box.holding(media, from, end).isEmpty()) {
        throw new Mp4FormatException("media of a fragment is missing");
      }
      units.merge(track, time, Long::sum);
      return end;
    }
  }
}
