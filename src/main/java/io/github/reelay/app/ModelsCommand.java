package io.github.reelay.app;

import io.github.reelay.config.Environment;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import io.github.reelay.provider.ProviderCheck;
import io.github.reelay.provider.catalogue.CataloguePage;
import io.github.reelay.provider.catalogue.RowDraft;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The {@code models} command: what can be said and done about the catalogue without a running bot.
 */
@Command(
    name = "models",
    description = "About the catalogue; nothing is paid.",
    synopsisSubcommandLabel = "(page | update)")
final class ModelsCommand {
  private final Environment environment;
  private final Console console;

  ModelsCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Command(name = "page", description = "Prints models.yaml as a page in Markdown: docs/models.md.")
  int page() throws Exception {
    // The page needs no key.
    return StartupConfig.use(
        environment.with("REELAY_SANDBOX", "true"),
        console,
        config -> {
          console.out().print(CataloguePage.markdown(config.catalogue()));
          console.out().flush();
          return 0;
        });
  }

  /** The catalogue is the operator's own file, so nothing is ever written into it. */
  @Command(
      name = "update",
      description = "Proposes rows for the video models that your relays list and no row has.")
  int update(
      @Option(
              names = "--dry-run",
              required = true,
              description = "prints YAML; there is no other way: models.yaml is yours to edit")
          boolean dryRun)
      throws Exception {
    return StartupConfig.use(
        environment,
        console,
        config -> {
          Logging.configure(Format.TEXT, Level.ERROR);
          Logging.hideSecrets(config.settings());
          OutboundProxy.use(config.settings().proxy());
          propose(config);
          return dryRun ? 0 : Main.EXIT_INVALID_CONFIG;
        });
  }

  private void propose(StartupConfig.Valid config) {
    LocalDate today = LocalDate.now(Clock.system(config.settings().money().zone()));
    List<RowDraft> drafts =
        config.settings().providersOn().stream()
            .filter(account -> !account.isSandbox())
            .flatMap(account ->
                ProviderCheck.drafts(config.catalogue(), account, InstantSource.system(), today)
                    .stream())
            .toList();
    console
        .out()
        .println(
            drafts.isEmpty()
                ? "# Your relays list no video model that has no row."
                : "# A schema says little of what a model takes: read its page first.\nmodels:");
    drafts.forEach(draft -> console.out().print(draft.yaml()));
    console.out().flush();
  }
}
