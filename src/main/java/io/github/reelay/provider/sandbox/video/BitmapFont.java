package io.github.reelay.provider.sandbox.video;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A small Latin alphabet of our own: Java cannot write a word on a machine without fonts. Each
 * letter is a grid of dots in {@code sandbox/letters.txt}; neighbouring dots are joined by strokes,
 * which makes round, even writing at any size. One cell of the grid is one unit.
 */
final class BitmapFont {
  static final int CELLS_WIDE = 5;
  static final int CELLS_HIGH = 9;

  /** From one letter to the next. */
  static final double ADVANCE = 6.2;

  private static final BitmapFont LATIN = load();

  private final Map<Integer, Shape> glyphs;

  private BitmapFont(Map<Integer, Shape> shapes) {
    this.glyphs = shapes;
  }

  static BitmapFont latin() {
    return LATIN;
  }

  /** Accents fall away, typographic marks become plain ones; one code point stays one letter. */
  static String normalize(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replace('’', '\'')
        .replace('‘', '\'')
        .replace('“', '"')
        .replace('”', '"')
        .replace('–', '-')
        .replace('—', '-')
        .replace('。', '.')
        .replace('、', ',');
  }

  /** Whether this can be written; what cannot is shown as a tidy bar. */
  boolean canDisplay(int codePoint) {
    return glyphs.containsKey(codePoint);
  }

  /** The strokes of a letter, to be drawn with a round pen of about one cell. */
  Shape glyph(int codePoint) {
    Shape shape = glyphs.get(codePoint);
    return shape != null ? shape : new RoundRectangle2D.Double(0.3, 0.6, 3.4, 5.2, 1.6, 1.6);
  }

  private static BitmapFont load() {
    Map<Integer, Shape> shapes = new HashMap<>();
    try (InputStream in = BitmapFont.class.getResourceAsStream("/sandbox/letters.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
      List<String> all = lines.lines().toList();
      for (int band = 0; band + CELLS_HIGH < all.size(); band += CELLS_HIGH + 1) {
        String names = all.get(band);
        for (int column = 0; column < names.length(); column += CELLS_WIDE + 1) {
          int left = column;
          List<String> grid =
              all.subList(band + 1, band + 1 + CELLS_HIGH).stream()
                  .map(row -> row.substring(left, left + CELLS_WIDE))
                  .toList();
          shapes.put((int) names.charAt(column), strokes(grid));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BitmapFont(shapes);
  }

  private static Shape strokes(List<String> grid) {
    Path2D path = new Path2D.Double();
    for (int y = 0; y < CELLS_HIGH; y++) {
      for (int x = 0; x < CELLS_WIDE; x++) {
        if (isInk(grid, x, y)) {
          // A line of no length is a dot under a round pen.
          line(path, x, y, x, y);
          joinNeighbours(path, grid, x, y);
        }
      }
    }
    return path;
  }

  private static void joinNeighbours(Path2D path, List<String> grid, int x, int y) {
    boolean right = isInk(grid, x + 1, y);
    boolean below = isInk(grid, x, y + 1);
    if (right) {
      line(path, x, y, x + 1, y);
    }
    if (below) {
      line(path, x, y, x, y + 1);
    }
    // Diagonals only where no square corner joins the two already.
    if (isInk(grid, x + 1, y + 1) && !right && !below) {
      line(path, x, y, x + 1, y + 1);
    }
    if (isInk(grid, x - 1, y + 1) && !below && !isInk(grid, x - 1, y)) {
      line(path, x, y, x - 1, y + 1);
    }
  }

  private static void line(Path2D path, int x1, int y1, int x2, int y2) {
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  }

  private static boolean isInk(List<String> grid, int x, int y) {
    return y < CELLS_HIGH && x >= 0 && x < CELLS_WIDE && grid.get(y).charAt(x) == '#';
  }
}
