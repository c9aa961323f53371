package io.github.reelay.app.setup;

import java.util.Locale;
import java.util.Optional;

/** Who asks whoever sits in front of the program. */
@FunctionalInterface
public interface Prompter {
  /** What is typed; empty if nobody can, as in a script. */
  Optional<String> ask(String question);

  /** The same, not shown while it is typed where the terminal can do that. */
  default Optional<String> askSecret(String question) {
    return ask(question);
  }

  /** Whether an answer to {@code [Y/n]} is yes; Enter alone is. */
  static boolean isYes(String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    return word.isEmpty() || word.startsWith("y") || word.equals("是");
  }
}
