package io.github.reelay.provider.sandbox;

import java.awt.BasicStroke;

/** The pens scenes and captions draw with. */
final class Brush {
  private Brush() {}

  static BasicStroke round(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
