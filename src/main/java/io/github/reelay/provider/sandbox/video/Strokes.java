package io.github.reelay.provider.sandbox.video;

import java.awt.BasicStroke;

/** The pens that scenes and captions draw with. */
final class Strokes {
  private Strokes() {}

  static BasicStroke round(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
