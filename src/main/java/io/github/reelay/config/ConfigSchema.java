package io.github.reelay.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A schema of what the shipped {@code reelay.yaml} cannot show of its own keys. A {@code *} in a
 * path stands for the name of an entry, and in a variable for that name in capitals.
 *
 * @param secrets paths of keys that hold a secret: only the environment sets them, no file
 * @param variables short names of environment variables by path; every key also has the long one
 * @param entries sections below which the operator names entries of his own, with the keys of such
 *     an entry and what they have where it says nothing
 */
public record ConfigSchema(
    Set<String> secrets, Map<String, String> variables, Map<String, Map<String, String>> entries) {
  /** Variables that belong to Reelay begin so; others are not ours to judge. */
  static final String PREFIX = "REELAY_";

  /** Names another configuration folder. */
  static final String CONFIG_VARIABLE = "REELAY_CONFIG";

  /** Ends the name of a variable that names a file with the secret instead of holding it. */
  static final String FILE_SUFFIX = "_FILE";

  public ConfigSchema {
    secrets = Set.copyOf(secrets);
    variables = Map.copyOf(variables);
    entries = Map.copyOf(entries);
  }

  boolean isSecret(String path) {
    return secrets.stream()
        .anyMatch(s -> path.matches(Pattern.quote(s).replace("*", "\\E[^.]+\\Q")));
  }

  /** The environment variables of a key, the one to recommend first. */
  public List<String> variables(String path) {
    String regular = PREFIX + inCapitals(path);
    return shortVariable(path).map(s -> List.of(s, regular)).orElse(List.of(regular));
  }

  private Optional<String> shortVariable(String path) {
    String exact = variables.get(path);
    String[] parts = path.split("\\.", -1);
    if (exact != null || parts.length != 3) {
      return Optional.ofNullable(exact);
    }
    return Optional.ofNullable(variables.get(parts[0] + ".*." + parts[2]))
        .map(variable -> variable.replace("*", inCapitals(parts[1])));
  }

  /** A path as a variable's name: {@code discord.api-url} as {@code DISCORD_API_URL}. */
  public static String inCapitals(String path) {
    return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
