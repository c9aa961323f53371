package io.github.reelay.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder with the configuration files. A file that is not in it is taken from the program,
 * which carries the shipped ones.
 *
 * @param path the folder; need not exist
 */
public record ConfigFolder(Path path) {
  public static final String SETTINGS = "reelay.yaml";
  public static final String MODELS = "models.yaml";

  /** A folder with a file for each dialect. */
  public static final String WIRES = "wires";

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

  /** Names of the files in a folder of it, its own and the shipped ones. */
  public SortedSet<String> names(String sub) {
    SortedSet<String> names = shippedNames(sub);
    Path own = path.resolve(sub);
    if (Files.isDirectory(own)) {
      try {
        names.addAll(namesIn(own));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + own, e);
      }
    }
    return names;
  }

  /** Names of the files in a folder that the program carries, from its jar or its classes. */
  public static SortedSet<String> shippedNames(String sub) {
    try {
      URL settings = ConfigFolder.class.getResource("/config/" + SETTINGS);
      if (settings != null && settings.openConnection() instanceof JarURLConnection jar) {
        try (FileSystem files =
            FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()), Map.of())) {
          return namesIn(files.getPath("config", sub));
        }
      }
      return settings == null
          ? new TreeSet<>()
          : namesIn(Path.of(settings.toURI()).resolveSibling(sub));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped " + sub, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program lies at no path", e);
    }
  }

  private static SortedSet<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
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
