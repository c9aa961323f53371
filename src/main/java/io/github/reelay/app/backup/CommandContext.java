package io.github.reelay.app.backup;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.app.setup.Prompter;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.storage.database.NativeLibraryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What both commands work with.
 *
 * @param settings are read, whether anything is switched on or not; empty if they are wrong, which
 *     was told then
 * @param version of this program
 */
public record CommandContext(
    PrintWriter out,
    PrintWriter err,
    Prompter prompter,
    Supplier<Optional<Settings>> settings,
    String version,
    InstantSource clock) {
  static final int EXIT_DONE = 0;
  static final int EXIT_FAILED = 1;
  static final int EXIT_REFUSED = 2;

  /** A command with settings that can be used; gives the exit code. */
  @FunctionalInterface
  interface Use {
    int run(Settings settings) throws IOException;
  }

  /**
   * @param failure before the reason
   */
  int use(String failure, Use use) {
    Settings read = settings.get().orElse(null);
    if (read == null) {
      return EXIT_REFUSED;
    }
    try {
      OwnerOnly.restrictDataFolder(read.dataDir());
      NativeLibraryFolder.prepare(read.dataDir());
      return use.run(read);
    } catch (IOException | RuntimeException e) {
      err.println(failure + ": " + reason(e));
      return EXIT_FAILED;
    }
  }

  /** The file system's own words are often no more than a file's name. */
  private static String reason(Exception e) {
    return e instanceof FileSystemException about && about.getReason() == null
        ? e.getClass().getSimpleName() + ": " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
