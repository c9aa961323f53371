package io.github.reelay.provider.sandbox;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.jcodec.api.FrameGrab;
import org.jcodec.scale.AWTUtil;

/** Decoded frames of the sandbox's videos. */
public final class VideoFrames {
  private VideoFrames() {}

  /** One frame as a player shows it, near enough to tell colours apart. */
  public static BufferedImage frame(Path file, int number) throws Exception {
    return AWTUtil.toBufferedImage(FrameGrab.getFrameFromFile(file.toFile(), number));
  }
}
