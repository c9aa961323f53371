package io.github.reelay.app;

import io.github.reelay.config.Environment;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The {@code demo} command: everything real except the money, that is the web chat on this machine,
 * the sandbox as the only provider, the embedded database. Tokens and keys in the environment are
 * left alone, so trying it out spends nothing.
 */
@Command(
    name = "demo",
    description =
        "Needs no key, no network, no server: web chat on this machine, free test videos.")
final class DemoCommand implements Callable<Integer> {
  /** What would reach out, or take in others than the person at this machine. */
  private static final List<String> DISABLED_VARIABLES =
      List.of(
          "DISCORD_TOKEN",
          "DISCORD_TOKEN_FILE",
          "TELEGRAM_TOKEN",
          "TELEGRAM_TOKEN_FILE",
          "APIMART_API_KEY",
          "APIMART_API_KEY_FILE",
          "XCOMPUTE_API_KEY",
          "XCOMPUTE_API_KEY_FILE",
          "MODELVERSE_API_KEY",
          "MODELVERSE_API_KEY_FILE",
          "REELAY_DATABASE_URL",
          "REELAY_DATABASE_URL_FILE");

  private final Environment environment;
  private final Console console;

  DemoCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Environment demo = environment.with("REELAY_SANDBOX", "true");
    for (String variable : DISABLED_VARIABLES) {
      demo = demo.without(variable);
    }
    if (!demo.variables().containsKey("REELAY_DATA_DIR")) {
      demo = demo.with("REELAY_DATA_DIR", demo.home().resolve("data/demo").toString());
    }
    return switch (StartupConfig.load(demo, true)) {
      case StartupConfig.Invalid invalid -> {
        StartupConfig.printErrors(invalid, console.err());
        yield Main.EXIT_INVALID_CONFIG;
      }
      case StartupConfig.Valid config -> {
        Logging.configure(Format.TEXT, Level.WARN);
        Logging.hideSecrets(config.settings());
        yield ProgramRunner.runUntilStopped(
            config,
            console,
            address -> "Reelay demo: open " + address + " (Ctrl-C stops it, tasks are kept)");
      }
    };
  }
}
