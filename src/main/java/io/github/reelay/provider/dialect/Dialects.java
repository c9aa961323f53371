package io.github.reelay.provider.dialect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.YamlSection;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The dialects there are, one for each file in {@code config/wires}, by the file's name.
 *
 * @param errors what is wrong with the files, each with its path; without any, all can be used
 */
public record Dialects(Map<String, Dialect> byName, List<String> errors) {
  private static final String END = ".yaml";

  /** By the folder as an object, so that what is opened anew is read anew. */
  private static final Cache<ConfigFolder, Dialects> READ =
      Caffeine.newBuilder().weakKeys().build();

  /** Those that the program carries, read when they are first asked for. */
  private static final class Shipped {
    private static final Dialects ALL =
        read(
            ConfigFolder.shippedNames(ConfigFolder.WIRES),
            ConfigFolder::shipped,
            file -> "the shipped " + file);
  }

  public Dialects {
    byName = Map.copyOf(byName);
    errors = List.copyOf(errors);
  }

  /**
   * Those of a folder, and the shipped ones that it does not have. Accounts and the catalogue both
   * ask for them at a start, and are given what was read once.
   */
  public static Dialects read(ConfigFolder folder) {
    return READ.get(folder, one -> read(one.names(ConfigFolder.WIRES), one::read, one::describe));
  }

  private static Dialects read(
      Collection<String> files, UnaryOperator<String> text, UnaryOperator<String> described) {
    Map<String, Dialect> dialects = new TreeMap<>();
    List<String> errors = new ArrayList<>();
    for (String file : files) {
      if (file.endsWith(END)) {
        String path = ConfigFolder.WIRES + "/" + file;
        String name = file.substring(0, file.length() - END.length());
        try {
          read(name, text.apply(path), described.apply(path), errors)
              .ifPresent(dialect -> dialects.put(name, dialect));
        } catch (UncheckedIOException e) {
          errors.add(described.apply(path) + ": cannot be read: " + e.getCause());
        }
      }
    }
    return new Dialects(dialects, errors);
  }

  /**
   * One dialect.
   *
   * @param file how the file is called in errors
   * @param errors gets what is wrong; with any, the dialect is not to be used
   */
  public static Optional<Dialect> read(String name, String text, String file, List<String> errors) {
    return YamlSection.parse(text, file, errors).map(root -> new DialectReader(root).read(name));
  }

  /** Those that the program carries. */
  public static Dialects shipped() {
    return Shipped.ALL;
  }

  /** One of those that the program carries. */
  public static Optional<Dialect> find(String name) {
    return shipped().named(name);
  }

  public Optional<Dialect> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public String names() {
    return String.join(", ", byName.keySet().stream().sorted().toList());
  }
}
