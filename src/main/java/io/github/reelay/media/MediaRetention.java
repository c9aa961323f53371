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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retention of media files: deletes those kept long enough, then the oldest until the folder is
 * small enough. In a full folder videos kept for Fetch have one half, all others the other, and
 * either takes what the other leaves. Files of open tasks stay whatever it costs; a disk that fills
 * up is the operator's to know. {@link #sweep} is called regularly, by one thread at a time.
 */
public final class MediaRetention {
  private static final Logger log = LoggerFactory.getLogger(MediaRetention.class);

  /** Nothing is written for so long: what is older was left by work that broke off. */
  private static final Duration MAX_PART_AGE = Duration.ofDays(1);

  /** A run that lives longer loses no more than that a kill's leftovers stay for a day. */
  private static final Duration MAX_MARK_AGE = Duration.ofDays(90);

  /**
   * Who still needs a file. Asked for every file at each sweep, so it may look into the store.
   *
   * @param videoUse what a task still needs its video for
   * @param isPictureInUse whether an open task starts from the picture with this SHA-256
   */
  public record FileUsage(Function<TaskId, FileUse> videoUse, Predicate<String> isPictureInUse) {}

  /** What a file is still needed for. */
  public sealed interface FileUse {
    /** Its task is open, or it is no file of ours. */
    record Needed() implements FileUse {}

    /** A video that was never delivered, so that it is nowhere else. */
    record KeptForFetch(Instant since) implements FileUse {}

    /** Nobody needs it any more; the epoch when nobody knows its task. */
    record Unused(Instant since) implements FileUse {}
  }

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
    List<StoredFile> unused = new ArrayList<>();
    List<StoredFile> forFetch = new ArrayList<>();
    int deleted = 0;
    long needed = 0;
    for (StoredFile part : files(paths.parts())) {
      Duration maxAge = RunMark.isMark(part.path()) ? MAX_MARK_AGE : MAX_PART_AGE;
      if (part.modifiedAt().isBefore(clock.instant().minus(maxAge))) {
        deleted += delete(part);
      } else {
        needed += part.bytes();
      }
    }
    for (StoredFile file : files) {
      FileUse use = use(file);
      if (isOver(use)) {
        deleted += delete(file);
      } else if (use instanceof FileUse.Needed) {
        needed += file.bytes();
      } else {
        (use instanceof FileUse.KeptForFetch ? forFetch : unused).add(file);
      }
    }
    // Neither of the two kinds drives the other out of its half.
    long room = Math.max(0, options.maxBytes() - needed);
    deleted += shrink(forFetch, Math.max(room / 2, room - bytes(unused)));
    deleted += shrink(unused, room - bytes(forFetch));
    if (deleted > 0) {
      log.atInfo().addKeyValue("files", deleted).log("Media no longer needed was deleted");
    }
    checkFreeSpace();
    return deleted;
  }

  /** Deletes the oldest until the others are no larger; what is left stays in the list. */
  private static int shrink(List<StoredFile> oldestFirst, long maxBytes) throws IOException {
    int deleted = 0;
    for (long bytes = bytes(oldestFirst); bytes > maxBytes && !oldestFirst.isEmpty(); ) {
      StoredFile oldest = oldestFirst.removeFirst();
      bytes -= oldest.bytes();
      deleted += delete(oldest);
    }
    return deleted;
  }

  private static long bytes(List<StoredFile> files) {
    return files.stream().mapToLong(StoredFile::bytes).sum();
  }

  private static int delete(StoredFile file) throws IOException {
    Files.deleteIfExists(file.path());
    return 1;
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

  private FileUse use(StoredFile file) {
    String name = file.path().getFileName().toString();
    String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (file.path().startsWith(paths.videos())) {
      return MediaPaths.taskOf(name)
          .map(usage.videoUse())
          .orElseGet(FileUse.Needed::new); // no file of ours
    }
    return usage.isPictureInUse().test(stem)
        ? new FileUse.Needed()
        : new FileUse.Unused(file.modifiedAt());
  }

  private boolean isOver(FileUse use) {
    return switch (use) {
      case FileUse.Needed _ -> false;
      case FileUse.KeptForFetch(Instant since) ->
          since.plus(options.undeliveredRetention()).isBefore(clock.instant());
      case FileUse.Unused(Instant since) ->
          since.plus(options.retention()).isBefore(clock.instant());
    };
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
