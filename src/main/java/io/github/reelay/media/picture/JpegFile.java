package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A reader of the segments of JPEG files (ITU-T T.81, annex B), to the end. */
final class JpegFile {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int APP1 = 0xE1;
  private static final int FIRST_MARKER = 0xC0;

  /** What stands for a marker where the file ends without one. */
  private static final int NONE = -1;

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * A decoder holds all of a progressive picture's coefficients, two bytes each, outside the heap:
   * 40 million pixels of a camera's usual kind.
   */
  private static final long MAX_COEFFICIENT_BYTES = 128L << 20;

  private static final byte[] END = {(byte) 0xFF, (byte) END_OF_IMAGE};

  private final ByteBuffer bytes;
  private int position = 2;
  private int width;
  private int height;
  private int components;
  private int maxSampling = 1;
  private int allSampling;
  private boolean progressive;
  private int orientation = 1;
  private long scanBytes;
  private boolean hasEnd;
  private final List<ByteBuffer> parts = new ArrayList<>();

  private JpegFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static JpegFile read(ByteBuffer bytes) throws PictureException {
    JpegFile file = new JpegFile(bytes);
    file.read();
    return file;
  }

  PictureHeader header() {
    return new PictureHeader(width, height, orientation, components, false);
  }

  /** The segments without what stands between them, and with an end. */
  List<ByteBuffer> parts() {
    return parts;
  }

  /** Whether it ends as it should; if not, the decoder is to say whether anything is missing. */
  boolean hasEnd() {
    return hasEnd;
  }

  private void read() throws PictureException {
    parts.add(bytes.slice(0, position));
    int marker = nextMarker();
    while (marker != END_OF_IMAGE && marker != NONE) {
      int from = position - 2;
      int length = unsignedShort(position);
      if (length < 2 || position + length > bytes.limit()) {
        throw new PictureException(Reason.BROKEN);
      }
      readSegment(marker, position + 2, position + length);
      position += length;
      if (marker == START_OF_SCAN) {
        skipScan();
      }
      parts.add(bytes.slice(from, position - from));
      marker = nextMarker();
    }
    hasEnd = marker == END_OF_IMAGE;
    parts.add(ByteBuffer.wrap(END));
    checkPlausible();
  }

  /** Past whatever stands before it, as every viewer does; {@link #NONE} at the end of the file. */
  private int nextMarker() throws PictureException {
    while (position + 1 < bytes.limit()) {
      int next = unsigned(position + 1);
      boolean isMarker =
          unsigned(position) == 0xFF
              && next >= FIRST_MARKER
              && next != 0xFF
              && (next < 0xD0 || next > 0xD8);
      position++;
      if (isMarker) {
        position++;
        return next;
      }
    }
    if (scanBytes == 0) {
      throw new PictureException(Reason.BROKEN);
    }
    return NONE;
  }

  private void readSegment(int marker, int from, int to) throws PictureException {
    switch (marker) {
      case 0xC0, 0xC1, 0xC2 -> readFrame(marker, from, to);
      case 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
          // Lossless, hierarchical and arithmetic ones: no camera or browser makes them.
          throw new PictureException(Reason.BROKEN);
      case APP1 -> {
        if (to - from > EXIF.length
            && bytes.slice(from, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
          orientation = Exif.orientation(bytes.slice(from + EXIF.length, to - from - EXIF.length));
        }
      }
      case START_OF_SCAN -> {
        if (width == 0) {
          throw new PictureException(Reason.BROKEN);
        }
      }
      default -> {}
    }
  }

  private void readFrame(int marker, int from, int to) throws PictureException {
    if (width != 0 || to - from < 6) {
      throw new PictureException(Reason.BROKEN);
    }
    progressive = marker == 0xC2;
    height = unsignedShort(from + 1);
    width = unsignedShort(from + 3);
    PictureHeader.checkSize(width, height);
    components = unsigned(from + 5);
    if ((components != 1 && components != 3 && components != 4) || to - from < 6 + components * 3) {
      throw new PictureException(Reason.BROKEN);
    }
    for (int i = 0; i < components; i++) {
      int sampling = unsigned(from + 6 + i * 3 + 1);
      int blocks = (sampling >> 4) * (sampling & 15);
      maxSampling = Math.max(maxSampling, blocks);
      allSampling += blocks;
    }
  }

  /** Entropy-coded bytes run until a marker that is neither a stuffed zero nor a restart. */
  private void skipScan() throws PictureException {
    int from = position;
    while (position + 1 < bytes.limit()) {
      if (unsigned(position) == 0xFF) {
        int next = unsigned(position + 1);
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
          break;
        }
      }
      position++;
    }
    if (position + 1 >= bytes.limit()) {
      position = bytes.limit();
    }
    scanBytes += position - from;
  }

  private void checkPlausible() throws PictureException {
    if (width == 0) {
      throw new PictureException(Reason.BROKEN);
    }
    long pixels = (long) width * height;
    long blocks = pixels / 64 * allSampling / maxSampling;
    // Every block of every component costs at least one bit, in any kind of JPEG.
    if (scanBytes * 8 < blocks) {
      throw new PictureException(Reason.BROKEN);
    }
    if (progressive && blocks * 64 * 2 > MAX_COEFFICIENT_BYTES) {
      throw new PictureException(Reason.TOO_MANY_PIXELS);
    }
  }

  private int unsigned(int index) throws PictureException {
    if (index >= bytes.limit()) {
      throw new PictureException(Reason.BROKEN);
    }
    return Byte.toUnsignedInt(bytes.get(index));
  }

  private int unsignedShort(int index) throws PictureException {
    return (unsigned(index) << 8) | unsigned(index + 1);
  }
}
