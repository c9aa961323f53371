package io.github.reelay.provider.sandbox.video;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.util.Random;

/**
 * A wide land under a slow sun, or stars, that drifts by in layers. All of it follows from one
 * number, so that a prompt always gives the same video.
 */
public final class LandscapeScene implements Scene {
  private static final int LAYER_COUNT = 5;
  private static final int STAR_COUNT = 90;
  private static final int BIRD_COUNT = 5;

  private final ColorTheme theme;
  private final double[][] waves = new double[LAYER_COUNT][4];
  private final double[][] stars = new double[STAR_COUNT][3];
  private final double[][] birds = new double[BIRD_COUNT][4];
  private final double sunX;

  public LandscapeScene(long chance) {
    Random random = new Random(chance);
    theme = ColorTheme.of(chance >>> 7);
    sunX = 0.25 + random.nextDouble() * 0.5;
    for (double[][] things : new double[][][] {waves, stars, birds}) {
      for (double[] thing : things) {
        for (int i = 0; i < thing.length; i++) {
          thing[i] = random.nextDouble();
        }
      }
    }
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height, double seconds) {
    graphics.setPaint(
        new GradientPaint(0, 0, theme.skyTop(), 0, height * 0.68f, theme.skyBottom()));
    graphics.fillRect(0, 0, width, height);
    if (theme.isNight()) {
      paintStars(graphics, width, height, seconds);
    }
    paintSun(graphics, width, height, seconds);
    for (int layer = 0; layer < LAYER_COUNT; layer++) {
      paintLayer(graphics, width, height, seconds, layer);
      if (layer == 1 && !theme.isNight()) {
        paintBirds(graphics, width, height, seconds);
      }
    }
  }

  private void paintStars(Graphics2D graphics, int width, int height, double seconds) {
    for (double[] star : stars) {
      double glow = 0.45 + 0.4 * Math.sin(seconds * 1.3 + star[2] * 40);
      double size = Math.min(width, height) * (0.002 + star[2] * 0.0035);
      graphics.setPaint(ColorTheme.withOpacity(theme.light(), glow));
      graphics.fill(new Ellipse2D.Double(star[0] * width, star[1] * height * 0.55, size, size));
    }
  }

  private void paintSun(Graphics2D graphics, int width, int height, double seconds) {
    double size = Math.min(width, height) * 0.11;
    double x = width * (sunX + seconds * 0.006);
    double y = height * (0.36 - seconds * 0.004);
    Point2D middle = new Point2D.Double(x, y);
    graphics.setPaint(
        new RadialGradientPaint(
            middle,
            (float) (size * 4.5),
            new float[] {0, 0.25f, 1},
            new Color[] {
              ColorTheme.withOpacity(theme.light(), 0.75),
              ColorTheme.withOpacity(theme.light(), 0.3),
              ColorTheme.withOpacity(theme.light(), 0)
            }));
    graphics.fill(new Ellipse2D.Double(x - size * 4.5, y - size * 4.5, size * 9, size * 9));
    graphics.setPaint(theme.light());
    graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }

  private void paintLayer(Graphics2D graphics, int width, int height, double seconds, int layer) {
    double depth = layer / (LAYER_COUNT - 1.0);
    double[] wave = waves[layer];
    double shift = wave[0] * 50 + seconds * (0.03 + depth * depth * 0.32);
    double top = 0.5 + depth * 0.3;
    double rise = 0.075 - depth * 0.02;
    Path2D land = new Path2D.Double();
    land.moveTo(0, height);
    for (int x = 0; x <= width + 8; x += 8) {
      double at = x / (double) Math.max(width, height) * 6 + shift;
      double y =
          top
              + rise * Math.sin(at * (0.7 + wave[1] * 0.5))
              + rise * 0.55 * Math.sin(at * 1.9 + wave[2] * 6)
              + rise * 0.22 * Math.sin(at * 4.3 + wave[3] * 6);
      land.lineTo(x, y * height);
    }
    land.lineTo(width + 8, height);
    land.closePath();
    Color crest =
        ColorTheme.mix(ColorTheme.mix(theme.far(), theme.skyBottom(), 0.35), theme.near(), depth);
    Color foot = ColorTheme.mix(crest, depth < 0.9 ? theme.skyBottom() : theme.near(), 0.25);
    graphics.setPaint(
        new GradientPaint(
            0, (float) ((top - rise) * height), crest, 0, (float) ((top + 0.3) * height), foot));
    graphics.fill(land);
  }

  private void paintBirds(Graphics2D graphics, int width, int height, double seconds) {
    graphics.setPaint(ColorTheme.withOpacity(theme.near(), 0.75));
    graphics.setStroke(Strokes.round(Math.min(width, height) * 0.0045));
    for (double[] bird : birds) {
      double span = Math.min(width, height) * (0.012 + bird[2] * 0.014);
      double x = ((bird[0] * 0.7 + seconds * (0.02 + bird[2] * 0.02)) % 1.1) * width;
      double y = (0.14 + bird[1] * 0.24 + 0.01 * Math.sin(seconds + bird[3] * 6)) * height;
      double lift = span * (0.35 + 0.45 * Math.sin(seconds * 5 + bird[3] * 6));
      graphics.draw(new QuadCurve2D.Double(x - span, y - lift, x - span / 3, y - lift / 2, x, y));
      graphics.draw(new QuadCurve2D.Double(x, y, x + span / 3, y - lift / 2, x + span, y - lift));
    }
  }
}
