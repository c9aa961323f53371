package io.github.reelay.app.instance;

import io.github.reelay.conversation.Installation.Instance;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.storage.database.DataFolderInUseException;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.FolderLock;
import io.github.reelay.storage.instance.InstanceIdentity;
import io.github.reelay.storage.instance.WorkLease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's turn to work. With the embedded database it always has it: nobody else can open
 * that. Of those over one PostgreSQL one has it ({@link WorkLease}).
 */
public final class WorkTurn implements AutoCloseable {
  /**
   * The exit code of one that was replaced, sysexits' "temporary failure": started again it stands
   * by.
   */
  public static final int EXIT_REPLACED = 75;

  private static final Logger log = LoggerFactory.getLogger(WorkTurn.class);

  private static final String FOLDER_NAME_FILE = "instance";

  private final @Nullable WorkLease lease;
  private final @Nullable FolderLock folderLock;
  private final InstanceIdentity me;
  private final Instant startedAt;
  private final InstantSource clock;

  private WorkTurn(
      @Nullable WorkLease lease,
      @Nullable FolderLock folderLock,
      InstanceIdentity me,
      InstantSource clock) {
    this.lease = lease;
    this.folderLock = folderLock;
    this.me = me;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** What stands by answers people meanwhile. */
  @FunctionalInterface
  public interface StandbyServer {
    AutoCloseable start() throws IOException;
  }

  /**
   * @param id names this run of the program; no two runs share it
   */
  public static WorkTurn open(
      DatabaseOptions database, Path dataFolder, String id, String version, InstantSource clock)
      throws IOException {
    return switch (database) {
      case DatabaseOptions.Embedded _ ->
          new WorkTurn(null, null, new InstanceIdentity(id, id, host(), version), clock);
      case DatabaseOptions.Server server -> {
        FolderLock lock = lock(dataFolder);
        String folder = lock == null ? id : folderName(dataFolder, id);
        InstanceIdentity me = new InstanceIdentity(id, folder, host(), version);
        yield new WorkTurn(WorkLease.open(server, me, clock), lock, me, clock);
      }
    };
  }

  /** Two instances may share a folder; then only time tells that one of them is gone. */
  private static @Nullable FolderLock lock(Path dataFolder) {
    try {
      return FolderLock.acquire(dataFolder);
    } catch (DataFolderInUseException _) {
      return null;
    }
  }

  /** The host is part of it: not every network file system keeps locks. */
  private static String folderName(Path dataFolder, String fresh) throws IOException {
    Path file = dataFolder.resolve(FOLDER_NAME_FILE);
    if (!Files.exists(file)) {
      Files.createFile(file, OwnerOnly.fileAttributes(file));
    }
    if (Files.size(file) == 0) { // or the machine stopped before it was written
      Files.writeString(file, fresh);
    }
    return host() + ":" + Files.readString(file).strip();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * Blocks until it is this instance's turn, and keeps the turn from then on. While another one has
   * it, this one stands by.
   *
   * @param database whose connections are refused whenever the turn is in doubt
   */
  public void await(Database database, StandbyServer standby)
      throws IOException, InterruptedException {
    if (lease == null) {
      return;
    }
    if (!lease.tryTake()) {
      try (AutoCloseable _ = standby.start()) {
        log.atInfo().log(
            "Another instance works, or did a moment ago; this one stands by until that is gone");
        do {
          Thread.sleep(WorkLease.RETRY_INTERVAL);
        } while (!lease.tryTake());
      } catch (IOException | InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      log.atInfo().log("No other instance works any more; this one works now");
    }
    database.fence(lease::check);
    lease.keep(() -> {
      log.atError()
          .log(
              "Another instance has taken over while this one could not work; it ends, and stands by"
                  + " once it is started again");
      Runtime.getRuntime().halt(EXIT_REPLACED); // in order it would speak to people
    });
  }

  /** Those over the same database. */
  public List<Instance> instances() {
    return lease == null
        ? List.of(
            new Instance(true, me.host(), me.version(), startedAt, clock.instant(), true, true))
        : lease.instances();
  }

  /** Gives the turn back: call when nothing works any more. */
  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
    if (folderLock != null) {
      folderLock.close();
    }
  }
}
