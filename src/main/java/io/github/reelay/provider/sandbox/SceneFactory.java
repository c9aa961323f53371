package io.github.reelay.provider.sandbox;

import io.github.reelay.provider.sandbox.video.ColorTheme;
import io.github.reelay.provider.sandbox.video.LandscapeScene;
import io.github.reelay.provider.sandbox.video.PhotoScene;
import io.github.reelay.provider.sandbox.video.Scene;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.io.IOException;

/** The factory of scenes: chooses what a video shows. */
final class SceneFactory {
  /** A remix of a remix of …; deeper ones look like the hundredth anyway. */
  private static final int MAX_REMIX_DEPTH = 8;

  private SceneFactory() {}

  static Scene create(Order order, OrderStore store) throws IOException {
    return create(order, store, 0);
  }

  private static Scene create(Order order, OrderStore store, int depth) throws IOException {
    String remixOf = order.remixOf();
    Order source = remixOf == null ? null : store.find(remixOf).orElse(null);
    if (source != null && depth < MAX_REMIX_DEPTH) {
      return tinted(create(source, store, depth + 1), ColorTheme.of(seed(order.prompt()) >>> 7));
    }
    String picture = order.picture();
    if (picture != null && store.hasPicture(picture)) {
      return PhotoScene.read(store.pictureFile(picture));
    }
    return new LandscapeScene(seed(order.prompt()));
  }

  /** The source's look in another light. */
  private static Scene tinted(Scene source, ColorTheme theme) {
    return (Graphics2D graphics, int width, int height, double seconds) -> {
      source.paint(graphics, width, height, seconds);
      graphics.setPaint(
          new GradientPaint(
              0,
              0,
              ColorTheme.withOpacity(theme.skyTop(), 0.5),
              0,
              height,
              ColorTheme.withOpacity(theme.skyBottom(), 0.25)));
      graphics.fillRect(0, 0, width, height);
    };
  }

  /** Spreads a prompt over all numbers: near prompts give videos that differ. */
  private static long seed(String prompt) {
    long mixed = prompt.hashCode() * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
