package io.github.reelay.app;

import io.github.reelay.config.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bot. */
@Command(name = "run", description = "Runs the bot with everything the environment switches on.")
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Console console;

  RunCommand(Surroundings surroundings, Console console) {
    this.surroundings = surroundings;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return switch (SetUp.read(surroundings, true)) {
      case SetUp.Wrong wrong -> {
        SetUp.print(wrong, console.err());
        yield Main.WRONG_SET_UP;
      }
      case SetUp.Usable usable -> {
        Logging.set(usable.settings());
        yield Service.serve(usable, console, address -> "Web chat: " + address);
      }
    };
  }
}
