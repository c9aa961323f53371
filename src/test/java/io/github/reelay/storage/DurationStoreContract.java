package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.storage.database.Database;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.duration.DurationStore;
import io.github.reelay.tracking.duration.DurationStore.Measurement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link DurationStore} promises, on both databases. */
abstract class DurationStoreContract {
  private Database database;
  private DurationStore store;

  abstract Database open();

  @BeforeEach
  void openStore() {
    database = open();
    store = new JdbiDurationStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Measurement measured(String model, int number) {
    return new Measurement(
        TaskId.of(1_000_000, number),
        "sandbox",
        model,
        Instant.ofEpochSecond(number),
        Duration.ofMillis(90_500));
  }

  @Test
  void whatIsAddedIsReadBackOldestFirst() {
    store.add(measured("b", 2));
    store.add(measured("a", 1));
    store.add(measured("a", 3));
    assertThat(store.all()).containsExactly(measured("a", 1), measured("b", 2), measured("a", 3));
  }

  @Test
  void theSameTaskAgainChangesNothing() {
    store.add(measured("a", 1));
    store.add(measured("a", 1));
    assertThat(store.all()).containsExactly(measured("a", 1));
  }

  @Test
  void theNewestFiftyOfAModelAreKept() {
    store.add(measured("b", 0));
    for (int i = 1; i <= 53; i++) {
      store.add(measured("a", i));
    }
    assertThat(store.all())
        .hasSize(51)
        .contains(measured("b", 0), measured("a", 4), measured("a", 53))
        .doesNotContain(measured("a", 3));
  }
}
