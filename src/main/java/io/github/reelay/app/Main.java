package io.github.reelay.app;

import io.github.reelay.config.DotEnv;
import io.github.reelay.config.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The entry point: {@code reelay demo | run | check | prove | models}. */
@Command(
    name = "reelay",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "(demo | run | check | prove | models)",
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
    line.addSubcommand(new ProveCommand(environment, console));
    line.addSubcommand(new ModelsCommand(environment, console));
    line.setOut(console.out());
    line.setErr(console.err());
    if (args.length == 0) {
      line.usage(line.getOut());
      return EXIT_INVALID_CONFIG;
    }
    return line.execute(args);
  }
}
