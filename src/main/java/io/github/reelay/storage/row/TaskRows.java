package io.github.reelay.storage.row;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The rows of tasks and their messages, inside somebody's transaction.
 *
 * <p>What is written often is given its {@link #body} from before the transaction: others wait for
 * the one connection of SQLite.
 */
public final class TaskRows {
  private static final String INSERT =
      """
      INSERT INTO task (id, version, origin, state, since_at, over, due_at, person, chat, server, provider, model,
          visible, not_before, picture, continues, source, remote_id, accepted_at, body)
      VALUES (:id, :version, :origin, :state, :since, :over, :due, :person, :chat, :server, :provider, :model,
          :visible, :notBefore, :picture, :continues, :source, :remoteId, :accepted, :body)
      """;

  private static final String UPDATE =
      """
      UPDATE task SET version = :version, origin = :origin, state = :state, since_at = :since, over = :over,
          due_at = :due, person = :person, chat = :chat, server = :server, provider = :provider, model = :model,
          visible = :visible, not_before = :notBefore, picture = :picture, continues = :continues, source = :source,
          remote_id = :remoteId, accepted_at = :accepted, body = :body
      WHERE id = :id AND version = :basis
      """;

  /** Of a task that its provider has no name for; null is a row that was written without it. */
  private static final String NO_REMOTE_ID = "";

  private static final String INSERT_MESSAGE =
      """
      INSERT INTO task_message (chat, message, task) VALUES (:chat, :message, :task)
      ON CONFLICT (chat, message) DO UPDATE SET task = excluded.task WHERE task_message.task <> excluded.task
      """;

  private TaskRows() {}

  /** The column that holds all of a task. */
  public static String body(Task task) {
    return RowJson.write(task);
  }

  public static void insert(Handle handle, Task task, String body) {
    bind(handle.createUpdate(INSERT), task, body).execute();
  }

  /** Whether the stored version was still the basis; nothing is written otherwise. */
  public static boolean update(Handle handle, Task task, long basis) {
    return update(handle, task, body(task), basis);
  }

  public static boolean update(Handle handle, Task task, String body, long basis) {
    return bind(handle.createUpdate(UPDATE), task, body).bind("basis", basis).execute() == 1;
  }

  private static @Nullable String value(@Nullable TaskId id) {
    return id == null ? null : id.value();
  }

  private static Update bind(Update update, Task task, String body) {
    TaskState state = task.state();
    return bindWhoAndWhere(update, task)
        .bind("id", task.id().value())
        .bind("version", task.version())
        .bind("origin", task.origin())
        .bind("state", state.name())
        .bind("since", state.since().toEpochMilli())
        .bind("over", state instanceof TaskState.Ended)
        .bind("due", ColumnValues.millis(task.due()))
        .bind("visible", task.status().exists())
        .bind("notBefore", ColumnValues.millis(notBefore(state)))
        .bind("picture", task.request().pictureHashes())
        .bind("continues", value(task.continued()))
        .bind("source", value(task.request().source()))
        .bind("remoteId", Objects.requireNonNullElse(task.remoteId(), NO_REMOTE_ID))
        .bind("accepted", task.acceptedAt().toEpochMilli())
        .bind("body", body);
  }

  /** The columns by which spending and tasks are found: person, place, provider and model. */
  static Update bindWhoAndWhere(Update update, Task task) {
    return update
        .bind("person", ColumnValues.of(task.requester().person()))
        .bind("chat", ColumnValues.of(task.address().chat()))
        .bind("server", ColumnValues.server(task.address()))
        .bind("provider", task.offer().provider())
        .bind("model", task.offer().model());
  }

  private static @Nullable Instant notBefore(TaskState state) {
    return state instanceof TaskState.Queued queued ? queued.notBefore() : null;
  }

  /** Whether the second is found by the same messages as the first. */
  public static boolean hasSameMessages(Task before, Task after) {
    return Objects.equals(before.status().message(), after.status().message())
        && !(after.state() instanceof TaskState.Delivered);
  }

  /** Lets the task be found by its status message and its posted video. */
  public static void saveMessages(Handle handle, Task task) {
    MessageRef status = task.status().message();
    if (status != null) {
      saveMessage(handle, task.id(), status);
    }
    if (task.state() instanceof TaskState.Delivered delivered
        && !delivered.message().equals(status)) {
      saveMessage(handle, task.id(), delivered.message());
    }
  }

  public static void saveMessage(Handle handle, TaskId task, MessageRef message) {
    handle
        .createUpdate(INSERT_MESSAGE)
        .bind("chat", ColumnValues.of(message.chat()))
        .bind("message", message.id())
        .bind("task", task.value())
        .execute();
  }
}
