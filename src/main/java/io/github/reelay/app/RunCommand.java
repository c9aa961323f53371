package io.github.reelay.app;

import io.github.reelay.config.Environment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bot. */
@Command(name = "run", description = "Runs the bot with everything the environment switches on.")
final class RunCommand implements Callable<Integer> {
  private final Environment environment;
  private final Console console;

  RunCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return switch (StartupConfig.read(environment, true)) {
      case StartupConfig.Wrong wrong -> {
        StartupConfig.print(wrong, console.err());
        yield Main.WRONG_SET_UP;
      }
      case StartupConfig.Usable usable -> {
        Logging.set(usable.settings());
        yield ProgramRunner.serve(usable, console, address -> "Web chat: " + address);
      }
    };
  }
}
