package io.github.reelay.app;

import io.github.reelay.config.Environment;
import io.github.reelay.ops.LogOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The {@code run} command: the bot with everything the environment switches on. */
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
    return switch (StartupConfig.load(environment, Chats.FACTORIES)) {
      case StartupConfig.Invalid invalid -> {
        StartupConfig.printErrors(invalid, console.err());
        yield Main.EXIT_INVALID_CONFIG;
      }
      case StartupConfig.Valid config -> {
        Logging.configure(config.settings());
        boolean json = config.settings().logging().format() == LogOptions.Format.JSON;
        yield ProgramRunner.runUntilStopped(
            config,
            json ? ProgramRunner.Output.ofLog() : ProgramRunner.Output.of(console),
            address -> "Web chat: " + address);
      }
    };
  }
}
