package io.github.reelay.conversation.text;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The search for the languages that have a file {@code texts/chat_<tag>.properties}. Folders and
 * jars are listed: asking the class loader for each of the thousand locales there are took a third
 * of a second of every start.
 */
final class LanguageFiles {
  private static final Pattern FILE = Pattern.compile("(?:.*/)?chat_(\\w+)\\.properties");

  private LanguageFiles() {}

  /** English, then the others by their tags. */
  static List<Locale> find(ClassLoader files) {
    try {
      Stream<Locale> found =
          Collections.list(files.getResources("texts")).stream()
              .flatMap(folder -> names(folder).stream())
              .map(FILE::matcher)
              .filter(Matcher::matches)
              .map(file -> Locale.forLanguageTag(file.group(1).replace('_', '-')))
              .distinct()
              .sorted(Comparator.comparing(Locale::toLanguageTag));
      return Stream.concat(Stream.of(Locale.ENGLISH), found).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> names(URL folder) {
    try {
      if (folder.openConnection() instanceof JarURLConnection connection) {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
          return jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(Objects.requireNonNull(connection.getEntryName())))
              .toList();
        }
      }
      return List.of(Objects.requireNonNull(new File(URI.create(folder.toString())).list()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
