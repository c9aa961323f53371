package io.github.reelay.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes of bytes that know nothing of what the bytes mean. */
public final class MutatedBytes {
  /** Sizes and counts at which arithmetic goes wrong. */
  private static final long[] ODD_NUMBERS = {
    0,
    1,
    2,
    7,
    8,
    15,
    16,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x7FFF_FFFFL,
    0x8000_0000L,
    0xFFFF_FFF8L,
    0xFFFF_FFFFL,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private MutatedBytes() {}

  /** One to six changes. */
  public static byte[] of(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    for (int left = random.nextInt(1, 7); left > 0 && bytes.length > 0; left--) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  public static long oddNumber(SplittableRandom random) {
    return ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
  }

  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    int at = place(bytes.length, random);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(1 << random.nextInt(12)));
    byte[] part = Arrays.copyOfRange(bytes, at, end);
    return switch (random.nextInt(9)) {
      case 0, 1 -> withBit(bytes, at, random.nextInt(8));
      case 2 -> withNumber(bytes, at, random);
      case 3 -> withNumber(bytes, at & ~3, random);
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> joined(Arrays.copyOf(bytes, end), part, tail(bytes, end));
      case 6 -> joined(Arrays.copyOf(bytes, at), tail(bytes, end));
      case 7 -> {
        random.nextBytes(part);
        yield joined(Arrays.copyOf(bytes, at), part, tail(bytes, end));
      }
      default ->
          joined(Arrays.copyOf(bytes, at), new byte[1 << random.nextInt(12)], tail(bytes, at));
    };
  }

  /** Near the beginning as often as anywhere: that is where headers are. */
  private static int place(int length, SplittableRandom random) {
    return random.nextBoolean() ? random.nextInt(length) : random.nextInt(Math.min(length, 200));
  }

  private static byte[] withBit(byte[] bytes, int at, int bit) {
    byte[] copy = bytes.clone();
    copy[at] ^= (byte) (1 << bit);
    return copy;
  }

  private static byte[] withNumber(byte[] bytes, int at, SplittableRandom random) {
    ByteBuffer copy = ByteBuffer.wrap(bytes.clone());
    copy.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long number = oddNumber(random);
    int width = 1 << random.nextInt(4);
    if (at + width <= bytes.length) {
      switch (width) {
        case 1 -> copy.put(at, (byte) number);
        case 2 -> copy.putShort(at, (short) number);
        case 4 -> copy.putInt(at, (int) number);
        default -> copy.putLong(at, number);
      }
    }
    return copy.array();
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
