package io.github.reelay.app;

import io.github.reelay.config.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what is wrong with the set-up, without spending. */
@Command(
    name = "check",
    description = "Reads the set-up, tries each token and key without spending, says what to mend.")
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Console console;

  CheckCommand(Surroundings surroundings, Console console) {
    this.surroundings = surroundings;
    this.console = console;
  }

  @Override
  public Integer call() {
    return switch (SetUp.read(surroundings, true)) {
      case SetUp.Wrong wrong -> {
        SetUp.print(wrong, console.err());
        yield Main.WRONG_SET_UP;
      }
      case SetUp.Usable _ -> 0;
    };
  }
}
