package io.github.reelay.media;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An encoder that makes an MP4 of pictures without another program. Use by one thread. */
public interface PictureEncoder extends Closeable {
  /** Makes one for each video. */
  @FunctionalInterface
  interface Factory {
    PictureEncoder open(Path to, int width, int height, int millisPerPicture) throws IOException;
  }

  /** Adds a picture of type INT_RGB. */
  void add(BufferedImage picture) throws IOException;

  /** Writes the metadata; without it the file is no video. */
  void finish() throws IOException;
}
