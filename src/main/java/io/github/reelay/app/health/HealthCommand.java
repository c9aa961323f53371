package io.github.reelay.app.health;

import io.github.reelay.app.settings.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code health} command. */
@Command(
    name = "health",
    description = "Asks the running bot whether it lives. Exit code 1: it does not.")
public final class HealthCommand implements Callable<Integer> {
  private static final int EXIT_INVALID_CONFIG = 2;

  private final PrintWriter out;
  private final Supplier<Optional<Settings>> settings;

  @Option(names = "--ready", description = "whether its database and chats are there, too")
  private boolean ready;

  /**
   * @param settings empty if they are wrong, which was told then
   */
  public HealthCommand(PrintWriter out, Supplier<Optional<Settings>> settings) {
    this.out = out;
    this.settings = settings;
  }

  @Override
  public Integer call() {
    return settings.get().map(this::ask).orElse(EXIT_INVALID_CONFIG);
  }

  private int ask(Settings read) {
    String answer = HealthProbe.ask(read.web().host(), read.web().port(), ready ? "ready" : "live");
    out.println(answer);
    return HealthProbe.isFine(answer) ? 0 : 1;
  }
}
