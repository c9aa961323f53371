package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.Destination;
import java.util.Optional;

/**
 * The task service: what people and operators can ask of the tracker. Thread-safe; every change is
 * durable when the call returns, and asking twice changes nothing the second time. Who may ask is
 * decided before.
 */
public interface TaskService {
  /** Stores a new task with its reservation and starts it, unless a limit is in the way. */
  AcceptResult accept(Task task, AdmissionCheck admission);

  /**
   * Cancels what waits (free), or withholds the result of what a provider works on already (charged
   * all the same, kept for {@link #fetch}).
   *
   * @param byModerator not by the person who asked for it, who is then told so
   * @return whether anything changed; false once the task is over or was cancelled before
   */
  boolean cancel(TaskId id, boolean byModerator);

  /**
   * Delivers a kept file: UNDELIVERABLE becomes READY at this address, with its fresh ticket.
   *
   * @return false when there is nothing kept, or the file is gone
   */
  boolean fetch(TaskId id, Destination destination);

  /**
   * The operator rules on an unconfirmed task: its reservation is settled or released.
   *
   * @return false when it is not (or no longer) unconfirmed
   */
  boolean settle(TaskId id, boolean charged);

  /** Tries an undeliverable task's own chat again; false when there is nothing to deliver. */
  boolean retryDelivery(TaskId id);

  /**
   * A posted video is reported: it is kept, to be shown again by {@link #retryDelivery} alone.
   * Taking its message out of the chat is the caller's.
   *
   * @return false when it is not (or no longer) posted
   */
  boolean report(TaskId id);

  /**
   * Forgets the video of a finished task: the file is dropped, and replies to its messages find it
   * no more. The ledger keeps its sums.
   *
   * @return false when there was no video (any more)
   */
  boolean delete(TaskId id);

  Optional<Task> find(TaskId id);

  /** What its status message says of a task at this moment. */
  StatusView view(Task task);
}
