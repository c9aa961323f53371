package io.github.reelay.conversation.text;

/** The progress bar: twelve cells and the percentage. */
final class ProgressBar {
  private static final int CELLS = 12;

  private ProgressBar() {}

  /** Never full: what is still coming is not there yet. */
  static String of(int percent) {
    int filled = Math.clamp(Math.round(percent * CELLS / 100.0f), 0, CELLS - 1);
    return "▓".repeat(filled) + "░".repeat(CELLS - filled) + "  " + percent + " %";
  }
}
