package io.github.reelay.app;

import io.github.reelay.app.setup.Prompter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The command line: answers go to {@code out}, mistakes to {@code err}, questions to a terminal.
 */
record Console(PrintWriter out, PrintWriter err, Terminal terminal) {
  /** Who sits in front of it. */
  @FunctionalInterface
  interface Terminal extends Prompter {}

  static Console ofProcess() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        new Terminal() {
          @Override
          public Optional<String> ask(String question) {
            return keyboard().map(terminal -> terminal.readLine("%s", question));
          }

          @Override
          public Optional<String> askSecret(String question) {
            return keyboard()
                .map(terminal -> terminal.readPassword("%s", question))
                .map(String::new);
          }
        });
  }

  private static Optional<java.io.Console> keyboard() {
    return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
  }
}
