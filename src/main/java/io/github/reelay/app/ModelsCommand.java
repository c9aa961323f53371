package io.github.reelay.app;

import io.github.reelay.config.Environment;
import io.github.reelay.provider.catalogue.CataloguePage;
import picocli.CommandLine.Command;

/**
 * The {@code models} command: what can be said and done about the catalogue without a running bot.
 */
@Command(
    name = "models",
    description = "About the catalogue; nothing is paid.",
    synopsisSubcommandLabel = "page")
final class ModelsCommand {
  private final Environment environment;
  private final Console console;

  ModelsCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Command(name = "page", description = "Prints models.yaml as a page in Markdown: docs/models.md.")
  int page() {
    // The page needs no key.
    return switch (StartupConfig.load(
        environment.with("REELAY_SANDBOX", "true"), Chats.FACTORIES)) {
      case StartupConfig.Invalid invalid -> {
        StartupConfig.printErrors(invalid, console.err());
        yield Main.EXIT_INVALID_CONFIG;
      }
      case StartupConfig.Valid config -> {
        console.out().print(CataloguePage.markdown(config.catalogue()));
        console.out().flush();
        yield 0;
      }
    };
  }
}
