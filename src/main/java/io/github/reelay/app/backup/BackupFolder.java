package io.github.reelay.app.backup;

import io.github.reelay.app.backup.Manifest.Entry;
import io.github.reelay.media.DurableFiles;
import io.github.reelay.storage.backup.SchemaVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A backup that is looked at: whole and of a version that this one knows, or not. */
sealed interface BackupFolder {
  /** It can be restored. */
  record Sound(Path folder, Manifest manifest) implements BackupFolder {}

  /**
   * It cannot.
   *
   * @param reason with what to do
   */
  record Unfit(String reason) implements BackupFolder {}

  /**
   * @param version of this program
   */
  static BackupFolder look(Path folder, String version) throws IOException {
    Manifest manifest = Manifest.read(folder).orElse(null);
    if (manifest == null) {
      return new Unfit(
          folder
              + (Files.isDirectory(folder)
                  ? " holds no complete backup (" + Manifest.FILE_NAME + " is missing or damaged)"
                  : " is no folder")
              + "; name one that `reelay backup` has made");
    }
    if (manifest.format() > Manifest.FORMAT
        || new SchemaVersion(manifest.schema()).compareTo(SchemaVersion.ours()) > 0) {
      return new Unfit(
          "the backup was made by Reelay "
              + manifest.reelay()
              + " (schema "
              + manifest.schema()
              + "), which is newer than this one ("
              + version
              + ", schema "
              + SchemaVersion.ours().text()
              + "); restore it with that version or a newer one");
    }
    for (Entry entry : manifest.files()) {
      Optional<String> damage = damage(folder, entry);
      if (damage.isPresent()) {
        return new Unfit(
            "the backup is damaged: "
                + damage.get()
                + "; restore another one, or copy this one anew from where it came");
      }
    }
    return new Sound(folder, manifest);
  }

  private static Optional<String> damage(Path folder, Entry entry) throws IOException {
    Path file = entry.in(folder);
    if (!Files.isRegularFile(file)) {
      return Optional.of(file + " is missing");
    }
    if (Files.size(file) != entry.bytes()) {
      return Optional.of(file + " has " + Files.size(file) + " bytes instead of " + entry.bytes());
    }
    return DurableFiles.sha256(file).equals(entry.sha256())
        ? Optional.empty()
        : Optional.of(file + " is not what was written");
  }
}
