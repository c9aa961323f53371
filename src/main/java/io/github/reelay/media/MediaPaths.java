package io.github.reelay.media;

import io.github.reelay.security.OwnerOnly;
import io.github.reelay.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders and file names of the media folder; no other names may stand in it. */
final class MediaPaths {
  /** Behind the task in the name of the film that ends with it. */
  private static final String FILM = "-film";

  private static final Pattern VIDEO_NAME =
      Pattern.compile("([0-9A-HJKMNP-TV-Z]{13})(" + FILM + "\\.mp4|\\.mp4|\\.webm)");
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

  static String filmName(TaskId last) {
    return last + FILM + ".mp4";
  }

  /** The task whose video, or film, has that name; empty if this is not a name we give. */
  static Optional<TaskId> taskOf(String name) {
    Matcher given = VIDEO_NAME.matcher(name);
    return given.matches() ? Optional.of(new TaskId(given.group(1))) : Optional.empty();
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
