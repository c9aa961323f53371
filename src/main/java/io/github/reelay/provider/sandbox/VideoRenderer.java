package io.github.reelay.provider.sandbox;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.reelay.provider.sandbox.video.Caption;
import io.github.reelay.provider.sandbox.video.Mp4Encoder;
import io.github.reelay.provider.sandbox.video.Scene;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One film in the making. Use by one thread. */
final class VideoRenderer {
  private final Order order;
  private final Path part;
  private final Path whole;
  private final Scene scene;
  private final Caption caption;
  private final BufferedImage canvas;
  private final Mp4Encoder encoder;
  private int done;

  VideoRenderer(Order order, OrderStore store) throws IOException {
    this.order = order;
    this.whole = store.film(order.id());
    this.part = whole.resolveSibling(order.id() + ".part");
    this.scene = SceneFactory.of(order, store);
    this.caption = new Caption(FaultDirective.strip(order.prompt()), "Reelay sandbox");
    this.canvas = new BufferedImage(order.width(), order.height(), BufferedImage.TYPE_INT_RGB);
    this.encoder = new Mp4Encoder(part, order.width(), order.height(), Order.FRAMES_PER_SECOND);
  }

  Order order() {
    return order;
  }

  /** Frames in the film so far. */
  int done() {
    return done;
  }

  /**
   * Adds the next frame; with the last one the film is whole.
   *
   * @return whether there are more to come
   */
  boolean frame() throws IOException {
    Graphics2D pen = canvas.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    scene.paint(pen, order.width(), order.height(), done / (double) Order.FRAMES_PER_SECOND);
    caption.paint(pen, order.width(), order.height());
    pen.dispose();
    encoder.add(canvas);
    done++;
    if (done < order.frames()) {
      return true;
    }
    encoder.finish();
    encoder.close();
    Files.move(part, whole, ATOMIC_MOVE, REPLACE_EXISTING);
    return false;
  }

  void abandon() throws IOException {
    encoder.close();
    Files.deleteIfExists(part);
  }
}
