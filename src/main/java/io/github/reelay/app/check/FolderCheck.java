package io.github.reelay.app.check;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.media.MediaFolder;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.NativeLibraryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of the folders that {@code run} would work in; changes nothing in them. */
public record FolderCheck(Settings settings) {
  public List<CheckResult> run() {
    List<CheckResult> results = new ArrayList<>();
    results.add(checkDataFolder());
    results.add(checkMediaFolder());
    checkTemporaryFolder().ifPresent(results::add);
    return results;
  }

  private CheckResult checkDataFolder() {
    Path folder = settings.dataDir();
    try {
      List<Path> exposed = OwnerOnly.exposedIn(folder);
      return exposed.isEmpty()
          ? CheckResult.ok("data folder", folder + ", for its owner only")
          : exposed("data folder", exposed, "chmod -R go= " + folder);
    } catch (IOException e) {
      return CheckResult.fail("data folder", folder + " cannot be read: " + e);
    }
  }

  /** The first that is wrong: what cannot be written has no room either. */
  private CheckResult checkMediaFolder() {
    Path folder = settings.media().dir();
    try {
      Path existing = existing(folder).orElse(null);
      if (existing == null || !Files.isDirectory(existing) || !isWritable(folder, existing)) {
        return CheckResult.fail(
            "media folder",
            folder + " cannot be written; give this user the right to, or set media.dir");
      }
      long free = Files.getFileStore(existing).getUsableSpace();
      if (free < settings.media().minFreeBytes()) {
        return CheckResult.fail(
            "media folder",
            "%s has %d MB free and media.least-free wants %d, so no request is taken; free space, or set media.dir to a folder on another disk"
                .formatted(folder, free >> 20, settings.media().minFreeBytes() >> 20));
      }
      List<Path> exposed = OwnerOnly.exposedIn(MediaFolder.foldersIn(folder));
      return exposed.isEmpty()
          ? CheckResult.ok("media folder", folder + sharing(folder))
          : exposed("media folder", exposed, "chmod -R go= " + exposed.getFirst());
    } catch (IOException e) {
      return CheckResult.fail("media folder", folder + " cannot be read: " + e);
    }
  }

  private static boolean isWritable(Path folder, Path existing) throws IOException {
    if (!existing.equals(folder)) {
      return Files.isWritable(existing);
    }
    for (Path inside : MediaFolder.foldersIn(folder)) {
      if (!Files.isWritable(Files.exists(inside) ? inside : folder)) {
        return false;
      }
    }
    return true;
  }

  private String sharing(Path folder) {
    boolean own = folder.startsWith(settings.dataDir());
    if (settings.media().store() != null) {
      return "; copies of what is in the bucket, for this instance alone";
    }
    return switch (settings.database()) {
      case DatabaseOptions.Embedded _ -> "";
      case DatabaseOptions.Server _ when own ->
          "; instances on other machines do not have it: to share it, set media.dir, or media.store to s3";
      case DatabaseOptions.Server _ -> "; for all instances of this database, and no other";
    };
  }

  /** The nearest folder that is there; what is missing below it would be made. */
  private static Optional<Path> existing(Path folder) {
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Optional.ofNullable(existing);
  }

  private static CheckResult exposed(String what, List<Path> exposed, String command) {
    return CheckResult.warn(
        what,
        "other users of this machine can read "
            + exposed.getFirst()
            + "; the next start as its owner closes it, or: "
            + command);
  }

  private Optional<CheckResult> checkTemporaryFolder() {
    try {
      return NativeLibraryFolder.isTemporaryFolderUsable()
          ? Optional.empty()
          : Optional.of(
              CheckResult.warn(
                  "temporary folder",
                  System.getProperty("java.io.tmpdir")
                      + " lets no program run (noexec); the database's library is unpacked into "
                      + settings.dataDir().resolve("lib")
                      + " instead"));
    } catch (IOException e) {
      return Optional.of(CheckResult.fail("temporary folder", "cannot be written: " + e));
    }
  }
}
