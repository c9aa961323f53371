package io.github.reelay.media.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a picture as a decoder reads them: parts of a mapped file, one behind the other,
 * nothing copied.
 *
 * <p>A decoder that goes on asking at the end gets an error: WebP decoders take the missing bytes
 * for zeros and then fill millions of pixels with them, for minutes.
 */
final class PictureInputStream extends ImageInputStreamImpl {
  /** Decoders read a little ahead, so the first few times at the end are in order. */
  private static final int MAX_READS_AT_END = 64;

  private final List<ByteBuffer> parts;
  private final long length;
  private int readsAtEnd;

  PictureInputStream(List<ByteBuffer> parts) {
    this.parts = parts;
    this.length = parts.stream().mapToLong(ByteBuffer::limit).sum();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /** As much as there is: readers of numbers take less for the end. */
  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    checkClosed();
    bitOffset = 0;
    int done = 0;
    long start = 0;
    for (ByteBuffer part : parts) {
      long at = streamPos - start;
      if (done < most && at < part.limit()) {
        int n = Math.min(most - done, part.limit() - (int) at);
        part.get((int) at, into, from + done, n);
        streamPos += n;
        done += n;
      }
      start += part.limit();
    }
    if (done > 0 || most == 0) {
      return done;
    }
    if (++readsAtEnd > MAX_READS_AT_END) {
      throw new IOException("the picture has ended, its decoder has not");
    }
    return -1;
  }
}
