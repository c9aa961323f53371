package io.github.reelay.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permissions of what is stored about people: folders 0700, files 0600. Where the file system
 * has no POSIX permissions nothing is changed and nothing counts as exposed. Symbolic links are not
 * followed.
 */
public final class OwnerOnly {
  private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  /** What we keep in the data folder; another program's files beside it are not ours to change. */
  private static final List<String> OWN_NAMES =
      List.of(
          "reelay.db",
          "reelay.db-wal",
          "reelay.db-shm",
          "lock",
          "instance",
          "cookie.key",
          "link.key",
          "media",
          "proofs",
          "proven.yaml",
          "sandbox",
          "lib");

  private OwnerOnly() {}

  /** Makes a folder, with those above it, where it is missing; one that exists is left alone. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /** What a new file is to be made with. */
  public static FileAttribute<?>[] fileAttributes(Path file) {
    return attributes(file, FILE);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /** Takes a file or folder that exists away from everybody but its owner. */
  public static void restrict(Path path) throws IOException {
    if (isExposed(path)) {
      Files.setPosixFilePermissions(path, Files.isDirectory(path) ? FOLDER : FILE);
    }
  }

  /**
   * Restricts a data folder and all of ours in it, as an earlier version may have left it. What
   * another user owns is logged: only they can do it.
   */
  public static void restrictDataFolder(Path folder) throws IOException {
    exposedIn(folder).forEach(OwnerOnly::tryRestrict);
  }

  /** {@linkplain #restrict Restricts}, or logs that only somebody else can. */
  public static void tryRestrict(Path path) {
    try {
      restrict(path);
    } catch (NoSuchFileException _) {
      // Nobody can read what is gone.
    } catch (IOException e) {
      log.atWarn().log("{} can be read by others, and it is not ours to change: {}", path, e);
    }
  }

  /**
   * The data folder itself and what is ours in it, where others than the owner may enter, read or
   * write it.
   */
  public static List<Path> exposedIn(Path folder) throws IOException {
    List<Path> exposed = new ArrayList<>();
    if (Files.exists(folder) && isExposed(folder)) {
      exposed.add(folder);
    }
    exposed.addAll(exposedIn(OWN_NAMES.stream().map(folder::resolve).toList()));
    return exposed;
  }

  /** Of these files and folders, with all in them, those that others may enter, read or write. */
  public static List<Path> exposedIn(List<Path> roots) throws IOException {
    List<Path> exposed = new ArrayList<>();
    for (Path root : roots.stream().filter(Files::exists).toList()) {
      try (Stream<Path> tree = Files.walk(root)) {
        for (Path path : tree.toList()) {
          if (isExposed(path)) {
            exposed.add(path);
          }
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return exposed;
  }

  private static boolean isExposed(Path path) throws IOException {
    if (!hasPermissions(path) || Files.isSymbolicLink(path)) {
      return false;
    }
    try {
      Set<PosixFilePermission> others = new HashSet<>(Files.getPosixFilePermissions(path));
      others.removeAll(FOLDER);
      return !others.isEmpty();
    } catch (NoSuchFileException _) {
      return false; // gone since it was listed: somebody works in the folder
    }
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
