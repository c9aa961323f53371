package io.github.reelay.media.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Animated WebP files of plain colours, written bit by bit (RFC 9649). */
public final class WebpFiles {
  private WebpFiles() {}

  /**
   * A frame of one colour, opaque or not.
   *
   * @param flags 1: its area is empty after it; 2: it takes the place of what was there
   */
  public record Plain(int x, int y, int width, int height, int argb, int millis, int flags) {}

  public static byte[] animation(int width, int height, Plain... frames) {
    byte[][] chunks =
        Stream.concat(
                Stream.of(
                    chunk("VP8X", bytes(10).putInt(2 | 16).put(size(width, height))),
                    chunk("ANIM", bytes(6))),
                Stream.of(frames).map(WebpFiles::frame))
            .toArray(byte[][]::new);
    byte[] body = Pictures.joined(chunks);
    return Pictures.joined(
        bytes(12)
            .put("RIFF".getBytes(StandardCharsets.US_ASCII))
            .putInt(4 + body.length)
            .put("WEBP".getBytes(StandardCharsets.US_ASCII))
            .array(),
        body);
  }

  private static byte[] frame(Plain frame) {
    byte[] picture = chunk("VP8L", ByteBuffer.wrap(plain(frame)));
    return chunk(
        "ANMF",
        bytes(16 + picture.length)
            .put(unsigned24(frame.x / 2))
            .put(unsigned24(frame.y / 2))
            .put(size(frame.width, frame.height))
            .put(unsigned24(frame.millis))
            .put((byte) frame.flags)
            .put(picture));
  }

  /** Every prefix code has one symbol, so that no pixel takes a bit. */
  private static byte[] plain(Plain frame) {
    Bits bits = new Bits();
    bits.add(0x2F, 8);
    bits.add(frame.width - 1, 14);
    bits.add(frame.height - 1, 14);
    bits.add(1, 1); // has transparency
    bits.add(0, 3); // version
    bits.add(0, 3); // no transform, no colour cache, one group of codes
    for (int shift : new int[] {8, 16, 0, 24}) {
      bits.add(0b101, 3); // a simple code, of one symbol, of eight bits
      bits.add(frame.argb >>> shift & 0xFF, 8);
    }
    bits.add(0b0001, 4); // distances: a simple code, of one symbol, of one bit: 0
    return bits.toBytes();
  }

  private static byte[] chunk(String name, ByteBuffer data) {
    int length = data.capacity();
    return bytes(8 + length + (length & 1))
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(length)
        .put(data.rewind())
        .array();
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] size(int width, int height) {
    return Pictures.joined(unsigned24(width - 1), unsigned24(height - 1));
  }

  private static byte[] unsigned24(int value) {
    return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
  }

  /** The lowest bit first. */
  private static final class Bits {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int held;
    private int count;

    void add(int value, int bits) {
      for (int i = 0; i < bits; i++) {
        held |= (value >> i & 1) << count;
        if (++count == 8) {
          out.write(held);
          held = 0;
          count = 0;
        }
      }
    }

    byte[] toBytes() {
      add(0, 7);
      return out.toByteArray();
    }
  }
}
