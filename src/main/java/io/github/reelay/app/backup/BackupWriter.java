package io.github.reelay.app.backup;

import io.github.reelay.app.backup.Manifest.DatabaseKind;
import io.github.reelay.app.backup.Manifest.Entry;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.media.DurableFiles;
import io.github.reelay.media.MediaFolder;
import io.github.reelay.media.store.S3Options;
import io.github.reelay.security.KeyFiles;
import io.github.reelay.security.SigningKey;
import io.github.reelay.storage.backup.DatabaseCopy;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup beside a program that may work meanwhile.
 *
 * <p>The database comes first, then the files that it refers to: a video is on the disk before the
 * database says so. One that is deleted in between is nobody's any more.
 *
 * @param version of this program
 */
record BackupWriter(Settings settings, String version, InstantSource clock) {
  /** Kept in the data folder beside the database and the keys, and dear: each was paid for. */
  static final String PROVEN = "proven.yaml";

  /** The names of videos begin with their task. */
  private static final int TASK_ID_LENGTH = 13;

  sealed interface Result {
    record Written(Manifest manifest) implements Result {}

    /**
     * Nothing was written.
     *
     * @param reason with what to do
     */
    record Refused(String reason) implements Result {}
  }

  /**
   * @param target must not exist; it appears when it is complete
   */
  Result write(Path target) throws IOException {
    Path folder = target.toAbsolutePath().normalize();
    if (Files.exists(folder)) {
      return new Result.Refused(
          folder
              + " exists, and nothing is overwritten; name a folder that does not, such as "
              + folder.resolve(
                  "reelay-"
                      + clock
                          .instant()
                          .truncatedTo(ChronoUnit.SECONDS)
                          .toString()
                          .replace(":", "")));
    }
    Path parent = folder.getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      return new Result.Refused(
          parent + " is no folder that this user can write to; make it, or name another one");
    }
    Optional<String> lack = FolderFiles.lackOfRoom(parent, size());
    if (lack.isPresent()) {
      return new Result.Refused(lack.get());
    }
    // For its owner only, and another one each time: what a kill leaves is in nobody's way.
    Path incomplete = Files.createTempDirectory(parent, folder.getFileName() + ".incomplete-");
    try {
      Manifest manifest = fill(incomplete);
      Files.move(incomplete, folder, StandardCopyOption.ATOMIC_MOVE);
      FolderFiles.syncNames(parent);
      return new Result.Written(manifest);
    } catch (IOException | RuntimeException e) {
      FolderFiles.deleteTree(incomplete);
      throw e;
    }
  }

  private Manifest fill(Path into) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DatabaseCopy database = DatabaseCopy.take(settings.database(), into)) {
      for (Path file : database.files()) {
        DurableFiles.sync(file);
        entries.add(entry(into, file, DurableFiles.sha256(file)));
      }
      for (Path file : keysAndProofs()) {
        copy(file, into, file.getFileName().toString(), entries);
      }
      for (Path file : media()) {
        if (isReferredTo(file, database)) {
          Path root = settings.media().dir().toAbsolutePath();
          copy(file, into, Manifest.MEDIA + "/" + root.relativize(file), entries);
        }
      }
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              version,
              database.schema().text(),
              clock.instant().truncatedTo(ChronoUnit.SECONDS),
              kind(settings.database()),
              database.queued(),
              database.unhandledEvents(),
              bucket(),
              entries);
      manifest.write(into);
      DurableFiles.sync(into.resolve(Manifest.FILE_NAME));
      FolderFiles.syncNames(into);
      return manifest;
    }
  }

  static DatabaseKind kind(DatabaseOptions options) {
    return switch (options) {
      case DatabaseOptions.Embedded _ -> DatabaseKind.EMBEDDED;
      case DatabaseOptions.Server _ -> DatabaseKind.SERVER;
    };
  }

  private @Nullable String bucket() {
    S3Options store = settings.media().store();
    return store == null ? null : store.address();
  }

  /** With a server the keys are in the database. */
  private List<Path> keysAndProofs() {
    KeyFiles keys = new KeyFiles(settings.dataDir(), new SecureRandom());
    Stream<Path> files =
        kind(settings.database()) == DatabaseKind.EMBEDDED
            ? Arrays.stream(SigningKey.values()).map(keys::file)
            : Stream.empty();
    return Stream.concat(files, Stream.of(settings.dataDir().resolve(PROVEN)))
        .filter(Files::isRegularFile)
        .toList();
  }

  /** Finished videos and pictures; what is being written is not among them. */
  private List<Path> media() throws IOException {
    if (settings.media().store() != null) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    for (Path folder : MediaFolder.finishedIn(settings.media().dir().toAbsolutePath())) {
      files.addAll(FolderFiles.in(folder));
    }
    return files;
  }

  private static boolean isReferredTo(Path file, DatabaseCopy database) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    if (name.length() > TASK_ID_LENGTH && TaskId.isValid(name.substring(0, TASK_ID_LENGTH))) {
      return database.hasTask(new TaskId(name.substring(0, TASK_ID_LENGTH)));
    }
    return dot > 0 && database.hasPicture(name.substring(0, dot));
  }

  private static void copy(Path file, Path into, String path, List<Entry> entries)
      throws IOException {
    try {
      Path copy = into.resolve(path);
      entries.add(entry(into, copy, FolderFiles.copy(file, copy)));
    } catch (NoSuchFileException _) {
      Files.deleteIfExists(into.resolve(path)); // deleted since the folder was read
    }
  }

  private static Entry entry(Path root, Path file, String sha256) throws IOException {
    String path = root.relativize(file).toString().replace('\\', '/');
    return new Entry(path, Files.size(file), sha256);
  }

  private long size() throws IOException {
    long size = DatabaseCopy.size(settings.database());
    for (Path file : media()) {
      size += file.toFile().length(); // 0 for one that is just deleted
    }
    return size;
  }
}
