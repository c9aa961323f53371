package io.github.reelay.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The command line: answers go to {@code out}, mistakes to {@code err}, questions to a terminal.
 */
record Console(PrintWriter out, PrintWriter err, Terminal terminal) {
  /** Who sits in front of it. */
  interface Terminal {
    /** What is typed; empty if nobody can, as in a script. */
    Optional<String> ask(String question);
  }

  static Console ofProcess() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Console::askTerminal);
  }

  private static Optional<String> askTerminal(String question) {
    return Optional.ofNullable(System.console())
        .filter(java.io.Console::isTerminal)
        .map(terminal -> terminal.readLine("%s", question));
  }
}
