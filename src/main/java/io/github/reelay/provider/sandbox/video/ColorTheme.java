package io.github.reelay.provider.sandbox.video;

import java.awt.Color;
import java.util.List;

/**
 * The colours of a painted scene.
 *
 * @param isNight whether it is night
 */
public record ColorTheme(
    Color skyTop, Color skyBottom, Color light, Color far, Color near, boolean isNight) {
  private static final List<ColorTheme> THEMES =
      List.of(
          theme(0x24305E, 0xF6A868, 0xFFE9B0, 0x8B5E83, 0x1F1B3A, false), // sunset
          theme(0x3C8DD9, 0xD8F0FA, 0xFFFFFF, 0x8FB8C9, 0x1D5C56, false), // clear day
          theme(0x070B24, 0x2A3F7E, 0xEAF0FF, 0x33467F, 0x070A1C, true), // night
          theme(0x5B3A8C, 0xF7B5C4, 0xFFF3E6, 0xA978B6, 0x2B1A47, false), // dawn
          theme(0x0E4D64, 0xA8E0C8, 0xFBFFE0, 0x5AA79A, 0x0B2F38, false), // lagoon
          theme(0x7A2E1F, 0xF4C95D, 0xFFF4CF, 0xC5713B, 0x3A160F, false)); // desert

  private static ColorTheme theme(int top, int low, int light, int far, int near, boolean stars) {
    return new ColorTheme(
        new Color(top), new Color(low), new Color(light), new Color(far), new Color(near), stars);
  }

  /**
   * @param chance any number; the same one gives the same look
   */
  public static ColorTheme of(long chance) {
    return THEMES.get((int) Long.remainderUnsigned(chance, THEMES.size()));
  }

  /** Between two colours. */
  static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  public static Color withOpacity(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }
}
