package io.github.reelay.media;

import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders and file names of the media folder; no other names may stand in it. */
final class MediaPaths {
  private static final Pattern VIDEO_NAME = Pattern.compile("[0-9A-HJKMNP-TV-Z]{13}\\.(mp4|webm)");
  private static final Pattern PICTURE_NAME = Pattern.compile("[0-9a-f]{64}\\.(jpg|png)");

  private final Path root;
  private final AtomicLong partCounter = new AtomicLong();

  private MediaPaths(Path root) {
    this.root = root;
  }

  static MediaPaths create(Path root) throws IOException {
    for (String name : new String[] {"videos", "pictures", "parts"}) {
      OwnerOnly.createFolder(root.resolve(name));
    }
    OwnerOnly.restrict(root);
    return new MediaPaths(root);
  }

  void deleteParts() throws IOException {
    try (Stream<Path> parts = Files.list(root.resolve("parts"))) {
      for (Path partFile : parts.toList()) {
        Files.delete(partFile);
      }
    }
  }

  Path parts() {
    return root.resolve("parts");
  }

  Path root() {
    return root;
  }

  Path videos() {
    return root.resolve("videos");
  }

  Path pictures() {
    return root.resolve("pictures");
  }

  /**
   * @throws IllegalArgumentException if this is not a name we give
   */
  Path video(String name) {
    return videos().resolve(requireName(VIDEO_NAME, name));
  }

  /**
   * @throws IllegalArgumentException if this is not a name we give
   */
  Path picture(String name) {
    return pictures().resolve(requireName(PICTURE_NAME, name));
  }

  /** A name nobody else writes to in this run; what an earlier run left is swept at start. */
  Path newPart(String ending) {
    return root.resolve("parts").resolve("fresh-" + partCounter.incrementAndGet() + ending);
  }

  private static String requireName(Pattern names, String name) {
    if (!names.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of the media folder");
    }
    return name;
  }
}
