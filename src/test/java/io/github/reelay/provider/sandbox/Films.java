package io.github.reelay.provider.sandbox;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.jcodec.api.FrameGrab;
import org.jcodec.scale.AWTUtil;

/** Looks into films the sandbox made. */
public final class Films {
  private Films() {}

  /** One frame as a player shows it, near enough to tell colours apart. */
  public static BufferedImage frame(Path film, int number) throws Exception {
    return AWTUtil.toBufferedImage(FrameGrab.getFrameFromFile(film.toFile(), number));
  }
}
