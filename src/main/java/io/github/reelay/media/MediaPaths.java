package io.github.reelay.media;

import io.github.reelay.security.OwnerOnly;
import io.github.reelay.task.TaskId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders and file names of the media folder, as one run uses them; no other names may stand in
 * it.
 */
final class MediaPaths implements AutoCloseable {
  private static final String PARTS = "parts";

  /** Behind the task in the name of the film that ends with it. */
  private static final String FILM = "-film";

  private static final Pattern VIDEO_NAME =
      Pattern.compile("([0-9A-HJKMNP-TV-Z]{13})(" + FILM + "\\.mp4|\\.mp4|\\.webm)");
  private static final Pattern PICTURE_NAME = Pattern.compile("[0-9a-f]{64}\\.(jpg|png)");

  private final Path root;
  private final RunMark run;
  private final AtomicLong partCounter = new AtomicLong();

  private MediaPaths(Path root, RunMark run) {
    this.root = root;
    this.run = run;
  }

  /** Makes the folders where they are missing, for their owner only. */
  static MediaPaths create(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    for (Path folder : folders(absolute)) {
      OwnerOnly.createFolder(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString(), null, "it must be writable");
      }
      OwnerOnly.tryRestrict(folder);
    }
    return new MediaPaths(absolute, RunMark.set(absolute.resolve(PARTS)));
  }

  /** Ours in the media folder; what else is in it is not. */
  static List<Path> folders(Path root) {
    return Stream.concat(finished(root).stream(), Stream.of(root.resolve(PARTS))).toList();
  }

  static List<Path> finished(Path root) {
    return Stream.of("videos", "pictures").map(root::resolve).toList();
  }

  RunMark run() {
    return run;
  }

  Path parts() {
    return root.resolve(PARTS);
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

  /**
   * Whether a file is there. A network file system remembers for up to a minute that it was not;
   * whoever opens the folder is told anew what another instance has put there since.
   */
  boolean has(Path file) {
    if (Files.isRegularFile(file)) {
      return true;
    }
    try (DirectoryStream<Path> _ = Files.newDirectoryStream(file.resolveSibling("."))) {
      return Files.isRegularFile(file);
    } catch (IOException _) {
      return false;
    }
  }

  /** A name nobody else writes to, in this run or another; see {@link Leftovers}. */
  Path newPart(String ending) {
    return parts().resolve(run.prefix() + partCounter.incrementAndGet() + ending);
  }

  /** The run is over; what it has left in the parts is {@link Leftovers}' affair. */
  @Override
  public void close() throws IOException {
    run.close();
  }

  private static String requireName(Pattern names, String name) {
    if (!names.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of the media folder");
    }
    return name;
  }
}
