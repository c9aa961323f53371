package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.ColumnValues;
import io.github.reelay.storage.row.LedgerRows;
import io.github.reelay.storage.row.SpendTotalRows;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The task store in the database, with the ledger. */
public final class JdbiTaskStore implements TaskStore {
  private static final String SELECT = "SELECT " + TaskRowReader.COLUMNS + " FROM task t ";

  private static final String QUEUE =
      """
      SELECT id, version, person, chat, provider, state, visible, COALESCE(not_before, 0) FROM task
      WHERE state IN ('QUEUED', 'SUBMITTING', 'RUNNING') AND NOT over
          AND NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.task = task.id AND stage = 'SETTLE')
      ORDER BY id
      """;

  private final Jdbi jdbi;
  private final TaskRowReader rows;
  private final boolean shared;
  private final OpenTaskCache openTasks;

  public JdbiTaskStore(Database database, TaskRowReader rows) {
    this.jdbi = database.jdbi();
    this.rows = rows;
    this.shared = !database.isExclusive();
    this.openTasks = new OpenTaskCache(shared);
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  /** Before the first acceptance: {@link SpendTotalRows#mend}. */
  public boolean mendSpendTotals(Instant now) {
    return jdbi.inTransaction(handle -> SpendTotalRows.mend(handle, now));
  }

  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    String body = TaskRows.body(task);
    AcceptResult result = jdbi.inTransaction(handle -> accept(handle, task, body, admission));
    if (result instanceof AcceptResult.Accepted(Task accepted)) {
      openTasks.remember(accepted);
    }
    return result;
  }

  private AcceptResult accept(Handle handle, Task task, String body, AdmissionCheck admission) {
    // On SQLite the transaction already has the file's only write lock; on PostgreSQL this row is
    // the lock, and every statement after it sees what the acceptance before has committed.
    handle.execute("UPDATE ledger_gate SET passes = passes + 1 WHERE id = 1");
    Optional<AcceptResult> known = findAccepted(handle, task.origin());
    if (known.isPresent()) {
      return known.get();
    }
    SpendTotals totals =
        LedgerRows.totals(
            handle, task.requester().person(), task.address().chat(), admission.windows());
    Optional<LimitRefusal> refusal = admission.check().findRefusal(totals);
    if (refusal.isPresent()) {
      return new AcceptResult.Refused(refusal.get());
    }
    TaskRows.insert(handle, task, body);
    TaskRows.saveMessages(handle, task);
    LedgerRows.append(handle, task, List.of(LedgerEntry.reserve(task)));
    return new AcceptResult.Accepted(task);
  }

  @Override
  public boolean commit(TaskUpdate update) {
    boolean committed = false;
    try {
      Task before = openTasks.known(update.task().id());
      String body = TaskRows.body(update.task());
      committed = jdbi.inTransaction(handle -> commit(handle, update, body, before));
    } finally {
      if (committed) {
        openTasks.remember(update.task());
      } else {
        openTasks.forget(update.task().id());
      }
    }
    return committed;
  }

  private static boolean commit(
      Handle handle, TaskUpdate update, String body, @Nullable Task before) {
    if (!TaskRows.update(handle, update.task(), body, update.basis())) {
      return false;
    }
    if (before == null || !TaskRows.hasSameMessages(before, update.task())) {
      TaskRows.saveMessages(handle, update.task());
    }
    LedgerRows.append(handle, update.task(), update.entries());
    return true;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return openTasks.find(id, this::read);
  }

  private Optional<Task> read(TaskId id) {
    return jdbi.withHandle(
        handle -> rows.find(handle.createQuery(SELECT + "WHERE id = :id").bind("id", id.value())));
  }

  @Override
  public Optional<Task> findByOrigin(String origin) {
    return jdbi.withHandle(handle -> findByOrigin(handle, origin));
  }

  private Optional<Task> findByOrigin(Handle handle, String origin) {
    return rows.find(handle.createQuery(SELECT + "WHERE origin = :origin").bind("origin", origin));
  }

  /** What the event has made, whether it can be read or not. */
  private Optional<AcceptResult> findAccepted(Handle handle, String origin) {
    return handle
        .createQuery("SELECT id FROM task WHERE origin = :origin")
        .bind("origin", origin)
        .mapTo(String.class)
        .findOne()
        .map(id ->
            findByOrigin(handle, origin)
                .<AcceptResult>map(AcceptResult.AlreadyAccepted::new)
                .orElseGet(() -> new AcceptResult.Unreadable(id)));
  }

  @Override
  public Optional<Task> findByMessage(MessageRef message) {
    return jdbi.withHandle(handle ->
        rows.find(
            handle
                .createQuery(
                    SELECT
                        + "JOIN task_message m ON m.task = t.id"
                        + " WHERE m.chat = :chat AND m.message = :message")
                .bind("chat", ColumnValues.of(message.chat()))
                .bind("message", message.id())));
  }

