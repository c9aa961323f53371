package io.github.reelay.storage.database;

import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that SQLite's native library is unpacked into: the machine's temporary folder, or,
 * where that is mounted {@code noexec}, {@code lib} in the data folder.
 */
public final class NativeLibraryFolder {
  /** Read by sqlite-jdbc before it loads its library. */
  private static final String PROPERTY = "org.sqlite.tmpdir";

  /** A library that lies on the disk already, as in the container image: nothing is unpacked. */
  private static final String READY_LIBRARY_PROPERTY = "org.sqlite.lib.path";

  private NativeLibraryFolder() {}

  /** Must run before the first database is opened. */
  public static void prepare(Path dataFolder) throws IOException {
    if (System.getProperty(PROPERTY) == null && !isTemporaryFolderUsable()) {
      Path folder = dataFolder.resolve("lib");
      OwnerOnly.createFolder(folder);
      System.setProperty(PROPERTY, folder.toString());
    }
  }

  /** Whether a library can be loaded from the temporary folder, or need not be. */
  public static boolean isTemporaryFolderUsable() throws IOException {
    return System.getProperty(READY_LIBRARY_PROPERTY) != null
        || isUsable(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Whether files in a folder may be executed, which loading a library is to the kernel. */
  public static boolean isUsable(Path folder) throws IOException {
    if (!Files.isWritable(folder)) {
      return false;
    }
    Path probe = Files.createTempFile(folder, "reelay", ".probe");
    try {
      // On a noexec mount access(2) with X_OK is refused whatever the file's own permissions are.
      return !probe.toFile().setExecutable(true) || Files.isExecutable(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
