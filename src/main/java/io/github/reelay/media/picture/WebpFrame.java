package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame of an animation (RFC 9649, "Animation"), checked against its bytes.
 *
 * @param area where it stands on the canvas
 * @param isBlended whether what was there shows through it; otherwise it takes its place
 * @param isDisposed whether its area is empty again after it
 * @param picture a WebP file of its own for a decoder: the frame's chunks, nothing copied
 */
record WebpFrame(
    Rectangle area, int millis, boolean isBlended, boolean isDisposed, List<ByteBuffer> picture) {
  private static final String ALPHA = "ALPH";

  /** The decoder reads so many bytes at once and gives up where there are fewer. */
  private static final int READ_AHEAD = Long.BYTES;

  private static final int VP8X_LENGTH = 10;
  private static final int ALPHA_FLAG = 0x10;
  private static final int DISPOSED = 1;
  private static final int NOT_BLENDED = 2;

  /** So short a time is one that nobody has set; browsers show such a frame for as long. */
  private static final int SHORTEST_MEANT = 10;

  private static final int USUAL = 100;

  /**
   * @param bytes little-endian
   * @param from where the data of its chunk begin
   */
  static WebpFrame read(ByteBuffer bytes, int from, int to) throws PictureException {
    WebpFile.requireLength(to - from, WebpFile.FRAME_HEADER);
    Rectangle area =
        new Rectangle(
            2 * WebpFile.unsigned24(bytes, from),
            2 * WebpFile.unsigned24(bytes, from + 3),
            WebpFile.unsigned24(bytes, from + 6) + 1,
            WebpFile.unsigned24(bytes, from + 9) + 1);
    int millis = WebpFile.unsigned24(bytes, from + 12);
    int flags = bytes.get(from + 15);
    return new WebpFrame(
        area,
        millis <= SHORTEST_MEANT ? USUAL : millis,
        (flags & NOT_BLENDED) == 0,
        (flags & DISPOSED) != 0,
        picture(bytes, from + WebpFile.FRAME_HEADER, to, area.getSize()));
  }

  private static List<ByteBuffer> picture(ByteBuffer bytes, int from, int to, Dimension size)
      throws PictureException {
    ByteBuffer alpha = null;
    for (int at = from; at + WebpFile.CHUNK_HEADER <= to; ) {
      String name = name(bytes, at);
      int data = at + WebpFile.CHUNK_HEADER;
      int length = length(bytes, at, to);
      int next = Math.min(data + length + (length & 1), to);
      ByteBuffer chunk = bytes.slice(at, next - at);
      switch (name) {
        case ALPHA -> alpha = chunk;
        case WebpFile.LOSSY -> {
          requireSize(size, WebpFile.sizeOfLossy(bytes, data, length));
          WebpFile.checkPlausible(length, size);
          return alpha == null ? file(chunk) : file(extended(size), alpha, chunk);
        }
        case WebpFile.LOSSLESS -> {
          requireSize(size, WebpFile.sizeOfLossless(bytes, data, length));
          return file(chunk);
        }
        default -> {}
      }
      at = next;
    }
    throw new PictureException(Reason.BROKEN);
  }

  static String name(ByteBuffer bytes, int at) {
    byte[] name = new byte[4];
    bytes.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** The length of a chunk's data; one that ends behind what holds it is cut. */
  static int length(ByteBuffer bytes, int at, int to) throws PictureException {
    long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
    if (at + WebpFile.CHUNK_HEADER + length > to) {
      throw new PictureException(Reason.BROKEN);
    }
    return (int) length;
  }

  private static void requireSize(Dimension told, Dimension real) throws PictureException {
    if (!told.equals(real)) {
      throw new PictureException(Reason.BROKEN);
    }
  }

  private static List<ByteBuffer> file(ByteBuffer... chunks) {
    List<ByteBuffer> parts = new ArrayList<>(List.of(chunks));
    int length = parts.stream().mapToInt(ByteBuffer::limit).sum();
    parts.addFirst(
        littleEndian(WebpFile.RIFF_HEADER)
            .put(ascii("RIFF"))
            .putInt(4 + length)
            .put(ascii("WEBP"))
            .flip());
    parts.add(littleEndian(READ_AHEAD));
    return parts;
  }

  /** A lossy picture has its transparency in a chunk beside it, which this one announces. */
  private static ByteBuffer extended(Dimension size) {
    return littleEndian(WebpFile.CHUNK_HEADER + VP8X_LENGTH)
        .put(ascii("VP8X"))
        .putInt(VP8X_LENGTH)
        .putInt(ALPHA_FLAG)
        .putShort((short) (size.width - 1))
        .put((byte) ((size.width - 1) >> 16))
        .putShort((short) (size.height - 1))
        .put((byte) ((size.height - 1) >> 16))
        .flip();
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
