package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports.GroupBy;
import io.github.reelay.policy.SpendReports.ReportLine;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.LedgerRows;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.Alert;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostgresTaskStoreIT extends TaskStoreContract {
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE wait_event_type = 'Lock' AND datname = current_database()";

  @Override
  Database open() {
    return Postgres.open();
  }

  @Override
  boolean isShared() {
    return true;
  }

  @Test
  void aTaskThatChangesWhileItsChatMovesMovesToo() throws Exception {
    ChatRef moved = new ChatRef("telegram", "-200");
    try (Database database = open()) {
      JdbiTaskStore store = new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE));
      Task task = Samples.task();
      store.accept(task, OPEN);
      Task cheaper = task.withOffer(TaskStateExamples.offer("xcompute", "0.40"));
      Task changed = cheaper.nextVersion(task.state(), Samples.NOON.plusSeconds(1));

      CompletableFuture<Void> move =
          database
              .jdbi()
              .inTransaction(handle -> {
                TaskRows.update(handle, changed, task.version());
                CompletableFuture<Void> begun =
                    CompletableFuture.runAsync(() -> store.moveChat(GROUP, moved));
                await("it has read the task and waits for its row")
                    .until(() ->
                        database
                                .jdbi()
                                .withHandle(h -> h.createQuery(WAITING).mapTo(Long.class).one())
                            > 0);
                // The commit's money comes after its row; neither may wait for the other for ever.
                LedgerRows.append(handle, changed, List.of(LedgerEntry.settle(cheaper)));
                return begun;
              });
      move.get(1, TimeUnit.MINUTES);

      Task after = store.find(task.id()).orElseThrow();
      assertThat(after.address()).isEqualTo(Destination.of(moved));
      assertThat(after.version()).isEqualTo(changed.version() + 1);
      JdbiSpendReports reports = new JdbiSpendReports(database);
      assertThat(reports.totals(Samples.ANN, moved, Samples.TODAY).chatToday())
          .isEqualTo(Money.of("0.40"))
          .isEqualTo(
              ReportLine.sum(
                      reports.report(
                          Samples.NOON,
                          Samples.NOON.plusSeconds(1),
                          GroupBy.PERSON,
                          Scope.chat(moved)))
                  .spent());
    }
  }
}
