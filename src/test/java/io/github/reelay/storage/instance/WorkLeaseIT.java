package io.github.reelay.storage.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.reelay.config.Secret;
import io.github.reelay.conversation.Installation.Instance;
import io.github.reelay.storage.Postgres;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, whose clock decides; only the holder's own clocks are set here. */
class WorkLeaseIT {
  /** The database of these tests is on this machine. */
  private static final String SEEN = "http://127.0.0.1";

  private final DatabaseOptions.Server server =
      new DatabaseOptions.Server(new Secret(Postgres.freshDatabase()));
  private final Database database = Database.open(server);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-29T12:00:00Z").toEpochMilli());
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  private final WorkLease first = lease("first", "folder-1");
  private final WorkLease second = lease("second", "folder-2");

  private WorkLease lease(String id, String folder) {
    return new WorkLease(
        Database.impatientPool(server, Duration.ofSeconds(30)),
        new InstanceIdentity(id, folder, "host-of-" + id, "1.0"),
        clock,
        nanos::get);
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
    database.close();
  }

  @Test
  void oneHasTheRightAndTheOtherGetsItAtOnceWhenItIsGivenBack() {
    assertThat(first.tryTake()).isTrue();
    assertThat(second.tryTake()).isFalse();
    assertThat(first.isHeld()).isTrue();
    assertThat(second.isHeld()).isFalse();

    first.close();
    assertThat(first.isHeld()).isFalse();
    assertThat(second.tryTake()).isTrue();
  }

  @Test
  void whoIsSilentForSixSecondsLosesTheRightToWhoAsks() {
    assertThat(first.tryTake()).isTrue();
    await()
        .pollInterval(Duration.ofMillis(200))
        .between(WorkLease.TTL.minusSeconds(1), Duration.ofMinutes(1))
        .until(second::tryTake);
    assertThat(first.renew()).isFalse();
  }

  /** After a kill: nobody waits for its own past. */
  @Test
  void whoHasLockedTheFolderOfTheHolderTakesOverAtOnce() {
    assertThat(first.tryTake()).isTrue();
    try (WorkLease again = lease("first-again", "folder-1")) {
      assertThat(again.tryTake()).isTrue();
      assertThat(first.renew()).isFalse();
    }
  }

  /** Asleep, or cut off: by the time somebody else may work, it may not. */
  @Test
  void theHoldersOwnClocksEndItsRightBeforeAnybodyElseCanHaveIt() {
    first.tryTake();
    nanos.addAndGet(WorkLease.OWN_TTL.toNanos() - 1);
    assertThat(first.isHeld()).isTrue();
    nanos.addAndGet(1);
    assertThat(first.isHeld()).isFalse();
    assertThat(WorkLease.OWN_TTL).isLessThan(WorkLease.TTL);

    assertThat(first.renew()).isTrue();
    assertThat(first.isHeld()).isTrue();
    millis.addAndGet(WorkLease.OWN_TTL.toMillis());
    assertThat(first.isHeld()).as("a machine that slept: one clock stood still").isFalse();
  }

  @Test
  void withoutTheRightThereAreNoConnections() {
    database.fence(first::check);
    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute("SELECT 1")))
        .isInstanceOf(ConnectionException.class)
        .hasRootCauseInstanceOf(SQLException.class)
        .hasStackTraceContaining("may not work now");
    assertThat(database.ping()).isFalse();

    first.tryTake();
    assertThat(database.ping()).isTrue();
    nanos.addAndGet(WorkLease.OWN_TTL.toNanos());
    assertThat(database.ping()).isFalse();
  }

  @Test
  void whileTheDatabaseIsAwayNobodyIsReplacedAndWhatIsTakenIsToldOnce() {
    AtomicInteger taken = new AtomicInteger();
    first.tryTake();
    first.keep(taken::incrementAndGet);
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE lease RENAME TO away"));
    assertThat(first.renew()).as("nobody can have it").isTrue();
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE away RENAME TO lease"));
    assertThat(first.renew()).isTrue();
    assertThat(taken).hasValue(0);

    database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE lease SET holder = 'second', until_at = 0"));
    await().until(() -> taken.get() == 1);
    assertThat(first.renew()).isFalse();
  }

  @Test
  void whoStandsByKnowsWhereTheOneIsReachedThatWorks() {
    first.tryTake();
    second.tryTake();
    assertThat(second.worker()).as("it has said no address yet").isEmpty();

    first.announce(new InstanceAddress.Known(URI.create("http://10.0.0.5:8080")));
    second.tryTake();
    assertThat(second.worker())
        .contains(new WorkingInstance(URI.create("http://10.0.0.5:8080"), "host-of-first"));
    assertThat(first.renew()).isTrue();
    assertThat(first.worker()).as("nobody else").isEmpty();
    assertThat(second.instances())
        .extracting(Instance::address)
        .containsExactly("http://10.0.0.5:8080", null);

    first.close();
    assertThat(second.tryTake()).isTrue();
    assertThat(second.worker()).isEmpty();
  }

  @Test
  void whoListensOnEveryAddressIsReachedAtTheOneThatTheDatabaseSees() {
    first.tryTake();
    first.announce(new InstanceAddress.SeenByDatabase(8080));
    second.tryTake();
    assertThat(second.worker()).map(WorkingInstance::url).contains(URI.create(SEEN + ":8080"));
  }

  /** Wrong clocks must not make stamps old, or good for longer. */
  @Test
  void theSharedTimeIsTheDatabases() {
    millis.set(0);
    first.tryTake();
    Instant shared = first.databaseClock().instant();
    millis.set(Duration.ofDays(400_000).toMillis());
    second.tryTake();
    assertThat(second.databaseClock().instant()).isCloseTo(shared, within(30, ChronoUnit.SECONDS));
  }

  @Test
  void allAreSeenAndWhoWorksIsTold() {
    first.tryTake();
    second.tryTake();

    assertThat(second.instances())
        .extracting(Instance::host, Instance::isThisOne, Instance::works, Instance::isAlive)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("host-of-first", false, true, true),
            org.assertj.core.groups.Tuple.tuple("host-of-second", true, false, true));
    database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE instance SET seen_at = seen_at - 7000"));
    assertThat(first.instances()).extracting(Instance::isAlive).containsExactly(false, false);
    first.close();
    assertThat(second.instances()).extracting(Instance::host).containsExactly("host-of-second");
  }
}
