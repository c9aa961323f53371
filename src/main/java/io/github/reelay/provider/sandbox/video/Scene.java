package io.github.reelay.provider.sandbox.video;

import java.awt.Graphics2D;

/** A scene that moves gently. Painted frame by frame by one thread. */
public interface Scene {
  /**
   * @param graphics fills a picture of the given size
   * @param seconds since the video's beginning
   */
  void paint(Graphics2D graphics, int width, int height, double seconds);
}
