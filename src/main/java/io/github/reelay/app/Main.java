package io.github.reelay.app;

import io.github.reelay.app.backup.BackupCommand;
import io.github.reelay.app.backup.CommandContext;
import io.github.reelay.app.backup.RestoreCommand;
import io.github.reelay.app.health.HealthCommand;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.app.setup.Prompter;
import io.github.reelay.app.setup.SetupCommand;
import io.github.reelay.app.wire.WireCommand;
import io.github.reelay.config.DotEnv;
import io.github.reelay.config.Environment;
import io.github.reelay.config.SettingsLoader;
import io.github.reelay.ops.LogOptions;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/**
 * The entry point: {@code reelay setup | demo | run | check | health | backup | restore | prove |
 * models | wire}.
 */
@Command(
    name = "reelay",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel =
        "(setup | demo | run | check | health | backup | restore | prove | models | wire)",
    description = {
      "A self-hosted chat bot that turns prompts and pictures into videos,",
      "in Discord, Telegram and its own web chat.",
      ""
    },
    footer = {
      "",
      "Settings: config/reelay.yaml, environment variables, and the file .env",
      "(docs/configuration.md).",
      "Exit codes: 1 failed, 2 the set-up is wrong (it says how to mend it),",
      "130 or 143 stopped in order by Ctrl-C or SIGTERM."
    },
    subcommands = {HelpCommand.class})
public final class Main {
  /** The set-up is wrong, and what was printed says how to mend it. */
  static final int EXIT_INVALID_CONFIG = 2;

  private Main() {}

  static void main(String[] args) {
    System.exit(run(Environment.ofProcess(), Console.ofProcess(), args));
  }

  static int run(Environment process, Console console, String... args) {
    DotEnv.Result dotEnv = DotEnv.read(process);
    if (!dotEnv.errors().isEmpty()) {
      dotEnv.errors().forEach(console.err()::println);
      return EXIT_INVALID_CONFIG;
    }
    Environment environment = dotEnv.environment();
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new DemoCommand(environment, console));
    line.addSubcommand(new RunCommand(environment, console));
    line.addSubcommand(new CheckCommand(environment, console));
    line.addSubcommand(new HealthCommand(console.out(), () -> quietSettings(environment, console)));
    CommandContext backups = backups(environment, console);
    line.addSubcommand(new BackupCommand(backups));
    line.addSubcommand(
        new CommandLine(new RestoreCommand(backups)).setCaseInsensitiveEnumValuesAllowed(true));
    line.addSubcommand(new ProveCommand(environment, console));
    line.addSubcommand(new ModelsCommand(environment, console));
    line.addSubcommand(new TrainCommand(environment, console));
    line.addSubcommand(
        new SetupCommand(
            environment,
            console.out(),
            console.terminal(),
            Chats.FACTORIES,
            () -> Logging.configure(LogOptions.Format.TEXT, LogOptions.Level.ERROR),
            () -> run(process, console, "run")));
    line.addSubcommand(new WireCommand(SettingsLoader.folder(environment), console.out()));
    line.setOut(console.out());
    line.setErr(console.err());
    boolean starts = args.length == 0 || (args.length == 1 && args[0].equals("run"));
    if (starts && StartupConfig.isEmpty(environment) && acceptsSetup(console)) {
      return line.execute("setup");
    }
    if (args.length == 0) {
      line.usage(line.getOut());
      return EXIT_INVALID_CONFIG;
    }
    return line.execute(args);
  }

  private static CommandContext backups(Environment environment, Console console) {
    return new CommandContext(
        console.out(),
        console.err(),
        console.terminal(),
        () -> quietSettings(environment, console),
        Version.text(),
        InstantSource.system());
  }

  private static Optional<Settings> quietSettings(Environment environment, Console console) {
    Logging.configure(LogOptions.Format.TEXT, LogOptions.Level.ERROR);
    return StartupConfig.readSettings(environment, console.err());
  }

  /** Whoever starts it for the first time has read nothing yet. */
  private static boolean acceptsSetup(Console console) {
    return console
        .terminal()
        .ask("Nothing is set up yet. Do it now, on a page of this machine? [Y/n] ")
        .filter(Prompter::isYes)
        .isPresent();
  }
}
