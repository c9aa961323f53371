package io.github.reelay.config;

import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file {@code .env}: variables that the environment does not set, one {@code NAME=value} a
 * line. Read from the installation's folder, and over it from the working folder; the environment
 * goes over both.
 */
public final class DotEnv {
  public static final String NAME = ".env";

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

  /** A value in quotes, and nothing but a comment behind it. */
  private static final Pattern QUOTED =
      Pattern.compile("'([^']*)'\\s*(?:#.*)?|\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");

  private DotEnv() {}

  /**
   * What was read.
   *
   * @param environment with the files' variables
   * @param errors lines that cannot be read; none shows what stands there
   */
  public record Result(Environment environment, List<ConfigError> errors) {}

  public static Result read(Environment environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<ConfigError> errors = new ArrayList<>();
    files(environment).forEach(file -> read(file, variables, errors));
    variables.putAll(environment.variables());
    return new Result(
        new Environment(variables, environment.homeFolder(), environment.workingFolder()), errors);
  }

  /** Those there are, the one that goes over the other last. */
  static List<Path> files(Environment environment) {
    return Stream.of(environment.homeFolder(), environment.workingFolder())
        .map(folder -> folder.resolve(NAME).toAbsolutePath().normalize())
        .distinct()
        .filter(Files::isRegularFile)
        .toList();
  }

  /** What the operator should know about them. */
  static List<String> warnings(Environment environment) {
    return files(environment).stream()
        .filter(file -> {
          try {
            return Secrets.othersMayRead(file);
          } catch (IOException _) {
            return false; // reading it tells
          }
        })
        .map(file -> "everybody on this machine can read " + file + "; run chmod 600 " + file + ".")
        .toList();
  }

  private static void read(Path file, Map<String, String> into, List<ConfigError> errors) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#") && !readLine(line, into)) {
          errors.add(
              new ConfigError(
                  file + " line " + (i + 1),
                  "a line that sets no variable (not shown: it may hold a secret)",
                  "NAME=value, a line that begins with #, or an empty one",
                  "write it so; a value with quotes in it stands in the other kind of quotes"));
        }
      }
    } catch (IOException _) {
      errors.add(
          new ConfigError(
              file.toString(),
              "a file that cannot be read",
              "a text file in UTF-8 that this user may read",
              "look at its rights and its encoding"));
    }
  }

  private static boolean readLine(String line, Map<String, String> into) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return false;
    }
    String value = parts.group(2);
    Matcher quoted = QUOTED.matcher(value);
    if (quoted.matches()) {
      into.put(
          parts.group(1),
          quoted.group(1) != null ? quoted.group(1) : quoted.group(2).replaceAll("\\\\(.)", "$1"));
      return true;
    }
    if (value.startsWith("'") || value.startsWith("\"")) {
      return false;
    }
    into.put(parts.group(1), value.replaceFirst("(^|\\s+)#.*$", ""));
    return true;
  }

  /**
   * Sets variables in a folder's file, for its owner only; lines about others stay as they are. A
   * variable of the empty text loses its line.
   *
   * @return the file
   */
  public static Path write(Path folder, Map<String, String> variables) throws IOException {
    Path file = folder.resolve(NAME);
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches() || !variables.containsKey(parts.group(1))) {
          lines.add(line);
        }
      }
    }
    variables.forEach((name, value) -> {
      if (!value.isEmpty()) {
        lines.add(name + "=" + quote(value));
      }
    });
    Path fresh = folder.resolve(NAME + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OwnerOnly.fileAttributes(fresh));
    Files.writeString(fresh, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    // In one step, so that a stop in between leaves the old one.
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  private static String quote(String value) {
    return value.matches("[A-Za-z0-9_.:/@%+,=-]*")
        ? value
        : "\"" + value.replaceAll("([\"\\\\$`])", "\\\\$1") + "\"";
  }
}
