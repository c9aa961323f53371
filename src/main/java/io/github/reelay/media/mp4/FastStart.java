package io.github.reelay.media.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The fast-start rewrite: moves a file's metadata before its media, so that a player (and a chat's
 * preview) can start with the first bytes. Media is copied unchanged and never held in memory.
 */
public final class FastStart {
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
    Box first = layout.boxes().getFirst();
    copy(in, first, out);
    ByteBuffer moved = RelocatedMetadata.of(layout);
    while (moved.hasRemaining()) {
      out.write(moved);
    }
    for (Box box : layout.boxes()) {
      if (!box.equals(first) && !box.equals(layout.moov())) {
        copy(in, box, out);
      }
    }
  }

  private static void copy(FileChannel in, Box box, FileChannel out) throws IOException {
    for (long at = box.start(); at < box.end(); ) {
      long copied = in.transferTo(at, box.end() - at, out);
      if (copied <= 0) {
        throw new EOFException("the file became shorter while it was copied");
      }
      at += copied;
    }
  }
}
