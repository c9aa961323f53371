package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line before a command: what is offered to whoever starts it for the first time. */
class MainTest {
  @TempDir private Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> questions = new ArrayList<>();

  /**
   * @param answer to any question; null for nobody there
   */
  private int run(Map<String, String> variables, @Nullable String answer, String... args) {
    return Main.run(
        new Environment(variables, home, home),
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            question -> {
              questions.add(question);
              return Optional.ofNullable(answer);
            }),
        args);
  }

  @Test
  void whoeverStartsItForTheFirstTimeIsOfferedTheSetUp() {
    assertThat(run(Map.of(), "n")).isEqualTo(2);
    assertThat(questions)
        .containsExactly("Nothing is set up yet. Do it now, on a page of this machine? [Y/n] ");
    assertThat(out.toString()).contains("Usage: reelay", "setup");

    assertThat(run(Map.of(), "n", "run")).isEqualTo(2);
    assertThat(questions).hasSize(2);
    assertThat(err.toString())
        .contains("run `./reelay setup`, which asks for them, or try `./reelay demo`");
  }

  @Test
  void whereNobodyAnswersOrItIsSetUpNothingIsDoneInstead() throws IOException {
    assertThat(run(Map.of(), null, "run")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing is switched on");

    questions.clear();
    Files.writeString(home.resolve(".env"), "TELEGRAM_TOKEN=1:a\n");
    assertThat(run(Map.of(), "y")).isEqualTo(2);
    assertThat(questions).isEmpty();
  }

  @Test
  void aLineOfTheFileThatCannotBeReadIsToldBeforeAnything() throws IOException {
    Files.writeString(home.resolve(".env"), "no variable\n");
    assertThat(run(Map.of(), null, "check")).isEqualTo(2);
    assertThat(err.toString()).contains(home.resolve(".env") + " line 1: found a line");
    assertThat(out.toString()).isEmpty();
  }
}
