package io.github.reelay.media.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another program that decodes pictures which Java cannot, or only with too much memory. */
@FunctionalInterface
public interface PictureProgram {
  /** Where the machine has none. */
  PictureProgram NONE = (_, _, _) -> null;

  /**
   * @param format the name of its type in lower case: {@code webp}, {@code heic}, {@code avif}
   * @param maxSide the longer side of what comes back, at most
   * @return null if it cannot
   */
  @Nullable BufferedImage decode(Path file, String format, int maxSide) throws IOException;
}
