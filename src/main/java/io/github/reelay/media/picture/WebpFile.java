package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A reader of WebP files (RFC 9649), to the first frame. */
final class WebpFile {
  static final int RIFF_HEADER = 12;
  static final int CHUNK_HEADER = 8;
  static final int FRAME_HEADER = 16;

  /** Names of chunks that hold a picture. */
  static final String LOSSY = "VP8 ";

  static final String LOSSLESS = "VP8L";

  /** The decoder in Java takes up to 35 bytes a pixel, whatever part of them is wanted. */
  static final long MAX_PIXELS_IN_JAVA = 4_200_000;

  /** More than 8K. */
  private static final long MAX_PIXELS = 36_000_000;

  /** Even one plain colour takes more; a bomb that asks for memory has next to nothing. */
  private static final double MIN_BITS_PER_PIXEL = 0.01;

  private final ByteBuffer bytes;
  private final int end;
  private int canvasWidth;
  private int canvasHeight;
  private int width;
  private int height;
  private int orientation = 1;

  private WebpFile(ByteBuffer bytes) throws PictureException {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long told = Integer.toUnsignedLong(this.bytes.getInt(4)) + 8;
    if (told > bytes.limit() || told < RIFF_HEADER + CHUNK_HEADER) {
      throw new PictureException(Reason.BROKEN);
    }
    this.end = (int) told;
  }

  static PictureHeader read(ByteBuffer bytes) throws PictureException {
    if (bytes.limit() < RIFF_HEADER + CHUNK_HEADER) {
      throw new PictureException(Reason.BROKEN);
    }
    WebpFile file = new WebpFile(bytes);
    file.readChunks(RIFF_HEADER, file.end, false);
    if (file.width == 0) {
      throw new PictureException(Reason.BROKEN);
    }
    return new PictureHeader(file.width, file.height, file.orientation, 4, false);
  }

  /** Whether the decoder in Java would take too much memory. */
  static boolean isForOthers(PictureHeader header) {
    return header.pixelCount() > MAX_PIXELS_IN_JAVA;
  }

  private void readChunks(int from, int to, boolean inFrame) throws PictureException {
    for (int at = from; at + CHUNK_HEADER <= to; ) {
      long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
      long next = at + CHUNK_HEADER + length + (length & 1);
      if (at + CHUNK_HEADER + length > to) {
        throw new PictureException(Reason.BROKEN);
      }
      readChunk(at, (int) length, inFrame);
      at = (int) Math.min(next, to);
    }
  }

  private void readChunk(int at, int length, boolean inFrame) throws PictureException {
    byte[] name = new byte[4];
    bytes.get(at, name);
    int data = at + CHUNK_HEADER;
    switch (new String(name, StandardCharsets.ISO_8859_1)) {
      case "VP8X" -> {
        requireLength(length, 10);
        canvasWidth = unsigned24(bytes, data + 4) + 1;
        canvasHeight = unsigned24(bytes, data + 7) + 1;
        PictureHeader.checkSize(canvasWidth, canvasHeight);
      }
      case LOSSY -> {
        Dimension size = sizeOfLossy(bytes, data, length);
        setSize(size.width, size.height, inFrame);
        checkPlausible(length, size);
      }
      case LOSSLESS -> {
        Dimension size = sizeOfLossless(bytes, data, length);
        setSize(size.width, size.height, inFrame);
      }
      case "ANMF" -> {
        requireLength(length, FRAME_HEADER);
        if (width == 0 && !inFrame) {
          readChunks(data + FRAME_HEADER, data + length, true);
        }
      }
      case "EXIF" -> orientation = Exif.orientation(bytes.slice(data, length));
      default -> {}
    }
  }

  private void setSize(int pictureWidth, int pictureHeight, boolean inFrame)
      throws PictureException {
    PictureHeader.checkSize(pictureWidth, pictureHeight);
    if ((long) pictureWidth * pictureHeight > MAX_PIXELS) {
      throw new PictureException(Reason.TOO_MANY_PIXELS);
    }
    boolean lies =
        canvasWidth != 0
            && (inFrame
                ? pictureWidth > canvasWidth || pictureHeight > canvasHeight
                : pictureWidth != canvasWidth || pictureHeight != canvasHeight);
    if (lies) {
      throw new PictureException(Reason.BROKEN);
    }
    if (width == 0) {
      width = pictureWidth;
      height = pictureHeight;
    }
  }

  /** The size of the picture in a chunk of that name, as its own bytes say. */
  static Dimension sizeOfLossy(ByteBuffer bytes, int data, int length) throws PictureException {
    requireLength(length, 10);
    boolean keyFrame = (bytes.get(data) & 1) == 0 && unsigned24(bytes, data + 3) == 0x2A019D;
    if (!keyFrame) {
      throw new PictureException(Reason.BROKEN);
    }
    return new Dimension(bytes.getShort(data + 6) & 0x3FFF, bytes.getShort(data + 8) & 0x3FFF);
  }

  /** The size of the picture in a chunk of that name, as its own bytes say. */
  static Dimension sizeOfLossless(ByteBuffer bytes, int data, int length) throws PictureException {
    requireLength(length, 5);
    int size = bytes.getInt(data + 1);
    return new Dimension((size & 0x3FFF) + 1, ((size >>> 14) & 0x3FFF) + 1);
  }

  static void checkPlausible(int length, Dimension size) throws PictureException {
    if (length * 8.0 < MIN_BITS_PER_PIXEL * size.width * size.height) {
      throw new PictureException(Reason.BROKEN);
    }
  }

  static void requireLength(int length, int least) throws PictureException {
    if (length < least) {
      throw new PictureException(Reason.BROKEN);
    }
  }

  /** The bytes' order is little-endian. */
  static int unsigned24(ByteBuffer bytes, int index) {
    return (bytes.getShort(index) & 0xFFFF) | ((bytes.get(index + 2) & 0xFF) << 16);
  }
}
