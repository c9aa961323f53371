package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store of tasks and the ledger. Every write is durable when the call returns (a kill loses
 * nothing that was acknowledged). Safe for use by many threads and, on PostgreSQL, many processes.
 *
 * <p>A failing database throws; callers let it fly, the work is found again by the sweep. A task
 * that is stored in a form nobody here can read is as good as not there: found by nothing, called
 * by nobody, and never accepted again.
 */
public interface TaskStore {
  /** So many captions are written anew in a few seconds of any chat's rate. */
  int MAX_LINKS = 20;

  /**
   * Stores a new task and its reservation, unless a limit is in the way, or its origin made one
   * before. The totals are read and the rows written in one transaction that no other acceptance
   * can overlap.
   */
  AcceptResult accept(Task task, AdmissionCheck admission);

  /**
   * Writes a change if the stored version is still its basis.
   *
   * @return false if another commit came first; nothing was written then
   */
  boolean commit(TaskUpdate update);

  Optional<Task> find(TaskId id);

  /** The task that a platform's event has made. */
  Optional<Task> findByOrigin(String origin);

  /** The task whose status message or posted video this is, or that it was added to. */
  Optional<Task> findByMessage(MessageRef message);

  /** A task that this provider calls so, whatever has become of it. */
  Optional<Task> findByRemoteId(String provider, String remoteId);

  /** Lets a task be found by one more message, which shows its video too. */
  void addMessage(TaskId task, MessageRef message);

  /** All messages a task is found by. */
  List<MessageRef> messages(TaskId task);

  /** Those that show its video beside the one it was delivered as. */
  default List<MessageRef> copies(Task task) {
    return messages(task.id()).stream()
        .filter(message -> !message.equals(task.status().message()))
        .filter(message -> !task.isDeliveredAs(message))
        .toList();
  }

  /** The person's newest delivered task in a chat, for a remix that names none. */
  Optional<Task> newestDelivered(PersonRef person, ChatRef chat);

  /** The tasks that continue this one's video, oldest first. */
  List<Task> continuations(TaskId id);

  /** The tasks that remix or continue this one's video, newest first. */
  List<Task> madeFrom(TaskId source, int limit);

  /**
   * The posted videos that were made from this one's and have captions that link to it, as far as
   * those can be written anew.
   */
  default List<Task> withLinkTo(Task source) {
    return madeFrom(source.id(), MAX_LINKS).stream()
        .filter(task -> !task.request().prompt().isEmpty())
        .filter(task ->
            task.state() instanceof TaskState.Delivered delivered
                && delivered.hasKnownCaption()
                && delivered.message().chat().equals(source.address().chat()))
        .toList();
  }

  /**
   * The clips of the film that ends with this task, the first one first. Of a task that continues
   * none it is the only one; a clip that is not stored any more ends the search.
   */
  default List<Task> clips(Task last) {
    ArrayList<Task> clips = new ArrayList<>(List.of(last));
    TaskId earlier = last.continued();
    while (earlier != null) {
      Optional<Task> clip = find(earlier);
      clip.ifPresent(clips::add);
      earlier = clip.map(Task::continued).orElse(null);
    }
    return clips.reversed();
  }

  /** The clips of the newest film that has this one: what it continues, and what continues it. */
  default List<Task> filmWith(Task clip) {
    List<Task> clips = new ArrayList<>(clips(clip));
    Optional<Task> next = Optional.of(clip);
    while (next.isPresent()) {
      next =
          continuations(next.get().id()).reversed().stream()
              .filter(later -> !later.hasEndedWithoutVideo())
              .findFirst();
      next.ifPresent(clips::add);
    }
    return clips;
  }

  /** The person's tasks, newest first. */
  List<Task> ofPerson(PersonRef person, int limit);

  /** Tasks whose due moment has passed, oldest first: what the sweep looks for. */
  List<TaskId> dueBefore(Instant moment, int limit);

  /** All tasks in one of these states (or groups of states), oldest first. */
  List<Task> inStates(Set<Class<? extends TaskState>> states, int limit);

  /** Whether other processes may commit here too. */
  boolean isShared();

  /** Everything that waits or works, in the order of acceptance. */
  List<QueueEntry> queueEntries();

  /** A group became a supergroup: its tasks, messages and spending go on under the new id. */
  void moveChat(ChatRef from, ChatRef to);
}
