package io.github.reelay.media;

import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retention of media files: deletes those kept long enough, then the oldest until the folder is
 * small enough. Files of open tasks stay whatever it costs; a disk that fills up is the operator's
 * to know. {@link #sweep} is called regularly, by one thread at a time.
 */
public final class MediaRetention {
  private static final Logger log = LoggerFactory.getLogger(MediaRetention.class);

  /** Nothing is written for so long: what is older was left by work that broke off. */
  private static final Duration MAX_PART_AGE = Duration.ofDays(1);

  /**
   * Who still needs a file. Asked for every file at each sweep, so it may look into the store.
   *
   * @param videoUnusedSince since when a task needs its video no more, as a rule since its
   *     delivery; the epoch when nobody knows the task; empty while it is open
   * @param isPictureInUse whether an open task starts from the picture with this SHA-256
   */
  public record FileUsage(
      Function<TaskId, Optional<Instant>> videoUnusedSince, Predicate<String> isPictureInUse) {}

  private record StoredFile(Path path, long bytes, Instant modifiedAt) {}

  private final MediaPaths paths;
  private final MediaOptions options;
  private final FileUsage usage;
  private final Alert.Sink alerts;
  private final InstantSource clock;

  public MediaRetention(
      MediaFolder folder,
      MediaOptions options,
      FileUsage usage,
      Alert.Sink alerts,
      InstantSource clock) {
    this.paths = folder.paths();
    this.options = options;
    this.usage = usage;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * Looks at the whole folder once.
   *
   * @return how many files were deleted
   */
  public int sweep() throws IOException {
    List<StoredFile> files = new ArrayList<>(files(paths.videos()));
    files.addAll(files(paths.pictures()));
    files.sort(Comparator.comparing(StoredFile::modifiedAt));
    long bytes = files.stream().mapToLong(StoredFile::bytes).sum();
    Instant old = clock.instant().minus(options.retention());
    int deleted = 0;
    for (StoredFile file : files) {
      Instant since = unusedSince(file).orElse(Instant.MAX);
      boolean full = bytes > options.maxBytes() && !since.equals(Instant.MAX);
      if (full || since.isBefore(old)) {
        Files.deleteIfExists(file.path());
        bytes -= file.bytes();
        deleted++;
      }
    }
    for (StoredFile part : files(paths.parts())) {
      if (part.modifiedAt().isBefore(clock.instant().minus(MAX_PART_AGE))) {
        Files.deleteIfExists(part.path());
        deleted++;
      }
    }
    if (deleted > 0) {
      log.atInfo().addKeyValue("files", deleted).log("Media no longer needed was deleted");
    }
    checkFreeSpace();
    return deleted;
  }

  private static List<StoredFile> files(Path folder) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.toList()) {
        try {
          BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
          files.add(new StoredFile(path, about.size(), about.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
          // A person deleted the video meanwhile.
        }
      }
    }
    return files;
  }

  /** Empty while somebody needs it, or when it is no file of ours. */
  private Optional<Instant> unusedSince(StoredFile file) {
    String name = file.path().getFileName().toString();
    String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (file.path().startsWith(paths.videos())) {
      return TaskId.isValid(stem)
          ? usage.videoUnusedSince().apply(new TaskId(stem))
          : Optional.empty();
    }
    return usage.isPictureInUse().test(stem) ? Optional.empty() : Optional.of(file.modifiedAt());
  }

  private void checkFreeSpace() throws IOException {
    FileStore disk = Files.getFileStore(paths.root());
    long free = disk.getUsableSpace();
    if (free < options.minFreeBytes()) {
      alerts.raise(
          new Alert(
              Alert.Kind.DISK_NEARLY_FULL,
              "media",
              "%d MB free, at least %d MB are wanted"
                  .formatted(free >> 20, options.minFreeBytes() >> 20)));
    }
  }
}
