package io.github.reelay.media.mp4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/** Makes small MP4 files for tests, and bends them. */
public final class Mp4Files {
  private Mp4Files() {}

  /** 64 x 48, five frames a second, metadata last; each frame is a little lighter. */
  public static byte[] video(Path folder, int frames) {
    return video(folder, frames, (picture, frame) -> picture.fill(-100 + 30 * frame));
  }

  /** The same of noise, of which no codec makes little. */
  public static byte[] noisyVideo(Path folder, int frames) {
    Random random = new Random(1);
    return video(
        folder,
        frames,
        (picture, _) -> {
          for (byte[] plane : picture.getData()) {
            random.nextBytes(plane);
          }
        });
  }

  private static byte[] video(Path folder, int frames, ObjIntConsumer<Picture> painter) {
    try {
      Path file = Files.createTempFile(folder, "video", ".mp4");
      SequenceEncoder encoder = SequenceEncoder.createSequenceEncoder(file.toFile(), 5);
      for (int i = 0; i < frames; i++) {
        Picture picture = Picture.create(64, 48, ColorSpace.RGB);
        painter.accept(picture, i);
        encoder.encodeNativeFrame(picture);
      }
      encoder.finish();
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a box begins; the first of its name. */
  static int box(byte[] file, String type) {
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(type);
    if (at < 4) {
      throw new IllegalArgumentException("no " + type);
    }
    return at - 4;
  }

  static byte[] withInt(byte[] file, int at, int value) {
    byte[] copy = file.clone();
    ByteBuffer.wrap(copy).putInt(at, value);
    return copy;
  }

  static int sizeOf(byte[] file, String type) {
    return ByteBuffer.wrap(file).getInt(box(file, type));
  }

  /** jcodec writes 64-bit offsets; here they are 32-bit ones, with unused bytes behind them. */
  static byte[] narrow(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone());
    int wide = box(file, "co64");
    int count = bytes.getInt(wide + 12);
    bytes.put(wide + 4, "stco".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < count; i++) {
      bytes.putInt(wide + 16 + i * 4, (int) bytes.getLong(wide + 16 + i * 8));
    }
    return bytes.array();
  }
}
