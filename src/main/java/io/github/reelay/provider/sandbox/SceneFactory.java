package io.github.reelay.provider.sandbox;

import io.github.reelay.provider.sandbox.video.ColorTheme;
import io.github.reelay.provider.sandbox.video.LandscapeScene;
import io.github.reelay.provider.sandbox.video.PhotoScene;
import io.github.reelay.provider.sandbox.video.Scene;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.io.IOException;

/** Chooses what a film shows. */
final class SceneFactory {
  /** A remix of a remix of …; deeper ones look like the hundredth anyway. */
  private static final int DEEPEST = 8;

  private SceneFactory() {}

  static Scene of(Order order, OrderStore store) throws IOException {
    return of(order, store, 0);
  }

  private static Scene of(Order order, OrderStore store, int depth) throws IOException {
    String remixOf = order.remixOf();
    Order source = remixOf == null ? null : store.find(remixOf).orElse(null);
    if (source != null && depth < DEEPEST) {
      return tinted(of(source, store, depth + 1), ColorTheme.of(chance(order.prompt()) >>> 7));
    }
    String picture = order.picture();
    if (picture != null && store.hasPicture(picture)) {
      return PhotoScene.read(store.picture(picture));
    }
    return new LandscapeScene(chance(order.prompt()));
  }

  /** The source's look in another light. */
  private static Scene tinted(Scene source, ColorTheme light) {
    return (Graphics2D pen, int width, int height, double seconds) -> {
      source.paint(pen, width, height, seconds);
      pen.setPaint(
          new GradientPaint(
              0,
              0,
              ColorTheme.clear(light.skyTop(), 0.5),
              0,
              height,
              ColorTheme.clear(light.skyLow(), 0.25)));
      pen.fillRect(0, 0, width, height);
    };
  }

  /** Spreads a prompt over all numbers: near prompts give films that differ. */
  private static long chance(String prompt) {
    long mixed = prompt.hashCode() * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
