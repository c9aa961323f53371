package io.github.reelay.media.mp4;

import io.github.reelay.tracking.port.GrowingFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * An MP4 whose first bytes say that it can be sent on while it comes: type and metadata before its
 * media, whose size is told. Only a look ahead; the whole file is checked by {@link Mp4Info} later.
 */
public final class StreamableMp4 {
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  /** A real file has type, metadata, a free block and media; one of more is waited for. */
  private static final int MAX_BOXES_BEFORE_MEDIA = 16;

  /** Ten minutes of video have half of it; two dozen may be held in memory to look into them. */
  private static final int MAX_HEAD_BYTES = 1 << 20;

  private StreamableMp4() {}

  /**
   * Waits for a file's first bytes.
   *
   * @return where its media ends, which few bytes may follow; empty if it has to be there as a
   *     whole first
   */
  public static OptionalLong awaitEnd(GrowingFile growing) throws IOException {
    growing.awaitMore(0);
    boolean hasMetadata = false;
    try (FileChannel file = FileChannel.open(growing.path(), StandardOpenOption.READ)) {
      long at = 0;
      for (int count = 0; count < MAX_BOXES_BEFORE_MEDIA && at <= MAX_HEAD_BYTES; count++) {
        ByteBuffer header = read(growing, file, at, LONG_HEADER);
        long size = Integer.toUnsignedLong(header.getInt(0));
        if (size == 1) {
          size = header.getLong(8);
        }
        String type = StandardCharsets.US_ASCII.decode(header.slice(4, 4)).toString();
        if (size < SHORT_HEADER || (count == 0) != type.equals("ftyp")) {
          return OptionalLong.empty();
        }
        switch (type) {
          case "mdat" -> {
            return hasMetadata ? OptionalLong.of(Math.addExact(at, size)) : OptionalLong.empty();
          }
          case "moov" -> {
            if (size > MAX_HEAD_BYTES
                || EmbeddedWorkflow.isIn(read(growing, file, at, (int) size).array())) {
              return OptionalLong.empty();
            }
            hasMetadata = true;
          }
          case "ftyp", "free", "skip", "wide", "uuid" -> {}
          default -> {
            return OptionalLong.empty();
          }
        }
        at = Math.addExact(at, size);
      }
      return OptionalLong.empty();
    } catch (EOFException | ArithmeticException broken) {
      return OptionalLong.empty();
    }
  }

  private static ByteBuffer read(GrowingFile growing, FileChannel file, long at, int bytes)
      throws IOException {
    if (growing.awaitMore(at + bytes - 1) < at + bytes) {
      throw new EOFException("it ends in its head");
    }
    ByteBuffer into = ByteBuffer.allocate(bytes);
    while (into.hasRemaining()) {
      if (file.read(into, at + into.position()) < 0) {
        throw new EOFException("it became shorter while it was read");
      }
    }
    return into.flip();
  }
}
