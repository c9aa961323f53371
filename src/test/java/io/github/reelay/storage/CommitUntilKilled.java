package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.NOON;
import static io.github.reelay.storage.Samples.OPEN;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.TaskStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A process that writes until it is killed: accepts tasks, moves and settles them, and says after
 * each call what it was told is durable ({@code <task> <version>}).
 */
final class CommitUntilKilled {
  private static final int WRITERS = 4;

  private CommitUntilKilled() {}

  static void main(String[] args) throws InterruptedException {
    Database database = Database.open(new DatabaseOptions.Embedded(Path.of(args[0])));
    TaskStore store = new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE));
    int round = Integer.parseInt(args[1]);
    Thread[] writers = new Thread[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      writers[i] = Thread.startVirtualThread(() -> write(store, round * WRITERS + writer));
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static void write(TaskStore store, int series) {
    PersonRef person = new PersonRef("telegram", Integer.toString(series));
    for (int number = 0; ; number++) {
      Task sample = Samples.task(person, GROUP, NOON);
      Task task =
          Task.accepted(
              TaskId.of(NOON.toEpochMilli() + number, series),
              series + ":" + number,
              sample.requester(),
              sample.address(),
              sample.request(),
              sample.offer(),
              NOON);
      store.accept(task, OPEN);
      say(task);
      Task sent = task.nextVersion(new TaskState.Submitting(NOON, "run", Set.of(), 0), NOON);
      store.commit(new TaskUpdate(0, sent, List.of()));
      say(sent);
      Task ready = sent.nextVersion(TaskState.Ready.stored(NOON, Samples.VIDEO), NOON);
      store.commit(new TaskUpdate(1, ready, List.of(LedgerEntry.settle(ready))));
      say(ready);
    }
  }

  private static void say(Task task) {
    synchronized (System.out) {
      System.out.println(task.id() + " " + task.version());
      System.out.flush();
    }
  }
}
