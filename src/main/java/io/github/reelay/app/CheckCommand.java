package io.github.reelay.app;

import io.github.reelay.app.check.CheckResult;
import io.github.reelay.config.Environment;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The {@code check} command: reports what is wrong with the set-up, without spending and without
 * disturbing a running bot.
 */
@Command(
    name = "check",
    description = "Reads the set-up, tries each token and key without spending, says what to mend.")
final class CheckCommand implements Callable<Integer> {
  private final Environment environment;
  private final Console console;

  CheckCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return StartupConfig.use(
        environment,
        console,
        config -> {
          Logging.configure(Format.TEXT, Level.ERROR);
          List<CheckResult> results = new ConfigCheck(config).run();
          results.forEach(f -> console.out().println(f));
          config.warnings().forEach(w -> console.out().println("warn  " + w));
          boolean fine = results.stream().noneMatch(f -> f.grade() == CheckResult.Grade.FAIL);
          console.out().println(fine ? "Ready to run." : "Not ready; see the lines marked FAIL.");
          return fine ? 0 : 1;
        });
  }
}
