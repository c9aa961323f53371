package io.github.reelay.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The open tasks in memory, where nobody else can commit: they are read several times between two
 * commits. Ended ones, which retention and forgetting change past the store, are not kept.
 * Thread-safe.
 */
final class OpenTaskCache {
  /** More than can be open at once; what does not fit is read from the database. */
  private static final int MAX_CACHED = 50_000;

  private final boolean shared;
  private final Cache<TaskId, Task> tasks = Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

  /**
   * @param shared others commit too, so nothing is kept
   */
  OpenTaskCache(boolean shared) {
    this.shared = shared;
  }

  @Nullable Task known(TaskId id) {
    return tasks.getIfPresent(id);
  }

  /** A commit that came first stays, whoever remembers later. */
  void remember(Task task) {
    if (!shared) {
      tasks
          .asMap()
          .compute(
              task.id(),
              (_, known) -> {
                Task newest = known == null || known.version() < task.version() ? task : known;
                return isOpen(newest) ? newest : null;
              });
    }
  }

  Optional<Task> find(TaskId id, Function<TaskId, Optional<Task>> read) {
    Task known = known(id);
    return known != null ? Optional.of(known) : shared ? read.apply(id) : readAndRemember(id, read);
  }

  /**
   * Read while nobody else can remember it: a commit that ends the task in between would be
   * forgotten, and the task be found open for ever.
   */
  private Optional<Task> readAndRemember(TaskId id, Function<TaskId, Optional<Task>> read) {
    AtomicReference<Optional<Task>> found = new AtomicReference<>(Optional.empty());
    tasks
        .asMap()
        .compute(
            id,
            (_, known) -> {
              found.set(known == null ? read.apply(id) : Optional.of(known));
              return found.get().filter(OpenTaskCache::isOpen).orElse(null);
            });
    return found.get();
  }

  void forget(TaskId id) {
    tasks.invalidate(id);
  }

  void forgetAll() {
    tasks.invalidateAll();
  }

  private static boolean isOpen(Task task) {
    return !(task.state() instanceof TaskState.Ended);
  }
}
