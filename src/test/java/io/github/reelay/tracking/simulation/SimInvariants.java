package io.github.reelay.tracking.simulation;

import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold at the end of a world, when everything has had time to settle. */
final class SimInvariants {
  /** A wait the chat asked for when it was ill may still be running. */
  private static final Duration LAST_WORD = Duration.ofSeconds(20);

  /** What runs at a relay is asked about at once when a process comes up. */
  private static final Duration FIRST_POLLS = Duration.ofSeconds(16);

  private final Simulation simulation;

  SimInvariants(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A process came up: it goes on with all that ran, whenever that was due. */
  void expectPolls(SimProcess process) {
    Instant up = simulation.now();
    long faults = simulation.store.faults;
    List<TaskId> running =
        simulation.store.all().stream()
            .filter(task -> task.state() instanceof TaskState.Running)
            .map(Task::id)
            .toList();
    simulation.plan(
        FIRST_POLLS,
        () -> {
          if (process.isUp() && faults == simulation.store.faults && !simulation.overlaps) {
            running.stream()
                .filter(id ->
                    simulation.store.row(id).orElseThrow().state() instanceof TaskState.Running)
                .filter(id -> !simulation.provider.limits.wasAskedSince(id, up))
                .forEach(id -> simulation.violated("is not asked about after a start", id));
          }
        });
  }

  /** What is not answered by an orderly stop is not left for the next run to find. */
  void checkStopped(SimProcess process) {
    for (TaskId id : simulation.provider.limits.posting(process)) {
      if (simulation.store.row(id).orElseThrow().state() instanceof TaskState.Submitting) {
        simulation.violated("was left without a word at the stop", id);
      }
    }
  }

  void check() {
    simulation.store.all().forEach(this::check);
  }

  private void check(Task task) {
    boolean unconfirmed = task.state() instanceof TaskState.Unconfirmed;
    if (!(task.state() instanceof TaskState.Ended) && !unconfirmed) {
      simulation.violated("never came to an end: " + task.state(), task.id());
    }
    if (task.due() != null) {
      simulation.violated("still owes something: " + task, task.id());
    }
    if (simulation.provider.accepted.getOrDefault(task.id(), 0) > 1) {
      simulation.violated("was charged twice", task.id());
    }
    checkVideos(task);
    checkLastWord(task);
    checkLedger(task, unconfirmed);
  }

  private void checkVideos(Task task) {
    // What was posted into a room that then moved stays there, and is out of reach.
    long videos =
        simulation.chat.videos.getOrDefault(task.id(), Set.of()).stream()
            .filter(message -> message.chat().equals(task.address().chat()))
            .count();
    if (videos > 1) {
      simulation.violated("delivered " + videos + " times", task.id());
    }
    if (task.state() instanceof TaskState.Delivered delivered
        && !simulation
            .chat
            .videos
            .getOrDefault(task.id(), Set.of())
            .contains(delivered.message())) {
      simulation.violated("says delivered, but was not", task.id());
    }
  }

  private void checkLastWord(Task task) {
    if (task.status().lost()) {
      return;
    }
    StatusView view = simulation.chat.shown.get(task.id());
    Instant ended = simulation.store.changedAt.get(task.id());
    Instant stated = simulation.chat.shownAt.get(task.id());
    if (view == null || ended == null || stated == null) {
      simulation.violated("nothing was ever shown in " + task.state().name(), task.id());
      return;
    }
    if (!lastWords(task.state()).contains(view.phase())) {
      simulation.violated(
          "has no last word in " + task.state().name() + ", but " + view.phase(), task.id());
    }
    if (simulation.isLongCalm(ended) && stated.isAfter(ended.plus(LAST_WORD))) {
      simulation.violated("was told late how it ended: " + task.state().name(), task.id());
    }
    Money held = simulation.store.held(task.id());
    if (task.state() instanceof TaskState.Ended && !view.cost().equals(held)) {
      simulation.violated("is told " + view.cost() + ", the ledger says " + held, task.id());
    }
  }

  /** What a person is to read of how it ended. */
  private static Set<Phase> lastWords(TaskState state) {
    return switch (state) {
      case TaskState.Delivered d -> Set.of(d.asLink() ? Phase.DONE_AS_LINK : Phase.DONE);
      case TaskState.Deleted _ -> Set.of(Phase.DONE, Phase.KEPT);
      case TaskState.Failed _ -> Set.of(Phase.FAILED);
      case TaskState.Unfetched _ -> Set.of(Phase.UNFETCHED);
      case TaskState.Cancelled _ -> Set.of(Phase.CANCELLED);
      case TaskState.Closed c -> Set.of(c.charged() ? Phase.CLOSED_CHARGED : Phase.CLOSED_FREE);
      case TaskState.Undeliverable _ -> Set.of(Phase.KEPT);
      case TaskState.Unconfirmed _ -> Set.of(Phase.UNCONFIRMED, Phase.UNRESOLVED);
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _ -> Set.of();
    };
  }

  private void checkLedger(Task task, boolean unconfirmed) {
    Map<Stage, Money> entries = simulation.store.entriesOf.getOrDefault(task.id(), Map.of());
    boolean ended = entries.containsKey(Stage.SETTLE) || entries.containsKey(Stage.RELEASE);
    if (!entries.containsKey(Stage.RESERVE)) {
      simulation.violated("was never reserved", task.id());
    }
    if (ended == unconfirmed) {
      simulation.violated("ledger " + entries.keySet() + " in " + task.state().name(), task.id());
    }
    if (task.state() instanceof TaskState.Unconfirmed u
        && u.lost() == null
        && !entries.containsKey(Stage.HOLD)) {
      simulation.violated("is unconfirmed, and its money is not held", task.id());
    }
    boolean file =
        task.state() instanceof TaskState.Delivered
            || task.state() instanceof TaskState.Undeliverable
            || task.state() instanceof TaskState.Unfetched;
    if (file && !entries.containsKey(Stage.SETTLE)) {
      simulation.violated("has a file, but its price is not settled", task.id());
    }
  }
}
