package io.github.reelay.provider.sandbox.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The prompt on a dark plate in the lower part of the picture, and a small line that says where the
 * film comes from at the top.
 */
public final class Caption {
  private static final int MOST_LINES = 4;
  private static final Color INK = new Color(0xFFFFFF);
  private static final Color PLATE = new Color(10, 12, 24, 150);
  private static final double LINE = 11.5;

  private final String prompt;
  private final String source;

  public Caption(String prompt, String source) {
    this.prompt = BitmapFont.plain(prompt).strip().replaceAll("\\s+", " ");
    this.source = source;
  }

  public void paint(Graphics2D pen, int width, int height) {
    double small = Math.max(1.4, Math.min(width, height) / 400.0);
    write(pen, source, width * 0.035, height * 0.035, small, ColorTheme.clear(INK, 0.8));

    double cell = Math.min(width, height) / 190.0;
    double margin = width * 0.05;
    int perLine = (int) ((width - 2 * margin - cell * 12) / (cell * BitmapFont.ADVANCE));
    List<String> lines = wrap(prompt, perLine);
    double plateHeight = (lines.size() * LINE + 8) * cell;
    double top = height - plateHeight - height * 0.06;
    pen.setPaint(PLATE);
    pen.fill(
        new RoundRectangle2D.Double(
            margin, top, width - 2 * margin, plateHeight, cell * 10, cell * 10));
    for (int i = 0; i < lines.size(); i++) {
      write(pen, lines.get(i), margin + cell * 7, top + (6 + i * LINE) * cell, cell, INK);
    }
  }

  private static void write(
      Graphics2D pen, String text, double x, double y, double cell, Color ink) {
    AffineTransform before = pen.getTransform();
    pen.setPaint(ink);
    pen.setStroke(Strokes.round(1.05));
    pen.translate(x, y);
    pen.scale(cell, cell);
    for (int c : text.codePoints().toArray()) {
      if (c != ' ') {
        Shape letter = BitmapFont.latin().shape(c);
        pen.draw(letter);
        if (!BitmapFont.latin().knows(c)) {
          pen.fill(letter);
        }
      }
      pen.translate(BitmapFont.ADVANCE, 0);
    }
    pen.setTransform(before);
  }

  /** Breaks at spaces, and within words that are longer than a line. */
  static List<String> wrap(String text, int perLine) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty() && lines.size() < MOST_LINES) {
      int[] letters = rest.codePoints().toArray();
      if (letters.length <= perLine) {
        lines.add(rest);
        return lines;
      }
      int end = perLine;
      while (end > perLine / 2 && letters[end] != ' ') {
        end--;
      }
      if (letters[end] != ' ') {
        end = perLine;
      }
      lines.add(new String(letters, 0, end).strip());
      rest = new String(letters, end, letters.length - end).strip();
    }
    if (!rest.isEmpty()) {
      String last = lines.removeLast();
      int[] letters = last.codePoints().limit(Math.max(1, perLine - 3)).toArray();
      lines.add(new String(letters, 0, letters.length) + "...");
    }
    return lines;
  }
}
