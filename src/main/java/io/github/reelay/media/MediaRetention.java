package io.github.reelay.media;

import io.github.reelay.media.Shelf.StoredFile;
import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
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

  private final MediaFiles files;
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
    this.files = folder.files();
    this.options = options;
    this.usage = usage;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * Looks at the whole folder once, and at all of the store where there is one: by the same rules,
   * since each holds what the other does, or some of it.
   *
   * @return how many files were deleted in the folder
   */
  public int sweep() throws IOException {
    int deleted = deleteOldParts();
    deleted += sweep(new FolderShelf(files.paths()), bytes(parts()));
    checkFreeSpace();
    ObjectStore store = files.store();
    if (store != null) {
      new LocalCopies(files.paths()).putInto(store);
      sweep(new StoreShelf(store), 0);
    }
    return deleted;
  }

  private List<StoredFile> parts() throws IOException {
    return FolderShelf.filesIn(files.paths().parts());
  }

  private int deleteOldParts() throws IOException {
    int deleted = 0;
    for (StoredFile part : parts()) {
      Duration maxAge = RunMark.isMark(Path.of(part.name())) ? MAX_MARK_AGE : MAX_PART_AGE;
      if (part.modifiedAt().isBefore(clock.instant().minus(maxAge))) {
        Files.deleteIfExists(Path.of(part.key()));
        deleted++;
      }
    }
    return deleted;
  }

  private int sweep(Shelf shelf, long otherBytes) throws IOException {
    List<StoredFile> all = new ArrayList<>(shelf.files());
    all.sort(Comparator.comparing(StoredFile::modifiedAt));
    List<StoredFile> unused = new ArrayList<>();
    List<StoredFile> forFetch = new ArrayList<>();
    List<StoredFile> over = new ArrayList<>();
    long needed = otherBytes;
    for (StoredFile file : all) {
      FileUse use = use(file);
      if (isOver(use)) {
        over.add(file);
      } else if (use instanceof FileUse.Needed) {
        needed += file.bytes();
      } else {
        (use instanceof FileUse.KeptForFetch ? forFetch : unused).add(file);
      }
    }
    // Neither of the two kinds drives the other out of its half.
    long room = Math.max(0, options.maxBytes() - needed);
    over.addAll(takeOldest(forFetch, Math.max(room / 2, room - bytes(unused))));
    over.addAll(takeOldest(unused, room - bytes(forFetch)));
    for (StoredFile file : over) {
      shelf.delete(file);
    }
    if (!over.isEmpty()) {
      log.atInfo()
          .addKeyValue("files", over.size())
          .log("Media no longer needed was deleted from the {}", shelf.name());
    }
    return over.size();
  }

  /** Takes the oldest until the others are no larger. */
  private static List<StoredFile> takeOldest(List<StoredFile> oldestFirst, long maxBytes) {
    List<StoredFile> taken = new ArrayList<>();
    for (long bytes = bytes(oldestFirst); bytes > maxBytes && !oldestFirst.isEmpty(); ) {
      StoredFile oldest = oldestFirst.removeFirst();
      bytes -= oldest.bytes();
      taken.add(oldest);
    }
    return taken;
  }

  private static long bytes(List<StoredFile> files) {
    return files.stream().mapToLong(StoredFile::bytes).sum();
  }

  private FileUse use(StoredFile file) {
    String name = file.name();
    if (file.isVideo()) {
      return MediaPaths.taskOf(name)
          .map(usage.videoUse())
          .orElseGet(FileUse.Needed::new); // no file of ours
    }
    String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
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
    FileStore disk = Files.getFileStore(files.paths().root());
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
