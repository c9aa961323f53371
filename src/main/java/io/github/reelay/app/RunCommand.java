package io.github.reelay.app;

import io.github.reelay.config.Environment;
import io.github.reelay.ops.LogOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    return StartupConfig.use(
        environment,
        console,
        config -> {
          Logging.configure(config.settings());
          boolean json = config.settings().logging().format() == LogOptions.Format.JSON;
          return ProgramRunner.runUntilStopped(
              config,
              json ? ProgramRunner.Output.ofLog() : ProgramRunner.Output.of(console),
              RunCommand::readyLines);
        });
  }

  private static List<String> readyLines(Program program) {
    return Stream.concat(
            Stream.of("Web chat: " + program.webChatUrl()), program.operatorNotice().stream())
        .toList();
  }
}