  /**
   * One look into an index. Only the bodies of rows that were written before there was the column
   * are searched, for as long as there are any: no task may get the name of one of them either.
   */
  @Override
  public Optional<Task> findByRemoteId(String provider, String remoteId) {
    return jdbi
        .withHandle(handle ->
            rows.list(
                handle
                    .createQuery(
                        SELECT
                            + """
                            WHERE provider = :provider AND (remote_id = :remoteId
                                OR remote_id IS NULL AND body LIKE '%' || :name || '%')
                            """)
                    .bind("provider", provider)
                    .bind("remoteId", remoteId)
                    .bind("name", "\"remoteId\":\"" + remoteId + "\"")))
        .stream()
        .filter(task -> remoteId.equals(task.remoteId()))
        .findFirst();
  }

  @Override
  public void addMessage(TaskId task, MessageRef message) {
    jdbi.useTransaction(handle -> TaskRows.saveMessage(handle, task, message));
  }

  @Override
  public List<MessageRef> messages(TaskId task) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT chat, message FROM task_message WHERE task = :task")
            .bind("task", task.value())
            .map((row, _) ->
                new MessageRef(ColumnValues.parseChat(row.getString(1)), row.getString(2)))
            .list());
  }

  @Override
  public Optional<Task> newestDelivered(PersonRef person, ChatRef chat) {
    return jdbi
        .withHandle(handle ->
            rows.list(
                () ->
                    handle
                        .createQuery(
                            SELECT
                                + """
                                WHERE person = :person AND chat = :chat AND state = 'DELIVERED'
                                ORDER BY since_at DESC, id DESC LIMIT :limit
                                """)
                        .bind("person", ColumnValues.of(person))
                        .bind("chat", ColumnValues.of(chat)),
                1))
        .stream()
        .findFirst();
  }

  @Override
  public List<Task> continuations(TaskId id) {
    return jdbi.withHandle(handle ->
        rows.list(
            () ->
                handle
                    .createQuery(SELECT + "WHERE continues = :id ORDER BY id LIMIT :limit")
                    .bind("id", id.value()),
            Integer.MAX_VALUE));
  }

  @Override
  public List<Task> madeFrom(TaskId source, int limit) {
    return jdbi.withHandle(handle ->
        rows.list(
            () ->
                handle
                    .createQuery(SELECT + "WHERE source = :id ORDER BY id DESC LIMIT :limit")
                    .bind("id", source.value()),
            limit));
  }

  @Override
  public List<Task> ofPerson(PersonRef person, int limit) {
    return jdbi.withHandle(handle ->
        rows.list(
            () ->
                handle
                    .createQuery(SELECT + "WHERE person = :person ORDER BY id DESC LIMIT :limit")
                    .bind("person", ColumnValues.of(person)),
            limit));
  }

  @Override
  public List<TaskId> dueBefore(Instant moment, int limit) {
    return jdbi.withHandle(handle ->
        rows.list(
            handle
                .createQuery(
                    """
                    SELECT id, version FROM task WHERE due_at <= :moment
                    ORDER BY due_at, id LIMIT :limit
                    """)
                .bind("moment", moment.toEpochMilli())
                .bind("limit", limit),
            row -> new TaskId(row.getString(1))));
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    if (states.isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(handle ->
        rows.list(
            () ->
                handle
                    .createQuery(SELECT + "WHERE state IN (<names>) ORDER BY id LIMIT :limit")
                    .bindList("names", TaskState.names(states)),
            limit));
  }

  @Override
  public List<QueueEntry> queueEntries() {
    return jdbi.withHandle(
        handle -> rows.list(handle.createQuery(QUEUE), JdbiTaskStore::queueEntry));
  }

  /** Whether the task is stored, but cannot be read; its files are to be kept. */
  public boolean isUnreadable(TaskId id) {
    return find(id).isEmpty() && rows.isPutAside(id);
  }

  /** How many tasks are in each state, by the state's name; for metrics. */
  public Map<String, Long> countByState() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT state, count(*) FROM task GROUP BY state")
            .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Whether an open task needs the picture with this SHA-256. */
  public boolean needsImage(String sha256) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT 1 FROM task WHERE picture LIKE '%' || :picture || '%' AND NOT over LIMIT 1")
            .bind("picture", sha256)
            .mapTo(Integer.class)
            .findFirst()
            .isPresent());
  }

  @Override
  public void moveChat(ChatRef from, ChatRef to) {
    try {
      jdbi.useTransaction(handle -> ChatMigration.move(handle, rows, from, to));
    } finally {
      openTasks.forgetAll();
    }
  }

  private static QueueEntry queueEntry(ResultSet row) throws SQLException {
    return new QueueEntry(
        new TaskId(row.getString(1)),
        ColumnValues.parsePerson(row.getString(3)),
        ColumnValues.parseChat(row.getString(4)),
        row.getString(5),
        !row.getString(6).equals("QUEUED"),
        row.getBoolean(7),
        Instant.ofEpochMilli(row.getLong(8)));
  }
}
