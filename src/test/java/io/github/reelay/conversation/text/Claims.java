package io.github.reelay.conversation.text;

import static java.util.Map.entry;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What sentences of a task claim about money, delivery and what comes next: each key with the tasks
 * of which it is true. A sentence that is made of one gap and no words claims nothing.
 */
final class Claims {
  /** Only of a file that the chat was not given. */
  static final Set<FailureKind> OF_KEPT_VIDEOS =
      EnumSet.of(
          FailureKind.TICKET_EXPIRED,
          FailureKind.STOPPED_PROGRAM,
          FailureKind.KEPT_AFTER_CANCEL,
          FailureKind.REPORTED);

  private Claims() {}

  /** In the status message. */
  static Map<String, Predicate<Task>> ofStatus() {
    Map<String, Predicate<Task>> rows =
        new TreeMap<>(
            Map.ofEntries(
                entry("cost.nothing", Claims::costNothing),
                entry("cost.was", task -> ended(task) && cost(task).micros() > 0),
                entry("status.waiting", task -> task.state() instanceof TaskState.Queued),
                entry("status.in-line", Claims::waits),
                entry(
                    "status.again",
                    task ->
                        task.state() instanceof TaskState.Queued queued && queued.last() != null),
                entry("status.sending", task -> task.state() instanceof TaskState.Submitting),
                entry("status.asking-again", Claims::isAskedAgain),
                entry("status.working", task -> isRunning(task) && !isMade(task)),
                entry("status.overdue", task -> isRunning(task) && !isMade(task)),
                entry("status.ends-by", Claims::isRunning),
                entry("status.finishing", Claims::isMade),
                entry("status.finishing-late", task -> isRunning(task) && isMade(task)),
                entry("status.done", task -> isDelivered(task, false)),
                entry("status.done-as-link", task -> isDelivered(task, true)),
                entry(
                    "status.cancelled",
                    task ->
                        task.state() instanceof TaskState.Cancelled
                            || (isRunning(task) && task.withheld() && isFree(task))),
                entry(
                    "status.cancelled-running",
                    task -> isRunning(task) && task.withheld() && !isFree(task)),
                entry("status.unconfirmed", task -> isUnconfirmed(task, false) && !isFree(task)),
                entry(
                    "status.unconfirmed-free", task -> isUnconfirmed(task, false) && isFree(task)),
                entry("status.unresolved", task -> isUnconfirmed(task, true) && !isFree(task)),
                entry("status.unresolved-free", task -> isUnconfirmed(task, true) && isFree(task)),
                entry("status.unfetched", task -> task.state() instanceof TaskState.Unfetched),
                entry("status.closed-charged", task -> isClosed(task) && !costNothing(task)),
                entry("status.closed-free", task -> isClosed(task) && costNothing(task)),
                entry("status.kept", Claims::isKept)));
    for (FailureKind kind : FailureKind.values()) {
      rows.put(kind.messageKey(), task -> kind(task) == kind);
      rows.put(
          kind.messageKey() + ".do",
          task ->
              kind(task) == kind
                  && (task.state() instanceof TaskState.Failed || kind == FailureKind.REPORTED));
    }
    rows.put("failure.instead", task -> task.state() instanceof TaskState.Failed);
    rows.put("failure.provider-says", task -> task.state() instanceof TaskState.Failed);
    rows.put(
        "failure.provider-busy.later",
        task ->
            kind(task) == FailureKind.PROVIDER_BUSY && task.state() instanceof TaskState.Failed);
    return rows;
  }

  /** In the list of a person's videos. */
  static Map<String, Predicate<Task>> ofJobs() {
    return Map.ofEntries(
        entry("jobs.not-charged", Claims::costNothing),
        entry("jobs.queued", task -> task.state() instanceof TaskState.Queued),
        entry("jobs.submitting", task -> task.state() instanceof TaskState.Submitting),
        entry("jobs.running", task -> isRunning(task) && !task.withheld()),
        entry("jobs.running-percent", task -> isRunning(task) && !task.withheld()),
        entry("jobs.withheld", task -> isRunning(task) && task.withheld()),
        entry("jobs.asking-again", Claims::isAskedAgain),
        entry("jobs.unconfirmed", task -> isInDoubt(task) && !isFree(task)),
        entry("jobs.unconfirmed-free", task -> isInDoubt(task) && isFree(task)),
        entry("jobs.unfetched", task -> isUnfetched(task) && !isFree(task)),
        entry("jobs.unfetched-free", task -> isUnfetched(task) && isFree(task)),
        entry("jobs.delivering", task -> task.state() instanceof TaskState.InDelivery),
        entry("jobs.delivered", task -> task.state() instanceof TaskState.Delivered),
        entry("jobs.failed", task -> task.state() instanceof TaskState.Failed),
        entry("jobs.closed", Claims::isClosed),
        entry(
            "jobs.reported",
            task -> task.state() instanceof TaskState.Undeliverable kept && kept.isReported()),
        entry("jobs.kept", Claims::isKept),
        entry("jobs.deleted", task -> task.state() instanceof TaskState.Deleted));
  }

