package io.github.reelay.provider.sandbox;

import java.util.Locale;
import java.util.Optional;

/** The formats the sandbox renders, at 720p. */
enum VideoFormat {
  LANDSCAPE(1280, 720, "16:9"),
  PORTRAIT(720, 1280, "9:16"),
  SQUARE(720, 720, "1:1");

  private final int width;
  private final int height;
  private final String aspectRatio;

  VideoFormat(int width, int height, String ratio) {
    this.width = width;
    this.height = height;
    this.aspectRatio = ratio;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** As the openai shape writes it: {@code 1280x720}. */
  String size() {
    return width + "x" + height;
  }

  /** Reads {@code 16:9}, {@code landscape} or {@code 1280x720}. */
  static Optional<VideoFormat> parse(String word) {
    for (VideoFormat format : values()) {
      if (word.equals(format.aspectRatio)
          || word.equals(format.size())
          || word.equals(format.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  static VideoFormat of(Order order) {
    return order.width() == order.height()
        ? SQUARE
        : order.width() > order.height() ? LANDSCAPE : PORTRAIT;
  }
}
