package io.github.reelay.app;

import io.github.reelay.app.settings.SettingsSchema;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.config.ConfigSchema;
import io.github.reelay.config.Environment;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  /** What would hold other tasks than the demo's, and a key with a name of its own. */
  private static final List<String> DISABLED_SECRETS =
      List.of("providers.runway.key", "database.url");

  /** What would cost money: every variable that may be the key of a provider. */
  private static final Pattern PROVIDER_KEY =
      Pattern.compile("(?:REELAY_PROVIDERS_)?([A-Z0-9_]+?)(?:_API)?_(?:KEY|TOKEN)(?:_FILE)?");

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
    for (String variable : environment.variables().keySet()) {
      Matcher key = PROVIDER_KEY.matcher(variable);
      if (key.matches()) {
        String provider = key.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
        demo = demo.withoutSecret(schema, "providers." + provider + ".key");
      }
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
