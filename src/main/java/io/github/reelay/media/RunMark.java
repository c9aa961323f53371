package io.github.reelay.media;

import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The mark of a run in a folder that several may work in: a file that is locked as long as the run
 * lives, however it ends. Its name tells the machine, since some network file systems keep a lock
 * to the machine that took it: of a run elsewhere nobody can tell whether it lives.
 */
final class RunMark implements AutoCloseable {
  static final String ENDING = ".run";

  /** New with each start of the machine; the same in all of its containers, as locks are. */
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private static final int ID_LENGTH = 8;

  private final Path file;
  private final FileChannel channel;

  private RunMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Marks a new run. */
  static RunMark set(Path folder) throws IOException {
    String machine = machine();
    while (true) {
      String run = UUID.randomUUID().toString().substring(0, ID_LENGTH);
      Path file = folder.resolve(machine + "-" + run + ENDING);
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.fileAttributes(file));
      // Who starts at the same moment may have taken the file for a dead run's in between.
      if (isLocked(channel, true) && Files.exists(file)) {
        return new RunMark(file, channel);
      }
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  /** The marks of runs that are certainly over; nobody else gets them until they are closed. */
  List<RunMark> ofEndedRuns() throws IOException {
    String machine = machine();
    List<RunMark> ended = new ArrayList<>();
    try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
      for (Path other : files.map(Path::normalize).filter(RunMark::isMark).toList()) {
        // Not even opened: with any channel to it that is closed, a process lets go of its lock.
        if (!other.equals(file) && other.getFileName().toString().startsWith(machine)) {
          open(other, ended);
        }
      }
    }
    return ended;
  }

  /** Whether there is no mark of another run, living or of which nobody can tell. */
  boolean isAlone() throws IOException {
    try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
      return files.map(Path::normalize).filter(RunMark::isMark).allMatch(file::equals);
    }
  }

  static boolean isMark(Path file) {
    return file.getFileName().toString().endsWith(ENDING);
  }

  private static void open(Path file, List<RunMark> ended) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (IOException _) {
      return; // gone, or another user's
    }
    if (isLocked(channel, false)) {
      ended.add(new RunMark(file, channel));
    } else {
      channel.close();
    }
  }

  /**
   * @param otherwise the answer where the file system knows no locks
   */
  private static boolean isLocked(FileChannel channel, boolean otherwise) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // held by this very process
    } catch (IOException _) {
      return otherwise;
    }
  }

  private static String machine() throws IOException {
    String name =
        Files.isReadable(BOOT_ID)
            ? Files.readString(BOOT_ID).strip()
            : InetAddress.getLocalHost().getHostName();
    return DurableFiles.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
  }

  Path file() {
    return file;
  }

  /** What the names of the run's files begin with. */
  String prefix() {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length()) + "-";
  }

  /** Takes the mark away: whatever the run has left is nobody's. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
