package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TrackerListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of acceptances. Who is told of a fault orders again, and pays twice; so nothing that
 * comes after the commit fails one, and a commit that is not acknowledged is looked up.
 * Thread-safe.
 */
public final class AcceptExecutor {
  private static final Logger log = LoggerFactory.getLogger(AcceptExecutor.class);

  private final TaskStore store;
  private final TrackerListener listener;
  private final WaitingLine line;
  private final Consumer<Task> begin;

  /**
   * @param begin sets an accepted task going; what it fails to do, the sweep does
   */
  public AcceptExecutor(
      TaskStore store, TrackerListener listener, WaitingLine line, Consumer<Task> begin) {
    this.store = store;
    this.listener = listener;
    this.line = line;
    this.begin = begin;
  }

  /** Stores a task and its reservation, unless a limit is in the way. */
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    AcceptResult result = commit(task, admission);
    if (result instanceof AcceptResult.Accepted(Task accepted)) {
      log.atInfo()
          .addKeyValue("task", accepted.id())
          .addKeyValue("provider", accepted.offer().provider())
          .addKeyValue("chat", accepted.address().chat())
          .log(
              "Accepted, {} reserved; posted once its status message is seen", accepted.reserved());
      try {
        line.update(accepted);
        listener.taskChanged(accepted, accepted);
        begin.accept(accepted);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("task", accepted.id())
            .setCause(e)
            .log("Accepted, but not begun; the sweep begins it");
      }
    }
    return result;
  }

  private AcceptResult commit(Task task, AdmissionCheck admission) {
    try {
      return store.accept(task, admission);
    } catch (RuntimeException e) {
      line.reload(); // it may have been carried out all the same
      Task stored = store.findByOrigin(task.origin()).orElseThrow(() -> e);
      return stored.id().equals(task.id())
          ? new AcceptResult.Accepted(stored)
          : new AcceptResult.AlreadyAccepted(stored);
    }
  }
}
