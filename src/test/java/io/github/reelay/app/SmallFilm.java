package io.github.reelay.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/** A real MP4 of a few kilobytes. */
final class SmallFilm {
  private SmallFilm() {}

  static byte[] make(Path folder) throws IOException {
    Path file = folder.resolve("small.mp4");
    SequenceEncoder encoder = SequenceEncoder.createSequenceEncoder(file.toFile(), 4);
    for (int i = 0; i < 8; i++) {
      encoder.encodeNativeFrame(Picture.create(64, 64, ColorSpace.RGB));
    }
    encoder.finish();
    return Files.readAllBytes(file);
  }
}
