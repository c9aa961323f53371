package io.github.reelay.app;

import io.github.reelay.app.settings.SettingsSchema;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.config.ConfigSchema;
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
  /** What would cost money, or hold other tasks than the demo's; the chats' secrets join them. */
  private static final List<String> DISABLED_SECRETS =
      List.of(
          "providers.apimart.key",
          "providers.xcompute.key",
          "providers.modelverse.key",
          "database.url");

  private final Environment environment;
  private final Console console;

  DemoCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Environment demo = environment.with("REELAY_SANDBOX", "true");
    ConfigSchema schema = SettingsSchema.of(Chats.FACTORIES);
    for (String secret : DISABLED_SECRETS) {
      demo = demo.withoutSecret(schema, secret);
    }
    for (String secret : ChatFactory.secretsOf(Chats.FACTORIES)) {
      demo = demo.withoutSecret(schema, secret);
    }
    if (!demo.variables().containsKey("REELAY_DATA_DIR")) {
      demo = demo.with("REELAY_DATA_DIR", demo.homeFolder().resolve("data/demo").toString());
    }
    return StartupConfig.use(
        demo,
        console,
        config -> {
          Logging.configure(Format.TEXT, Level.WARN);
          Logging.hideSecrets(config.settings());
          return ProgramRunner.runUntilStopped(
              config,
              ProgramRunner.Output.of(console),
              program ->
                  List.of(
                      "Reelay demo: open "
                          + program.webChatUrl()
                          + " (Ctrl-C stops it, tasks are kept)"));
        });
  }
}
