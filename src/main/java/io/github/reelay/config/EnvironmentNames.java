package io.github.reelay.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment variables that set a key. */
final class EnvironmentNames {
  /** Variables that belong to Reelay begin so; others are not ours to judge. */
  static final String PREFIX = "REELAY_";

  /** Names another configuration folder. */
  static final String CONFIG = "REELAY_CONFIG";

  /** Ends the name of a variable that names a file with the secret instead of holding it. */
  static final String FILE = "_FILE";

  private static final Map<String, String> SHORT =
      Map.of(
          "discord.token", "DISCORD_TOKEN",
          "discord.api-url", "DISCORD_API_URL",
          "discord.gateway-url", "DISCORD_GATEWAY_URL",
          "telegram.token", "TELEGRAM_TOKEN",
          "telegram.api-url", "TELEGRAM_API_URL",
          "providers.sandbox.enabled", "REELAY_SANDBOX");

  private EnvironmentNames() {}

  /** The names for a key, the one to recommend first. */
  static List<String> of(String path) {
    String regular = PREFIX + upper(path);
    return shortName(path).map(s -> List.of(s, regular)).orElse(List.of(regular));
  }

  private static Optional<String> shortName(String path) {
    String[] parts = path.split("\\.", -1);
    if (parts.length == 3 && parts[0].equals("providers")) {
      switch (parts[2]) {
        case "key" -> {
          return Optional.of(upper(parts[1]) + "_API_KEY");
        }
        case "base-url" -> {
          return Optional.of(upper(parts[1]) + "_BASE_URL");
        }
        default -> {}
      }
    }
    return Optional.ofNullable(SHORT.get(path));
  }

  private static String upper(String path) {
    return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
