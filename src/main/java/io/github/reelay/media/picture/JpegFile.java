package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A reader of the segments of JPEG files (ITU-T T.81, annex B), to the end. */
final class JpegFile {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int APP1 = 0xE1;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** A decoder holds all of a progressive picture's coefficients, two bytes each. */
  private static final long MAX_COEFFICIENT_BYTES = 32L << 20;

  /** A photo has more than half a bit a pixel; a bomb that asks for memory has next to none. */
  private static final double MIN_BITS_PER_PIXEL = 0.25;

  private final ByteBuffer bytes;
  private int position = 2;
  private int width;
  private int height;
  private int components;
  private int maxSampling = 1;
  private boolean progressive;
  private int orientation = 1;
  private long scanBytes;

  private JpegFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static PictureHeader read(ByteBuffer bytes) throws PictureException {
    return new JpegFile(bytes).read();
  }

  private PictureHeader read() throws PictureException {
    for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
      int length = unsignedShort(position);
      if (length < 2 || position + length > bytes.limit()) {
        throw new PictureException(Reason.BROKEN);
      }
      readSegment(marker, position + 2, position + length);
      position += length;
      if (marker == START_OF_SCAN) {
        skipScan();
      }
    }
    checkPlausible();
    return new PictureHeader(width, height, orientation, Math.max(3, components));
  }

  private int nextMarker() throws PictureException {
    if (unsigned(position) != 0xFF) {
      throw new PictureException(Reason.BROKEN);
    }
    while (unsigned(position) == 0xFF) {
      position++;
    }
    return unsigned(position++);
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
      maxSampling = Math.max(maxSampling, (sampling >> 4) * (sampling & 15));
    }
  }

  /** Entropy-coded bytes run until a marker that is neither a stuffed zero nor a restart. */
  private void skipScan() throws PictureException {
    int from = position;
    while (true) {
      if (unsigned(position) == 0xFF) {
        int next = unsigned(position + 1);
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
          break;
        }
      }
      position++;
    }
    scanBytes += position - from;
  }

  private void checkPlausible() throws PictureException {
    if (width == 0) {
      throw new PictureException(Reason.BROKEN);
    }
    long bits = scanBytes * 8;
    long pixels = (long) width * height;
    // Every block of every component costs at least one bit, in any kind of JPEG.
    boolean impossible = bits < pixels / (64L * maxSampling) * components;
    long coefficientBytes = pixels * 2 * (maxSampling == 1 ? components : components - 1);
    boolean bomb =
        progressive
            && coefficientBytes > MAX_COEFFICIENT_BYTES
            && bits < pixels * MIN_BITS_PER_PIXEL;
    if (impossible || bomb) {
      throw new PictureException(Reason.BROKEN);
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
