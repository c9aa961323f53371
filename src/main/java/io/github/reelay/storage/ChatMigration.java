package io.github.reelay.storage;

import io.github.reelay.conversation.Draft;
import io.github.reelay.policy.Scope;
import io.github.reelay.storage.row.ColumnValues;
import io.github.reelay.storage.row.DraftRows;
import io.github.reelay.storage.row.SpendTotalRows;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The migration of a chat: gives everything kept under its id to another, inside somebody's
 * transaction.
 *
 * <p>Telegram numbers messages anew in a supergroup, and the old group can be read only. So what is
 * still being edited (a status message, a placeholder) is forgotten and posted anew; what is
 * finished stays found.
 */
final class ChatMigration {
  private ChatMigration() {}

  static void move(Handle handle, TaskRowReader rows, ChatRef from, ChatRef to) {
    String old = ColumnValues.of(from);
    String fresh = ColumnValues.of(to);
    // The new chat may have spoken already: its own messages win over old ones of the same number.
    handle.execute(
        "DELETE FROM task_message WHERE chat = ? AND message IN (SELECT message FROM task_message"
            + " WHERE chat = ?)",
        old,
        fresh);
    handle.execute("UPDATE task_message SET chat = ? WHERE chat = ?", fresh, old);
    moveRules(handle, Scope.chat(from).encode(), Scope.chat(to).encode());
    // One that a commit beside this changed after it was read (PostgreSQL) is read anew.
    boolean unchanged;
    do {
      unchanged = moveTasks(handle, rows, from, to);
    } while (!unchanged);
    // Behind the tasks, as in every commit: two that wrote in different order would wait for each
    // other, and what was written beside this would stay behind.
    handle.execute("UPDATE ledger SET chat = ? WHERE chat = ?", fresh, old);
    SpendTotalRows.moveChat(handle, old, fresh);
    handle
        .createQuery("SELECT body FROM draft WHERE chat = :chat")
        .bind("chat", old)
        .mapTo(String.class)
        .list()
        .stream()
        .flatMap(body -> DraftRows.read(body).stream())
        .forEach(draft -> DraftRows.update(handle, moved(draft, to)));
  }

  /** Whether all that were read are as they were read; what cannot be read stays as it is. */
  private static boolean moveTasks(Handle handle, TaskRowReader rows, ChatRef from, ChatRef to) {
    boolean unchanged = true;
    for (Task task :
        rows.list(
            handle
                .createQuery("SELECT " + TaskRowReader.COLUMNS + " FROM task t WHERE chat = :chat")
                .bind("chat", ColumnValues.of(from)))) {
      // A new version: whoever decided on the old one decides again, on the new address.
      unchanged &= TaskRows.update(handle, moved(task, from, to), task.version());
    }
    return unchanged;
  }

  /** What was set for the group goes before what was set for the new one. */
  private static void moveRules(Handle handle, String old, String fresh) {
    handle.execute(
        """
        DELETE FROM policy_rule WHERE place = ?
        AND EXISTS (SELECT 1 FROM policy_rule o WHERE o.place = ? AND o.name = policy_rule.name
                    AND o.tier = policy_rule.tier)
        """,
        fresh,
        old);
    handle.execute("UPDATE policy_rule SET place = ? WHERE place = ?", fresh, old);
    handle.execute(
        "UPDATE policy_rule SET name = ? WHERE name = ? AND NOT EXISTS"
            + " (SELECT 1 FROM policy_rule n WHERE n.name = ? AND n.place = policy_rule.place"
            + " AND n.tier = policy_rule.tier)",
        "access/" + fresh,
        "access/" + old,
        "access/" + fresh);
  }

  private static Task moved(Task task, ChatRef from, ChatRef to) {
    boolean open = !(task.state() instanceof TaskState.Ended) || task.due() != null;
    // What was told, or could not be, in the old chat is owed to the new one.
    Instant due = open && task.due() == null ? task.state().since() : task.due();
    return task.nextVersion(moved(task.state(), from, to), due)
        .withAddress(task.address().withChat(to))
        .withStatus(
            open
                ? StatusMessage.NONE
                : task.status().withMessage(moved(task.status().message(), from, to)));
  }

  private static TaskState moved(TaskState state, ChatRef from, ChatRef to) {
    return switch (state) {
      case TaskState.Delivering delivering -> delivering.restarted();
      case TaskState.Delivered d when d.message().chat().equals(from) ->
          new TaskState.Delivered(
              d.since(), d.video(), new MessageRef(to, d.message().id()), d.asLink(), d.asCopy());
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.Ready _, TaskState.AtRest _ ->
          state;
    };
  }

  private static @Nullable MessageRef moved(
      @Nullable MessageRef message, ChatRef from, ChatRef to) {
    return message == null || !message.chat().equals(from)
        ? message
        : new MessageRef(to, message.id());
  }

  private static Draft moved(Draft draft, ChatRef to) {
    return new Draft(
        draft.id(),
        draft.origin(),
        draft.requester(),
        draft.address().withChat(to),
        draft.request(),
        draft.at());
  }
}
