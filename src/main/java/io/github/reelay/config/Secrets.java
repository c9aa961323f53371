package io.github.reelay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes secrets from variables, or from the files that variables ending in {@code _FILE} name;
 * never from YAML.
 */
record Secrets(ConfigSchema schema, Environment environment, ConfigErrors errors) {
  /**
   * A header or an address takes no other characters, and the client that meets one would quote all
   * of it.
   */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");

  /** Where container engines put secrets, readable by all inside the container. */
  private static final Path MOUNTED = Path.of("/run/secrets");

  private static final int MAX_BYTES = 16 * 1024;

  /** The secret of a key that becomes part of a header or address. */
  Optional<Secret> token(String path) {
    Optional<Secret> secret = read(path);
    if (secret.isPresent() && !TOKEN.matcher(secret.get().reveal()).matches()) {
      errors.addError(
          schema.variables(path).getFirst(),
          "a text with a blank, a line break or a letter that is not ASCII (not shown)",
          "the token or key exactly as it was given to you",
          "copy it again");
      return Optional.empty();
    }
    return secret;
  }

  /** The secret of a key, whatever its characters. */
  Optional<Secret> read(String path) {
    Map<String, String> variables = environment.variables();
    List<String> set = new ArrayList<>();
    for (String name : schema.variables(path)) {
      for (String variable : List.of(name, name + ConfigSchema.FILE_SUFFIX)) {
        if (!variables.getOrDefault(variable, "").isBlank()) {
          set.add(variable);
        }
      }
    }
    if (set.size() > 1) {
      errors.addError(
          String.join(" and ", set), "the same secret twice", "one of them", "unset the others");
      return Optional.empty();
    }
    if (set.isEmpty()) {
      return Optional.empty();
    }
    String variable = set.getFirst();
    String text = variables.getOrDefault(variable, "").strip();
    return schema.variables(path).contains(variable)
        ? Optional.of(new Secret(text))
        : fromFile(variable, environment.workingFolder().resolve(text));
  }

  private Optional<Secret> fromFile(String variable, Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return unreadable(variable, file, "a file of more than 16 kB");
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        return unreadable(variable, file, "an empty file");
      }
      warnIfOthersMayRead(variable, file);
      return Optional.of(new Secret(text));
    } catch (IOException | SecurityException _) {
      return unreadable(variable, file, "no file that can be read");
    }
  }

  private Optional<Secret> unreadable(String variable, Path file, String found) {
    errors.addError(
        variable,
        found + " at " + file,
        "a small text file with nothing but the secret",
        "put the secret there, or name another file");
    return Optional.empty();
  }

  private void warnIfOthersMayRead(String variable, Path file) throws IOException {
    if (!file.startsWith(MOUNTED) && othersMayRead(file)) {
      errors.addWarning(
          variable
              + ": everybody on this machine can read "
              + file
              + "; run chmod 600 "
              + file
              + ".");
    }
  }

  /** False also where files have no such permissions. */
  static boolean othersMayRead(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
  }
}
