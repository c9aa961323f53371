package io.github.reelay.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The output of the command line: answers go to {@code out}, mistakes to {@code err}. */
record Console(PrintWriter out, PrintWriter err) {
  static Console ofProcess() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }
}
