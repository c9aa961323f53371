package io.github.reelay.storage;

import io.github.reelay.storage.row.RowJson;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.Alert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/**
 * The reader of task rows. A row that a newer version of the program wrote, or that is broken, is
 * put aside: left as it is, left out of every answer, told to the operator once. A new version of
 * the row, or a new run of the program, tries it again. Thread-safe.
 */
public final class TaskRowReader {
  /** The columns to select, in this order; {@code t} is the task's table. */
  public static final String COLUMNS = "t.id, t.version, t.body";

  private final Alert.Sink alerts;

  /** The version of each row that was put aside, by its id: the id itself may be unreadable. */
  private final Map<String, Long> putAside = new ConcurrentHashMap<>();

  public TaskRowReader(Alert.Sink alerts) {
    this.alerts = alerts;
  }

  /** Reads a value out of one row. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** The one task that the query of {@link #COLUMNS} finds, if it can be read. */
  public Optional<Task> find(Query query) {
    return list(query).stream().findFirst();
  }

  /**
   * Everything that the query finds and that can be read.
   *
   * @param query of {@link #COLUMNS}
   */
  public List<Task> list(Query query) {
    return list(
        query,
        row -> {
          Task task = task(row);
          putAside.remove(task.id().value());
          return task;
        });
  }

  /**
   * The first so many that can be read.
   *
   * @param query makes a query of {@link #COLUMNS} with a {@code :limit}
   */
  public List<Task> list(Supplier<Query> query, int limit) {
    while (true) {
      int known = putAside.size();
      List<Task> tasks = list(query.get().bind("limit", (long) limit + known));
      // Those just found out have taken the places of others.
      if (putAside.size() == known) {
        return tasks.subList(0, Math.min(limit, tasks.size()));
      }
    }
  }

  /**
   * What stands in the columns of rows, without those that were put aside.
   *
   * @param query of the id, the version and whatever the mapper reads
   */
  public <T> List<T> list(Query query, Mapper<T> mapper) {
    return query.map((row, _) -> read(row, mapper)).list().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether there is a row of this task that cannot be read; as far as it was looked at. */
  public boolean isPutAside(TaskId id) {
    return putAside.containsKey(id.value());
  }

  private <T> Optional<T> read(ResultSet row, Mapper<T> mapper) throws SQLException {
    String id = row.getString(1);
    long version = row.getLong(2);
    if (Long.valueOf(version).equals(putAside.get(id))) {
      return Optional.empty();
    }
    try {
      return Optional.of(mapper.map(row));
    } catch (RuntimeException e) {
      if (putAside.put(id, version) == null) {
        alerts.raise(new Alert(Alert.Kind.TASK_UNREADABLE, id, reason(e)));
      }
      return Optional.empty();
    }
  }

  /** What others than {@link RowJson} say may quote what people said. */
  private static String reason(RuntimeException e) {
    return e instanceof RowJson.UnreadableException
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName();
  }

  private static Task task(ResultSet row) throws SQLException {
    Task task = RowJson.read(row.getString(3), Task.class);
    // A commit names the id and the version that stand in the body; without a match it would change
    // another row, or be tried for ever.
    if (!task.id().value().equals(row.getString(1)) || task.version() != row.getLong(2)) {
      throw new RowJson.UnreadableException("its body is of another row");
    }
    boolean incomplete =
        Stream.of(
                task.origin(),
                task.requester(),
                task.address(),
                task.request(),
                task.offer(),
                task.reserved(),
                task.acceptedAt(),
                task.state(),
                task.status())
            .anyMatch(Objects::isNull);
    if (incomplete) {
      throw new RowJson.UnreadableException("its body is not complete");
    }
    return task;
  }
}
