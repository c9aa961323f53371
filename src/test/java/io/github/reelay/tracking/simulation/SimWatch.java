package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must not last, looked at every few seconds while there is trouble in a world with one
 * process at a time: a free place that nobody takes, a relay that is not asked, a status that says
 * what was.
 */
final class SimWatch {
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /**
   * Longer than the gap between two polls, between two POSTs at the lowest rate, and a few faults.
   */
  private static final Duration LONGEST = Duration.ofSeconds(150);

  /**
   * Longer than any gap between two edits that is not about progress, and a wait that was asked
   * for.
   */
  private static final Duration LONGEST_STATUS = Duration.ofSeconds(60);

  private static final Set<Phase> WORKING =
      EnumSet.of(Phase.WORKING, Phase.FINISHING, Phase.CANCELLED_RUNNING);

  /** What a person may still do something about, or a late answer. */
  private static final Set<Phase> REVERSIBLE =
      EnumSet.of(Phase.KEPT, Phase.UNFETCHED, Phase.UNCONFIRMED, Phase.UNRESOLVED);

  private final Simulation simulation;
  private @Nullable SimProcess up;
  private Instant upSince = Instant.MAX;
  private Instant freeSince = Instant.MAX;

  SimWatch(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Whether a person may read the one after the other: what was done stays done. */
  static boolean mayFollow(StatusView before, StatusView after, boolean wasReported) {
    Phase from = before.phase();
    Phase to = after.phase();
    if (before.isFinal()) {
      return REVERSIBLE.contains(from) || from == to || to == Phase.DELETED || wasReported;
    }
    return switch (to) {
      case WAITING, SENDING -> from == Phase.WAITING || from == Phase.SENDING;
      case WORKING -> from != Phase.FINISHING;
      default -> true;
    };
  }

  void look() {
    if (simulation.time.isCalm()) {
      return;
    }
    simulation.time.plan(INTERVAL, this::look);
    Instant now = simulation.time.now();
    SimProcess process = simulation.processes.anyUp();
    if (process == null || process != up || simulation.store.wasFullLately()) {
      up = process;
      upSince = now;
      freeSince = now;
      return;
    }
    Instant since = now.minus(LONGEST);
    TaskId next = next();
    if (next == null) {
      freeSince = now;
    } else if (freeSince.isBefore(since)) {
      simulation.violated("waits though there is a place for it", next);
    }
    for (Task task : simulation.store.all()) {
      if (upSince.isBefore(since)
          && task.state() instanceof TaskState.Running running
          && running.since().isBefore(since)
          && running.result() == null
          && running.doneAt() == null
          && !simulation.provider.limits.wasAskedSince(task.id(), since)) {
        simulation.violated("is not asked about", task.id());
      }
      checkStatus(task, now.minus(LONGEST_STATUS));
    }
  }

  /**
   * A task that a relay would take and that has never been posted, if nobody else has been lately.
   */
  private @Nullable TaskId next() {
    List<QueueEntry> line = simulation.store.line();
    for (QueueEntry entry : line) {
      if (!entry.active()
          && entry.hasStatusMessage()
          && !simulation.provider.wasPosted(entry.task())
          && !simulation.provider.hadNoOffer(entry.task())
          && simulation.provider.limits.lately(entry.provider()) == 0
          && active(line, entry.provider())
              < simulation.limits.perProvider().applyAsInt(entry.provider())
          && active(line, entry.person())
              < simulation.limits.perPerson().applyAsInt(entry.person(), entry.chat())) {
        return entry.task();
      }
    }
    return null;
  }

  private static long active(List<QueueEntry> line, String provider) {
    return line.stream().filter(e -> e.active() && e.provider().equals(provider)).count();
  }

  private static long active(List<QueueEntry> line, PersonRef person) {
    return line.stream().filter(e -> e.active() && e.person().equals(person)).count();
  }

  /** Unlike UNCONFIRMED, which shows within the state that its repeats are over. */
  private static boolean isEnd(Task task) {
    return task.state() instanceof TaskState.AtRest
        && !(task.state() instanceof TaskState.Unconfirmed);
  }

  /** Whether nobody can know what its message says: who changed it died before that was stored. */
  private boolean isForgotten(Task task, StatusView view) {
    SimProcess process = simulation.chat.shownBy.get(task.id());
    return process != null
        && !process.alive
        && !view.fingerprint().text().equals(task.status().shown());
  }

  private void checkStatus(Task task, Instant since) {
    StatusView view = simulation.chat.shown.get(task.id());
    Instant changed = simulation.store.changedAt.get(task.id());
    if (view == null
        || changed == null
        || simulation.chat.lost.contains(task.id())
        || task.status().lost()
        || changed.isAfter(since)
        || !simulation.chat.isQuietSince(since)
        || !simulation.store.isWellSince(isEnd(task) ? since : changed)) {
      return;
    }
    boolean isSo =
        switch (task.state()) {
          case TaskState.Queued _ -> view.phase() == Phase.WAITING || isForgotten(task, view);
          // Progress after a report has no message any more: only a last word is said anew.
          case TaskState.Running _ ->
              WORKING.contains(view.phase())
                  || isForgotten(task, view)
                  || simulation.films.wasReported(task.id());
          case TaskState.AtRest end ->
              upSince.isAfter(since) || SimInvariants.lastWords(end).contains(view.phase());
          case TaskState.Submitting _, TaskState.InDelivery _ -> true;
        };
    if (!isSo) {
      simulation.violated("shows " + view.phase() + " in " + task.state().name(), task.id());
    }
  }
}
