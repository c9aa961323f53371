package io.github.reelay.app.backup;

import io.github.reelay.app.backup.Manifest.DatabaseKind;
import io.github.reelay.app.backup.Manifest.Entry;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.media.MediaFolder;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.storage.backup.RestoredDatabase;
import io.github.reelay.storage.backup.RestoredDatabase.Waiting;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.FolderLock;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a backup in the place of what is in the data folder. All of it is copied and made ready
 * beside what is there; only then is that moved aside and the backup moved in. A data folder that a
 * kill leaves in between opens for nobody until a restore is done.
 *
 * @param at names the folder of what was there
 */
record Restoration(Settings settings, BackupFolder.Sound backup, Instant at) {
  private static final String STAGING = "restore.incomplete";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * What was done.
   *
   * @param held requests that are not sent
   * @param aside the folders of what was there
   */
  record Done(int held, List<Path> aside) {}

  /** Why it does not fit; empty if it does. */
  Optional<String> lackOfRoom() throws IOException {
    long media =
        backup.manifest().files().stream().filter(Entry::isMedia).mapToLong(Entry::bytes).sum();
    long rest = backup.manifest().bytes() - media;
    FileStore dataDisk = Files.getFileStore(FolderFiles.existing(settings.dataDir()));
    FileStore mediaDisk = Files.getFileStore(FolderFiles.existing(mediaDir()));
    if (dataDisk.equals(mediaDisk)) {
      return FolderFiles.lackOfRoom(settings.dataDir(), media + rest);
    }
    Optional<String> lack = FolderFiles.lackOfRoom(settings.dataDir(), rest);
    return lack.isPresent() ? lack : FolderFiles.lackOfRoom(mediaDir(), media);
  }

  /** The caller has the {@link FolderLock} of the data folder. */
  Done run(Waiting waiting) throws IOException {
    Path data = settings.dataDir();
    Path staged = stage(data, false);
    Path stagedMedia = stage(mediaDir(), true);
    List<Path> aside = new ArrayList<>();
    int held;
    if (backup.manifest().database() == DatabaseKind.EMBEDDED) {
      held =
          RestoredDatabase.make(new DatabaseOptions.Embedded(staged), backup.folder(), waiting, at);
      Files.deleteIfExists(staged.resolve(FolderLock.FILE_NAME));
      Path unfinished = FolderLock.markUnfinished(data);
      FolderFiles.syncNames(data);
      exchange(stagedMedia, mediaDir(), oldMedia(), aside);
      exchange(staged, data, oldData(), aside);
      Files.delete(unfinished);
    } else {
      exchange(stagedMedia, mediaDir(), oldMedia(), aside);
      exchange(staged, data, List.of(data.resolve(BackupWriter.PROVEN)), aside);
      held = RestoredDatabase.make(settings.database(), backup.folder(), waiting, at);
    }
    FolderFiles.syncNames(data);
    return new Done(held, List.copyOf(aside));
  }

  private Path stage(Path folder, boolean media) throws IOException {
    Path staging = folder.resolve(STAGING);
    FolderFiles.deleteTree(staging); // of a restore that was killed
    OwnerOnly.createFolder(staging);
    UserPrincipal owner = Files.getOwner(folder);
    if (!Files.getOwner(staging).equals(owner)) {
      Files.delete(staging); // what is restored would be closed to the bot
      throw new IOException(folder + " belongs to " + owner.getName() + "; restore as that user");
    }
    for (Entry entry : backup.manifest().files()) {
      if (entry.isMedia() == media && !isServersTable(entry)) {
        String path = media ? entry.path().substring(Manifest.MEDIA.length() + 1) : entry.path();
        String copied = FolderFiles.copy(entry.in(backup.folder()), staging.resolve(path));
        if (!copied.equals(entry.sha256())) {
          throw new IOException(entry.path() + " was changed while it was copied");
        }
      }
    }
    return staging;
  }

  private boolean isServersTable(Entry entry) {
    return backup.manifest().database() == DatabaseKind.SERVER
        && entry.path().startsWith(RestoredDatabase.SERVER_FOLDER + "/");
  }

  /** The old database's log belongs to it, and would be taken for the new one's. */
  private List<Path> oldData() {
    return Stream.of(
            Database.FILE_NAME + "-wal",
            Database.FILE_NAME + "-shm",
            Database.FILE_NAME,
            "cookie.key",
            "link.key",
            BackupWriter.PROVEN)
        .map(settings.dataDir()::resolve)
        .toList();
  }

  /** With a bucket what is here are copies, which the next start looks through. */
  private List<Path> oldMedia() {
    return backup.manifest().bucket() == null ? MediaFolder.contentsOf(mediaDir()) : List.of();
  }

  private void exchange(Path staged, Path folder, List<Path> old, List<Path> aside)
      throws IOException {
    Path before = folder.resolve("before-restore-" + STAMP.format(at));
    if (Files.exists(before)) {
      throw new IOException(before + " exists, and nothing in it is overwritten; restore again");
    }
    for (Path path : old) {
      boolean empty = Files.isDirectory(path) && FolderFiles.in(path).isEmpty();
      if (Files.exists(path) && !empty) {
        OwnerOnly.createFolder(before);
        Files.move(path, before.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    if (Files.exists(before)) {
      aside.add(before);
    }
    for (Path path : FolderFiles.in(staged)) {
      // Over an empty folder, or nothing.
      Files.move(path, folder.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    FolderFiles.deleteTree(staged);
    FolderFiles.syncNames(folder);
  }

  private Path mediaDir() {
    return settings.media().dir().toAbsolutePath().normalize();
  }
}
