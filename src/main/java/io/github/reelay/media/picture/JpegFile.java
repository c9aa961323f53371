package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.PictureCheck.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks the segments of a JPEG file (ITU-T T.81, annex B) to its end. */
final class JpegFile {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;
  private static final int APP1 = 0xE1;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** A decoder holds all of a progressive picture's coefficients, two bytes each. */
  private static final long MOST_COEFFICIENT_BYTES = 32L << 20;

  /** A photo has more than half a bit a pixel; a bomb that asks for memory has next to none. */
  private static final double LEAST_BITS_PER_PIXEL = 0.25;

  private final ByteBuffer bytes;
  private int at = 2;
  private int width;
  private int height;
  private int components;
  private int mostSampling = 1;
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
    for (int marker = marker(); marker != END; marker = marker()) {
      int length = unsignedShort(at);
      if (length < 2 || at + length > bytes.limit()) {
        throw new PictureException(Reason.BROKEN);
      }
      segment(marker, at + 2, at + length);
      at += length;
      if (marker == START_OF_SCAN) {
        skipScan();
      }
    }
    checkHonest();
    return new PictureHeader(width, height, orientation, Math.max(3, components));
  }

  private int marker() throws PictureException {
    if (unsigned(at) != 0xFF) {
      throw new PictureException(Reason.BROKEN);
    }
    while (unsigned(at) == 0xFF) {
      at++;
    }
    return unsigned(at++);
  }

  private void segment(int marker, int from, int to) throws PictureException {
    switch (marker) {
      case 0xC0, 0xC1, 0xC2 -> frame(marker, from, to);
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

  private void frame(int marker, int from, int to) throws PictureException {
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
      mostSampling = Math.max(mostSampling, (sampling >> 4) * (sampling & 15));
    }
  }

  /** Entropy-coded bytes run until a marker that is neither a stuffed zero nor a restart. */
  private void skipScan() throws PictureException {
    int from = at;
    while (true) {
      if (unsigned(at) == 0xFF) {
        int next = unsigned(at + 1);
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
          break;
        }
      }
      at++;
    }
    scanBytes += at - from;
  }

  private void checkHonest() throws PictureException {
    if (width == 0) {
      throw new PictureException(Reason.BROKEN);
    }
    long bits = scanBytes * 8;
    long pixels = (long) width * height;
    // Every block of every component costs at least one bit, in any kind of JPEG.
    boolean impossible = bits < pixels / (64L * mostSampling) * components;
    long coefficientBytes = pixels * 2 * (mostSampling == 1 ? components : components - 1);
    boolean bomb =
        progressive
            && coefficientBytes > MOST_COEFFICIENT_BYTES
            && bits < pixels * LEAST_BITS_PER_PIXEL;
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
