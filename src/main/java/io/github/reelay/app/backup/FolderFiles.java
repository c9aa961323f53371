package io.github.reelay.app.backup;

import io.github.reelay.media.DurableFiles;
import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is done with the files of a backup, so that a power cut leaves all of it or nothing. */
public final class FolderFiles {
  /** What the rest of the machine needs meanwhile. */
  private static final long MARGIN_BYTES = 64L << 20;

  private FolderFiles() {}

  /** Copies a file, for its owner only, to the disk; gives the SHA-256 of what was written. */
  static String copy(Path from, Path to) throws IOException {
    OwnerOnly.createFolder(to.resolveSibling("."));
    Files.createFile(to, OwnerOnly.fileAttributes(to));
    try (OutputStream out = Files.newOutputStream(to)) {
      Files.copy(from, out);
    }
    DurableFiles.sync(to);
    return DurableFiles.sha256(to);
  }

  /** Has the names in a folder written to the disk. */
  static void syncNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** With all that is in it; nothing if there is none. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Why so many bytes do not fit beside what is there; empty if they do. */
  static Optional<String> lackOfRoom(Path folder, long bytes) throws IOException {
    long free = Files.getFileStore(existing(folder)).getUsableSpace();
    return free >= bytes + MARGIN_BYTES
        ? Optional.empty()
        : Optional.of(
            "%s has %s free and %s are needed; free space, or name another folder"
                .formatted(folder, megabytes(free), megabytes(bytes + MARGIN_BYTES)));
  }

  static Path existing(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  static String megabytes(long bytes) {
    return ((bytes + (1 << 20) - 1) >> 20) + " MB";
  }
}
