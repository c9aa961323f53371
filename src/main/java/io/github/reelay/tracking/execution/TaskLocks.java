package io.github.reelay.tracking.execution;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.reelay.task.TaskId;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock per task for what its chat sees: a status edit and a delivery of one task never overlap,
 * as on some platforms the one turns into the other. Locks are dropped with their last user.
 */
public final class TaskLocks {
  private final LoadingCache<TaskId, ReentrantLock> locks =
      Caffeine.newBuilder().weakValues().build(_ -> new ReentrantLock());

  ReentrantLock of(TaskId task) {
    return locks.get(task);
  }
}
