package io.github.reelay.storage.instance;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reelay.conversation.Installation.Instance;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work: of several instances over one PostgreSQL one has it, and the others stand by.
 *
 * <p>It is a row that its holder writes anew again and again, by the database's clock. Who could
 * not do so for a while (it was stopped, its network was cut, the database is away) loses the right
 * by its own clocks before anybody else can have it, and every connection it asks for is refused
 * ({@link #check}). That is the fence: every piece of work begins by reading its row, so for the
 * rest of the program the database is away, as it may be at any time. When nobody else took the
 * right meanwhile, the holder goes on; when somebody did, it has to end. Thread-safe.
 */
public final class WorkLease implements AutoCloseable {
  /** With {@link #RETRY_INTERVAL} and a start it keeps a takeover below ten seconds. */
  static final Duration TTL = Duration.ofSeconds(6);

  /** The holder may fail to reach the database twice in a row without a pause in its work. */
  static final Duration RENEW_INTERVAL = Duration.ofMillis(1_500);

  /** By the holder's own clocks, counted from before the request: earlier than for all others. */
  static final Duration OWN_TTL = Duration.ofSeconds(5);

  /** One request may hang for so long, and the next one is still in time. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

  /** How often those who stand by try. */
  public static final Duration RETRY_INTERVAL = Duration.ofMillis(500);

  private static final String NOW = InstanceRows.NOW;

  /** A folder that is locked by its owner can have no other living owner: no need to wait. */
  private static final String TAKE =
      "INSERT INTO lease (name, holder, folder, until_at) VALUES ('work', :id, :folder, "
          + NOW
          + " + :ttl) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder,"
          + " folder = excluded.folder, until_at = excluded.until_at"
          + " WHERE lease.holder = excluded.holder OR lease.folder = excluded.folder"
          + " OR lease.until_at < "
          + NOW;

  private static final String RENEW =
      "UPDATE lease SET until_at = " + NOW + " + :ttl WHERE name = 'work' AND holder = :id";

  private static final Logger log = LoggerFactory.getLogger(WorkLease.class);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final InstanceIdentity me;
  private final InstanceRows instances;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("work-lease").factory());

  /** When the right was given last, by both clocks: one may stand still while a machine sleeps. */
  private volatile @Nullable Moment given;

  private volatile boolean unreachable;
  private volatile @Nullable InstanceAddress address;
  private volatile Optional<WorkingInstance> worker = Optional.empty();

  /** How far the database's clock is before this machine's. */
  private volatile Duration databaseAhead = Duration.ZERO;

  private record Moment(long nanos, Instant instant) {}

  public static WorkLease open(
      DatabaseOptions.Server server, InstanceIdentity me, InstantSource clock) {
    return new WorkLease(
        Database.impatientPool(server, REQUEST_TIMEOUT), me, clock, System::nanoTime);
  }

  WorkLease(
      HikariDataSource pool, InstanceIdentity me, InstantSource clock, LongSupplier nanoTime) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.me = me;
    this.instances = new InstanceRows(me);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Takes the right if nobody has it; says that this instance is here in any case. */
  public boolean tryTake() {
    try {
      return ask(TAKE);
    } catch (RuntimeException e) {
      log.atWarn().log("The right to work cannot be had, asking again: {}", cause(e));
      return false;
    }
  }

  /**
   * Keeps the right until {@link #close}.
   *
   * @param onTaken somebody else has it; called once
   */
  public void keep(Runnable onTaken) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              if (!renew()) {
                timer.shutdown();
                onTaken.run();
              }
            },
            RENEW_INTERVAL.toMillis(),
            RENEW_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** False if it is somebody else's. */
  boolean renew() {
    try {
      boolean mine = ask(RENEW);
      if (unreachable) {
        log.atInfo().log("The database answers again, and nobody else has taken over");
        unreachable = false;
      }
      return mine;
      // Whatever it is: what a scheduled task throws ends it, and nobody would hear of that.
    } catch (RuntimeException e) {
      if (!unreachable) {
        log.atWarn()
            .log(
                "The right to work could not be renewed; work pauses until the database answers: {}",
                cause(e));
        unreachable = true;
      }
      return true; // it may be: that is told when it answers
    }
  }

  private static String cause(RuntimeException e) {
    return String.valueOf(e.getCause() == null ? e : e.getCause());
  }

  private boolean ask(String statement) {
    Moment asked = new Moment(nanoTime.getAsLong(), clock.instant());
    boolean mine =
        jdbi.inTransaction(handle -> {
          databaseAhead = Duration.between(asked.instant(), instances.write(handle, address));
          boolean done =
              handle
                      .createUpdate(statement)
                      .bind("id", me.id())
                      .bind("folder", me.folder())
                      .bind("ttl", TTL.toMillis())
                      .execute()
                  == 1;
          worker = done ? Optional.empty() : instances.worker(handle);
          return done;
        });
    if (mine) {
      given = asked;
    }
    return mine;
  }

  /** Whether this instance may work at this moment. Asks nobody. */
  public boolean isHeld() {
    Moment last = given;
    return last != null
        && nanoTime.getAsLong() - last.nanos() < OWN_TTL.toNanos()
        && clock.instant().isBefore(last.instant().plus(OWN_TTL));
  }

  /**
   * The fence.
   *
   * @throws SQLException where a connection is asked for without the right to work
   */
  public void check() throws SQLException {
    if (!isHeld()) {
      throw new SQLTransientConnectionException(
          "this instance may not work now, another one may be at it");
    }
  }

  /** Tells the others where this instance is reached from now on. */
  public void announce(InstanceAddress here) {
    address = here;
    try {
      jdbi.useHandle(handle -> instances.write(handle, here));
    } catch (JdbiException e) {
      log.atDebug().log("Where this one is reached is told with the next renewal: {}", cause(e));
    }
  }

  /**
   * The one that worked when this one asked last, and where it is reached; never this one. It stays
   * while the database does not answer.
   */
  public Optional<WorkingInstance> worker() {
    return worker;
  }

  /** The time that all instances agree on, to within a request, whatever their machines say. */
  public InstantSource databaseClock() {
    return () -> clock.instant().plus(databaseAhead);
  }

  /** All that were here lately, who came first, first. */
  public List<Instance> instances() {
    return jdbi.withHandle(instances::list);
  }

  /** Gives the right back, so that nobody has to wait for its end. */
  @Override
  public void close() {
    timer.shutdownNow();
    given = null;
    try {
      jdbi.useTransaction(handle -> {
        handle.execute("DELETE FROM lease WHERE name = 'work' AND holder = ?", me.id());
        instances.delete(handle);
      });
    } catch (JdbiException e) {
      log.atDebug().log(
          "The right to work was not given back, it ends by itself: {}", e.toString());
    } finally {
      pool.close();
    }
  }
}
