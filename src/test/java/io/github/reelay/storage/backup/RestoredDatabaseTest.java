package io.github.reelay.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.conversation.EventInbox.Event;
import io.github.reelay.storage.JdbiEventInbox;
import io.github.reelay.storage.JdbiTaskStore;
import io.github.reelay.storage.Samples;
import io.github.reelay.storage.TaskRowReader;
import io.github.reelay.storage.backup.RestoredDatabase.Waiting;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredDatabaseTest {
  private static final Instant LATER = Samples.NOON.plus(Duration.ofDays(1));

  private final Task queued = Samples.task();
  @TempDir private Path folder;
  private DatabaseOptions.Embedded original;
  private DatabaseOptions.Embedded copy;

  @BeforeEach
  void nameFolders() throws IOException {
    original = new DatabaseOptions.Embedded(Files.createDirectory(folder.resolve("original")));
    copy = new DatabaseOptions.Embedded(Files.createDirectory(folder.resolve("copy")));
  }

  /** While another one, still open, has the database. */
  private void copy(Database open) throws IOException {
    open.jdbi().useHandle(handle -> TaskRows.insert(handle, queued, TaskRows.body(queued)));
    new JdbiEventInbox(open).store(new Event("telegram", "1", "{}", Samples.NOON));
    try (DatabaseCopy taken = DatabaseCopy.take(original, copy.folder())) {
      assertThat(taken.queued()).isOne();
      assertThat(taken.unhandledEvents()).isOne();
      assertThat(taken.schema()).isEqualTo(SchemaVersion.ours());
      assertThat(taken.hasTask(queued.id())).isTrue();
      assertThat(taken.hasTask(TaskId.of(0, 0))).isFalse();
    }
  }

  private TaskState restored() {
    try (Database database = Database.open(copy)) {
      return new JdbiTaskStore(database, new TaskRowReader(alert -> {}))
          .find(queued.id())
          .orElseThrow()
          .state();
    }
  }

  private int pendingEvents() {
    try (Database database = Database.open(copy)) {
      return new JdbiEventInbox(database).pending("telegram", 10).size();
    }
  }

  @Test
  void whatWaitedMayHaveBeenSentByARunThatIsOver() throws IOException {
    try (Database open = Database.open(original)) {
      copy(open);
    }
    assertThat(RestoredDatabase.make(copy, folder, Waiting.HOLD, LATER)).isOne();
    assertThat(restored())
        .isInstanceOfSatisfying(
            TaskState.Submitting.class,
            submitting -> {
              assertThat(submitting.since()).isEqualTo(LATER);
              assertThat(submitting.post()).as("a POST that may be repeated").isNull();
            });
    assertThat(pendingEvents()).isZero();
  }

  @Test
  void whatWaitedGoesOnWaitingWhereNothingHasRunSince() throws IOException {
    try (Database open = Database.open(original)) {
      copy(open);
    }
    assertThat(RestoredDatabase.make(copy, folder, Waiting.SEND, LATER)).isZero();
    assertThat(restored()).isEqualTo(queued.state());
    assertThat(pendingEvents()).isOne();
  }

  @Test
  void aRequestThatCannotBeReadCannotBeHeldSoNothingIsRestored() throws IOException {
    try (Database open = Database.open(original)) {
      open.jdbi()
          .useHandle(handle -> {
            TaskRows.insert(handle, queued, TaskRows.body(queued));
            handle.execute("UPDATE task SET body = '{}'");
          });
      DatabaseCopy.take(original, copy.folder()).close();
    }
    assertThatThrownBy(() -> RestoredDatabase.make(copy, folder, Waiting.HOLD, LATER))
        .isInstanceOf(UnreadableRequestException.class)
        .hasMessageContaining(queued.id().value());
  }

  @Test
  void aPageThatHasSeenWhatCameAfterTheCopySeesWhatComesNow() throws IOException {
    try (Database open = Database.open(original)) {
      copy(open);
    }
    RestoredDatabase.make(copy, folder, Waiting.HOLD, LATER);
    try (Database database = Database.open(copy)) {
      long last =
          database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery("SELECT last FROM transcript_counter")
                      .mapTo(Long.class)
                      .one());
      assertThat(last).isGreaterThanOrEqualTo(1_000_000);
    }
  }
}
