package io.github.reelay.app;

import io.github.reelay.media.mp4.FastStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.Codec;
import org.jcodec.common.Format;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rational;

/** A real MP4 of a few kilobytes. */
final class SmallFilm {
  private SmallFilm() {}

  static byte[] make(Path folder) throws IOException {
    return make(folder, 64, 64, new Rational(4, 1), 8);
  }

  /** A film of one frame. */
  static byte[] make(Path folder, int width, int height, int seconds) throws IOException {
    return make(folder, width, height, new Rational(1, seconds), 1);
  }

  static byte[] make(Path folder, int width, int height, Rational rate, int frames)
      throws IOException {
    Path file = folder.resolve("small.mp4");
    try (SeekableByteChannel channel = NIOUtils.writableChannel(file.toFile())) {
      SequenceEncoder encoder = new SequenceEncoder(channel, rate, Format.MOV, Codec.H264, null);
      for (int i = 0; i < frames; i++) {
        encoder.encodeNativeFrame(Picture.create(width, height, ColorSpace.RGB));
      }
      encoder.finish();
    }
    return Files.readAllBytes(file);
  }

  /** One with its metadata first, and so many bytes that belong to none of its pictures. */
  static byte[] streamable(Path folder, int bytes) throws IOException {
    Path made = Files.write(folder.resolve("made.mp4"), make(folder));
    Path copy = folder.resolve("ordered.mp4");
    FastStart.copy(made, copy);
    byte[] ordered = Files.readAllBytes(copy);
    ByteBuffer boxes = ByteBuffer.wrap(ordered);
    int last = 0;
    for (int at = 0; at < ordered.length; at += Math.toIntExact(sizeOf(boxes, at))) {
      last = at;
    }
    byte[] large = new byte[bytes];
    new Random(7).nextBytes(large);
    System.arraycopy(ordered, 0, large, 0, ordered.length);
    ByteBuffer enlarged = ByteBuffer.wrap(large);
    if (isLong(boxes, last)) {
      enlarged.putLong(last + 8, bytes - last);
    } else {
      enlarged.putInt(last, bytes - last);
    }
    return large;
  }

  private static long sizeOf(ByteBuffer boxes, int at) {
    return isLong(boxes, at) ? boxes.getLong(at + 8) : boxes.getInt(at);
  }

  private static boolean isLong(ByteBuffer boxes, int at) {
    return boxes.getInt(at) == 1;
  }
}
