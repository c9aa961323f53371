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
 * The files below {@code texts}: {@code <part>.properties} in English, {@code
 * <part>_<language>.properties} in the others. Folders and jars are listed: asking the class loader
 * for each of the thousand locales there are took a third of a second of every start.
 *
 * @param languages English, then the others by their tags
 */
record TextFiles(List<String> parts, List<Locale> languages) {
  private static final Pattern FILE = Pattern.compile("(?:.*/)?([a-z]+)(?:_(\\w+))?\\.properties");

  static TextFiles find(ClassLoader files) {
    try {
      List<Matcher> found =
          Collections.list(files.getResources("texts")).stream()
              .flatMap(folder -> names(folder).stream())
              .map(FILE::matcher)
              .filter(Matcher::matches)
              .toList();
      Stream<Locale> others =
          found.stream()
              .flatMap(file -> Stream.ofNullable(file.group(2)))
              .distinct()
              .map(tag -> Locale.forLanguageTag(tag.replace('_', '-')))
              .sorted(Comparator.comparing(Locale::toLanguageTag));
      return new TextFiles(
          found.stream().map(file -> file.group(1)).distinct().sorted().toList(),
          Stream.concat(Stream.of(Locale.ENGLISH), others).toList());
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
