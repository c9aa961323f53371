package io.github.reelay.provider.sandbox.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The caption: the prompt on a dark plate in the lower part of the picture, and a small line at the
 * top that says where the video comes from.
 */
public final class Caption {
  private static final int MAX_LINES = 4;
  private static final Color TEXT_COLOR = new Color(0xFFFFFF);
  private static final Color BACKGROUND = new Color(10, 12, 24, 150);
  private static final double LINE_HEIGHT = 11.5;

  private final String prompt;
  private final String credit;

  public Caption(String prompt, String source) {
    this.prompt = BitmapFont.normalize(prompt).strip().replaceAll("\\s+", " ");
    this.credit = source;
  }

  public void paint(Graphics2D graphics, int width, int height) {
    double small = Math.max(1.4, Math.min(width, height) / 400.0);
    drawText(
        graphics,
        credit,
        width * 0.035,
        height * 0.035,
        small,
        ColorTheme.withOpacity(TEXT_COLOR, 0.8));

    double cell = Math.min(width, height) / 190.0;
    double margin = width * 0.05;
    int perLine = (int) ((width - 2 * margin - cell * 12) / (cell * BitmapFont.ADVANCE));
    List<String> lines = wrap(prompt, perLine);
    double plateHeight = (lines.size() * LINE_HEIGHT + 8) * cell;
    double top = height - plateHeight - height * 0.06;
    graphics.setPaint(BACKGROUND);
    graphics.fill(
        new RoundRectangle2D.Double(
            margin, top, width - 2 * margin, plateHeight, cell * 10, cell * 10));
    for (int i = 0; i < lines.size(); i++) {
      drawText(
          graphics,
          lines.get(i),
          margin + cell * 7,
          top + (6 + i * LINE_HEIGHT) * cell,
          cell,
          TEXT_COLOR);
    }
  }

  private static void drawText(
      Graphics2D graphics, String text, double x, double y, double cell, Color color) {
    AffineTransform before = graphics.getTransform();
    graphics.setPaint(color);
    graphics.setStroke(Strokes.round(1.05));
    graphics.translate(x, y);
    graphics.scale(cell, cell);
    for (int c : text.codePoints().toArray()) {
      if (c != ' ') {
        Shape letter = BitmapFont.latin().glyph(c);
        graphics.draw(letter);
        if (!BitmapFont.latin().canDisplay(c)) {
          graphics.fill(letter);
        }
      }
      graphics.translate(BitmapFont.ADVANCE, 0);
    }
    graphics.setTransform(before);
  }

  /** Breaks at spaces, and within words that are longer than a line. */
  static List<String> wrap(String text, int perLine) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty() && lines.size() < MAX_LINES) {
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
