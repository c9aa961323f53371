package io.github.reelay.provider.sandbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.reelay.provider.sandbox.video.Caption;
import io.github.reelay.provider.sandbox.video.Scene;
import io.github.reelay.security.OwnerOnly;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The renderer of one video. Use by one thread. */
final class VideoRenderer {
  private final Order order;
  private final Path partFile;
  private final Path videoFile;
  private final Scene scene;
  private final Caption caption;
  private final BufferedImage canvas;
  private final Mp4Encoder encoder;
  private int framesDone;

  VideoRenderer(Order order, OrderStore store) throws IOException {
    this.order = order;
    this.videoFile = store.videoFile(order.id());
    this.partFile = videoFile.resolveSibling(order.id() + ".part");
    this.scene = SceneFactory.create(order, store);
    this.caption = new Caption(FaultDirective.strip(order.prompt()), "Reelay sandbox");
    this.canvas = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
    this.encoder = new Mp4Encoder(partFile, order.width(), order.height(), Order.FRAMES_PER_SECOND);
  }

  Order order() {
    return order;
  }

  /** Frames rendered so far. */
  int framesDone() {
    return framesDone;
  }

  /**
   * Adds the next frame; with the last one the video is whole.
   *
   * @return whether there are more to come
   */
  boolean renderFrame() throws IOException {
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    scene.paint(
        graphics, order.width(), order.height(), framesDone / (double) Order.FRAMES_PER_SECOND);
    caption.paint(graphics, order.width(), order.height());
    graphics.dispose();
    encoder.add(canvas);
    framesDone++;
    if (framesDone < order.frames()) {
      return true;
    }
    encoder.finish();
    encoder.close();
    OwnerOnly.restrict(partFile);
    Files.move(partFile, videoFile, ATOMIC_MOVE, REPLACE_EXISTING);
    return false;
  }

  void abort() throws IOException {
    encoder.close();
    Files.deleteIfExists(partFile);
  }
}