  /** Answers to a press of Cancel, of the task as it was before. */
  static Map<String, Predicate<Task>> ofCancel() {
    return Map.of(
        "cancel.free",
            task -> task.state() instanceof TaskState.Queued || (isCancelled(task) && isFree(task)),
        "cancel.unknown", task -> task.state() instanceof TaskState.Submitting && isCancelled(task),
        "cancel.charged", task -> isRunning(task) && !isMade(task) && isCancelled(task),
        "cancel.made", task -> isMade(task) && isCancelled(task),
        "cancel.already",
            task ->
                task.state() instanceof TaskState.Cancelled
                    || (task.withheld() && task.state() instanceof TaskState.AtProvider),
        "cancel.too-late", task -> task.state() instanceof TaskState.Delivering,
        "cancel.over",
            task ->
                task.state() instanceof TaskState.Ended
                    && !(task.state() instanceof TaskState.Cancelled),
        "cancel.unclear", task -> task.state() instanceof TaskState.Unconfirmed);
  }

  /** Answers to a press of Fetch, of the task as it was before. */
  static Map<String, Predicate<Task>> ofFetch() {
    return Map.of(
        "fetch.coming", task -> isKept(task) || task.state() instanceof TaskState.InDelivery,
        "fetch.asked-again", Claims::isUnfetched,
        "fetch.when-done", task -> task.state() instanceof TaskState.AtProvider && task.withheld(),
        "fetch.not-yet",
            task ->
                task.state() instanceof TaskState.Queued
                    || (task.state() instanceof TaskState.AtProvider && !task.withheld())
                    || task.state() instanceof TaskState.Unconfirmed,
        "fetch.gone", task -> task.state() instanceof TaskState.Deleted,
        "fetch.reported",
            task -> task.state() instanceof TaskState.Undeliverable kept && kept.isReported(),
        "remix.no-video",
            task -> task.state() instanceof TaskState.EndedWithoutVideo && !isUnfetched(task));
  }

  /** On the Cancel button. */
  static Map<String, Predicate<Task>> ofCancelButton() {
    return Map.of(
        "cancel.button",
        task ->
            task.state() instanceof TaskState.Submitting
                || task.state() instanceof TaskState.Unconfirmed,
        "cancel.button-free",
        task -> isFree(task) || task.state() instanceof TaskState.Queued,
        "cancel.button-charged",
        task -> !isFree(task) && (isMade(task) || (isRunning(task) && !isStoppable(task))),
        "cancel.button-maybe-charged",
        task -> !isFree(task) && isRunning(task) && !isMade(task) && isStoppable(task));
  }

  private static boolean isStoppable(Task task) {
    return task.offer().cancellable();
  }

  static boolean isFree(Task task) {
    return task.offer().price().equals(Money.ZERO);
  }

  /** A press of Cancel cancels it while it is made or waits to be posted. */
  private static boolean isCancelled(Task task) {
    return !task.withheld()
        && (task.state() instanceof TaskState.AtProvider
            || task.state() instanceof TaskState.Ready);
  }

  /** Nothing was taken, and that is settled. */
  private static boolean costNothing(Task task) {
    return switch (task.state()) {
      case TaskState.Cancelled _ -> true;
      case TaskState.Closed closed -> !closed.charged() || isFree(task);
      case TaskState.Failed _ -> cost(task).equals(Money.ZERO);
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.AtRest _ ->
          isFree(task);
    };
  }

  private static Money cost(Task task) {
    Money charged = task.charged();
    return charged == null ? Money.ZERO : charged;
  }

  private static boolean ended(Task task) {
    return task.state() instanceof TaskState.Ended;
  }

  private static boolean waits(Task task) {
    return task.state() instanceof TaskState.Queued || (isRunning(task) && !isMade(task));
  }

  private static boolean isRunning(Task task) {
    return task.state() instanceof TaskState.Running;
  }

  private static boolean isMade(Task task) {
    return task.state() instanceof TaskState.InDelivery
        || (task.state() instanceof TaskState.Running running && running.doneAt() != null);
  }

  private static boolean isDelivered(Task task, boolean asLink) {
    return task.state() instanceof TaskState.Delivered delivered && delivered.asLink() == asLink;
  }

  private static boolean isAskedAgain(Task task) {
    return task.state() instanceof TaskState.Unconfirmed doubt && doubt.repeat() != null;
  }

  private static boolean isInDoubt(Task task) {
    return task.state() instanceof TaskState.Unconfirmed doubt && doubt.repeat() == null;
  }

  private static boolean isUnconfirmed(Task task, boolean taken) {
    return isInDoubt(task)
        && task.state() instanceof TaskState.Unconfirmed doubt
        && (doubt.lost() != null) == taken;
  }

  private static boolean isUnfetched(Task task) {
    return task.state() instanceof TaskState.Unfetched;
  }

  private static boolean isClosed(Task task) {
    return task.state() instanceof TaskState.Closed;
  }

  private static boolean isKept(Task task) {
    return task.state() instanceof TaskState.Undeliverable kept && !kept.isReported();
  }

  private static @Nullable FailureKind kind(Task task) {
    Failure failure =
        switch (task.state()) {
          case TaskState.Failed failed -> failed.failure();
          case TaskState.Unfetched unfetched -> unfetched.reason();
          case TaskState.Undeliverable kept -> kept.reason();
          case TaskState.Queued queued -> queued.last();
          case TaskState.AtProvider _, TaskState.InDelivery _, TaskState.AtRest _ -> null;
        };
    return failure == null ? null : failure.kind();
  }
}
