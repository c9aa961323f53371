package io.github.reelay.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
