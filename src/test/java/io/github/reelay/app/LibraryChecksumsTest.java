package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The libraries of this build against the committed checksums. Maven 3.9 compares everything it
 * fetches with them by itself; this is for older ones, which do not read them.
 */
class LibraryChecksumsTest {
  private static final Path SUMS = Path.of(".mvn/checksums/checksums.sha256");

  @Test
  void everyLibraryOfTheBuildIsTheOneThatWasCommitted() throws Exception {
    Set<String> listed =
        Files.readAllLines(SUMS).stream()
            .map(line -> line.substring(0, 64) + " " + Path.of(line.substring(66)).getFileName())
            .collect(Collectors.toSet());
    List<Path> libraries = libraries();
    Set<String> others = new TreeSet<>();
    for (Path library : libraries) {
      if (!listed.contains(sha256(library) + " " + library.getFileName())) {
        others.add(library.toString());
      }
    }

    assertThat(libraries).hasSizeGreaterThan(100);
    assertThat(others)
        .as("not in %s; after a change of pom.xml ./reelay package --checksums renews it", SUMS)
        .isEmpty();
  }

  private static List<Path> libraries() {
    String surefire = System.getProperty("surefire.test.class.path", "");
    String classPath = surefire.isEmpty() ? System.getProperty("java.class.path") : surefire;
    return List.of(classPath.split(File.pathSeparator)).stream()
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .toList();
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
