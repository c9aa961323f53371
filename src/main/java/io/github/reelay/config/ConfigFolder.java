package io.github.reelay.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder with the configuration files. A file that is not in it is taken from the program,
 * which carries the shipped ones.
 *
 * @param path the folder; need not exist
 */
public record ConfigFolder(Path path) {
  public static final String SETTINGS = "reelay.yaml";
  public static final String MODELS = "models.yaml";

  /** A file's text: the folder's own, or the shipped one. */
  public String read(String name) {
    return own(name).orElseGet(() -> shipped(name));
  }

  /** A file's text, if the folder has it. */
  public Optional<String> own(String name) {
    Path file = path.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** A file's text: the folder's own, or the shipped one; empty where neither is. */
  public Optional<String> find(String name) {
    return own(name).or(() -> isShipped(name) ? Optional.of(shipped(name)) : Optional.empty());
  }

  private static boolean isShipped(String name) {
    return ConfigFolder.class.getResource("/config/" + name) != null;
  }

  /** How a file is called in messages. */
  public String describe(String name) {
    Path file = path.resolve(name);
    return Files.isRegularFile(file) ? file.toString() : "the shipped " + name;
  }

  /** The text of a file as the program carries it. */
  public static String shipped(String name) {
    try (InputStream in = ConfigFolder.class.getResourceAsStream("/config/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program carries no config/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped " + name, e);
    }
  }
}
