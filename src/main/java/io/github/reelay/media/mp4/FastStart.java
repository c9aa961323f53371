package io.github.reelay.media.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The fast-start rewrite: a file's type, then its metadata, then its media, so that a player (and a
 * chat's preview) can start with the first bytes. What stood around its boxes is left out. Media is
 * copied unchanged and never held in memory.
 */
public final class FastStart {
  /** What a file without one is by what it holds: brand, version, compatible brands. */
  private static final byte[] USUAL_TYPE =
      "\0\0\0\30ftypisom\0\0\2\0isommp42".getBytes(StandardCharsets.ISO_8859_1);

  private FastStart() {}

  /**
   * Writes a copy with the metadata at the front, and reads it back.
   *
   * @param to created, or overwritten; on disk when this returns
   * @return what the copy is; broken if the original was
   */
  public static Mp4Info.ReadResult copy(Path from, Path to) throws IOException {
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                to,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      write(Mp4Layout.read(in), in, out);
      out.force(true);
    } catch (Mp4FormatException broken) {
      return new Mp4Info.ReadResult.Invalid(String.valueOf(broken.getMessage()));
    }
    return Mp4Info.read(to);
  }

  private static void write(Mp4Layout layout, FileChannel in, FileChannel out)
      throws IOException, Mp4FormatException {
    if (Fragments.read(in, layout).hasAbsoluteOffsets()) {
      throw new Mp4FormatException("fragments that cannot be moved");
    }
    List<Box> types = layout.boxes().stream().filter(b -> b.type().equals("ftyp")).toList();
    if (types.isEmpty()) {
      writeFully(ByteBuffer.wrap(USUAL_TYPE), out);
    } else {
      copy(in, types.getFirst(), out);
    }
    List<Box> rest =
        layout.boxes().stream()
            .filter(b -> !b.type().equals("ftyp") && !b.equals(layout.moov()))
            .toList();
    writeFully(RelocatedMetadata.of(layout, rest, out.position()), out);
    for (Box box : rest) {
      copy(in, box, out);
    }
  }

  private static void writeFully(ByteBuffer bytes, FileChannel out) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static void copy(FileChannel in, Box box, FileChannel out) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(box.headerSize());
    in.read(header, box.start());
    // A box that said "to the end of the file", or more than there is, says how long it is.
    if (box.headerSize() > 8) {
      header.putLong(8, box.size());
    } else if (box.size() == (int) box.size()) {
      header.putInt(0, (int) box.size());
    }
    writeFully(header.flip(), out);
    for (long at = box.bodyStart(); at < box.end(); ) {
      long copied = in.transferTo(at, box.end() - at, out);
      if (copied <= 0) {
        throw new EOFException("the file became shorter while it was copied");
      }
      at += copied;
    }
  }
}
