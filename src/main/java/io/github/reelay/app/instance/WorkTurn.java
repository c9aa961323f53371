package io.github.reelay.app.instance;

import io.github.reelay.conversation.Installation.Instance;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.security.SigningKey;
import io.github.reelay.security.SigningKeys;
import io.github.reelay.storage.database.DataFolderInUseException;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.FolderLock;
import io.github.reelay.storage.instance.InstanceIdentity;
import io.github.reelay.storage.instance.WorkLease;
import io.github.reelay.storage.instance.WorkingInstance;
import io.github.reelay.web.ForwardStamp;
import io.github.reelay.web.standby.StandbyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private final InstanceAddresses addresses;
  private final Instant startedAt;
  private final InstantSource clock;

  private WorkTurn(
      @Nullable WorkLease lease,
      @Nullable FolderLock folderLock,
      InstanceIdentity me,
      InstanceAddresses addresses,
      InstantSource clock) {
    this.lease = lease;
    this.folderLock = folderLock;
    this.me = me;
    this.addresses = addresses;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** What answers people where this one stands by. */
  @FunctionalInterface
  public interface Standby {
    StandbyServer start(ForwardStamp stamp) throws IOException;
  }

  /**
   * @param id names this run of the program; no two runs share it
   */
  public static WorkTurn open(
      DatabaseOptions database,
      Path dataFolder,
      InstanceAddresses addresses,
      String id,
      String version,
      InstantSource clock)
      throws IOException {
    return switch (database) {
      case DatabaseOptions.Embedded _ ->
          new WorkTurn(null, null, new InstanceIdentity(id, id, host(), version), addresses, clock);
      case DatabaseOptions.Server server -> {
        FolderLock lock = lock(dataFolder);
        String folder = lock == null ? id : folderName(dataFolder, id);
        InstanceIdentity me = new InstanceIdentity(id, folder, host(), version);
        yield new WorkTurn(WorkLease.open(server, me, clock), lock, me, addresses, clock);
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
   * it, this one stands by, and hands on to that one what it is asked.
   *
   * @param database whose connections are refused whenever the turn is in doubt
   * @return what has answered meanwhile, and says from now on that it goes on soon: to be closed
   *     when its port is needed
   */
  public AutoCloseable await(Database database, SigningKeys keys, Standby standby)
      throws IOException, InterruptedException {
    if (lease == null) {
      return () -> {};
    }
    AutoCloseable answering = lease.tryTake() ? () -> {} : standBy(lease, keys, standby);
    database.fence(lease::check);
    lease.keep(() -> {
      log.atError()
          .log(
              "Another instance has taken over while this one could not work; it ends, and stands by"
                  + " once it is started again");
      Runtime.getRuntime().halt(EXIT_REPLACED); // in order it would speak to people
    });
    return answering;
  }

  private StandbyServer standBy(WorkLease lease, SigningKeys keys, Standby standby)
      throws IOException, InterruptedException {
    StandbyServer server = standby.start(stamp(lease, keys));
    try {
      log.atInfo().log(
          "Another instance works, or did a moment ago; this one stands by until that is gone");
      lease.announce(addresses.at(server.port()));
      do {
        server.forwardTo(lease.worker().filter(this::isReachable).map(WorkingInstance::url));
        Thread.sleep(WorkLease.RETRY_INTERVAL);
      } while (!lease.tryTake());
    } catch (InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
    log.atInfo().log("No other instance works any more; this one works now");
    server.forwardTo(Optional.empty());
    return server;
  }

  /** Another machine's loopback address is this machine's own. */
  private boolean isReachable(WorkingInstance worker) {
    return !InstanceAddresses.isLoopback(worker.url()) || worker.host().equals(me.host());
  }

  /** Tells the others that this one is reached at this port of its. */
  public void announce(int port) {
    if (lease != null) {
      lease.announce(addresses.at(port));
    }
  }

  /** What the others put on requests that they hand on; null where there are no others. */
  public @Nullable ForwardStamp stamp(SigningKeys keys) throws IOException {
    return lease == null ? null : stamp(lease, keys);
  }

  private static ForwardStamp stamp(WorkLease lease, SigningKeys keys) throws IOException {
    return new ForwardStamp(keys.signer(SigningKey.FORWARD), lease.databaseClock());
  }

  /** Those over the same database. */
  public List<Instance> instances() {
    return lease == null
        ? List.of(
            new Instance(
                true, me.host(), me.version(), null, startedAt, clock.instant(), true, true))
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
