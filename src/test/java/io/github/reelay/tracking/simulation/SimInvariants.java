package io.github.reelay.tracking.simulation;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What must hold at the end of a world, when everything has had time to settle. */
final class SimInvariants {
  /** A wait the chat asked for when it was ill may still be running. */
  private static final Duration LAST_WORD = Duration.ofSeconds(20);

  private static final Duration LAST_WORD_OF_QUIET_CHAT = Duration.ofSeconds(10);

  /** What runs at a relay is asked about at once when a process comes up. */
  private static final Duration FIRST_POLLS = Duration.ofSeconds(16);

  /** Heartbeats have to be missed, and one call be made. */
  private static final Duration TAKEOVER = Duration.ofSeconds(60);

  /** A provider lets so many through a minute, and a wait of a minute is longer in quiet hours. */
  private static final Duration TO_TAKE_A_PLACE = SimTime.LAZY_INTERVAL.plusMinutes(2);

  /** An overdue task is asked about every minute, and all is lazy when there is no trouble. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

  private final Simulation simulation;

  SimInvariants(Simulation simulation) {
    this.simulation = simulation;
  }

  /** All processes go on with what runs at a relay, whenever that was due. */
  void expectPolls(String reason) {
    SimProcess process = simulation.processes.anyUp();
    if (process != null) {
      expectPolls(process, reason);
    }
  }

  /** A process came up, or its clock was set: it goes on with all that ran. */
  void expectPolls(SimProcess process, String reason) {
    Instant up = simulation.time.now();
    Predicate<SimProcess> undisturbed = simulation.processes.undisturbed();
    List<TaskId> running =
        simulation.store.all().stream()
            .filter(task -> task.state() instanceof TaskState.Running)
            .map(Task::id)
            .filter(id -> !simulation.timers.isFiring(id)) // in a process that has not ended yet
            .toList();
    simulation.time.plan(
        FIRST_POLLS,
        () -> {
          if (undisturbed.test(process) && !simulation.overlaps) {
            running.stream()
                .filter(id ->
                    simulation.store.row(id).orElseThrow().state() instanceof TaskState.Running)
                .filter(id -> !simulation.provider.limits.wasAskedSince(id, up))
                .forEach(id -> simulation.violated("is not asked about after " + reason, id));
          }
        });
  }

  /** A person reads soon how it ended, where nothing is in the way. */
  void expectLastWord(Task ended) {
    if (simulation.overlaps
        || !simulation.processes.isInProgram()
        || !(ended.state() instanceof TaskState.Ended)) {
      return;
    }
    SimProcess process = simulation.processes.current();
    Predicate<SimProcess> undisturbed = simulation.processes.undisturbed();
    Instant quietSince = simulation.time.now().minus(LAST_WORD);
    simulation.time.plan(
        LAST_WORD_OF_QUIET_CHAT,
        () -> {
          Task task = simulation.store.row(ended.id()).orElseThrow();
          StatusView view = simulation.chat.shown.get(task.id());
          if (undisturbed.test(process)
              && simulation.chat.isQuietSince(quietSince)
              && task.state().equals(ended.state())
              && !task.status().lost()
              && (view == null || !lastWords(task.state()).contains(view.phase()))) {
            simulation.violated("is not told its end in " + task.state().name(), task.id());
          }
        });
  }

  /** What a killed process was in the middle of is another's, if there is one. */
  void expectTakeover(SimProcess killed) {
    SimProcess other = simulation.processes.anyUp();
    if (other == null) {
      return;
    }
    Predicate<SimProcess> undisturbed = simulation.processes.undisturbed();
    Map<TaskId, TaskState> left = new HashMap<>();
    simulation
        .timers
        .heldBy(killed)
        .forEach(id -> left.put(id, simulation.store.row(id).orElseThrow().state()));
    left.values().removeIf(SimInvariants::isAnybodys);
    simulation.time.plan(
        TAKEOVER,
        () -> {
          if (undisturbed.test(other)) {
            left.forEach((id, state) -> {
              if (simulation.store.row(id).orElseThrow().state().equals(state)) {
                simulation.violated("is left to a dead process in " + state.name(), id);
              }
            });
          }
        });
  }

  private static boolean isAnybodys(TaskState state) {
    return !(state instanceof TaskState.Submitting)
        && !(state instanceof TaskState.Delivering delivering && delivering.underway());
  }

  /** What is not answered by an orderly stop is not left for the next run to find. */
  void checkStopped(SimProcess process) {
    for (TaskId id : simulation.provider.limits.posting(process)) {
      if (simulation.store.row(id).orElseThrow().state() instanceof TaskState.Submitting) {
        simulation.violated("was left without a word at the stop", id);
      }
    }
  }

  /** Hours after the trouble nobody waits in line while nobody is at work, or runs unasked. */
  void checkSilence() {
    List<Task> tasks = simulation.store.all();
    Instant since = simulation.time.now().minus(LONGEST_SILENCE);
    tasks.stream()
        .filter(task ->
            task.state() instanceof TaskState.Running running
                && running.result() == null
                && running.doneAt() == null)
        .map(Task::id)
        .filter(id -> !simulation.provider.limits.wasAskedSince(id, since))
        .forEach(id -> simulation.violated("is not asked about any more", id));
    // Whose place became free just now leaves it to somebody who may have to wait for the rate.
    Instant lately = simulation.time.now().minus(TO_TAKE_A_PLACE);
    boolean isIdle = simulation.store.changedAt.values().stream().allMatch(lately::isAfter);
    if (isIdle && tasks.stream().noneMatch(task -> task.state() instanceof TaskState.AtProvider)) {
      tasks.stream()
          .filter(task -> task.state() instanceof TaskState.Queued)
          .forEach(task -> simulation.violated("waits in line, and nobody is at work", task.id()));
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
    String remoteId = task.remoteId();
    if (remoteId != null && !simulation.provider.isNameOf(task.id(), remoteId)) {
      simulation.violated("goes by the name of another: " + remoteId, task.id());
    }
    if (task.state() instanceof TaskState.Undeliverable kept
        && kept.reason().kind() == FailureKind.NO_FILE) {
      simulation.violated("its file is missing, and nobody fetched it again", task.id());
    }
    simulation.forgetting.check(task);
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
    if (task.state() instanceof TaskState.Delivered
        && !task.status().lost()
        && task.status().message() != null
        && !simulation.keepsStatus
        && !simulation.chat.removed.contains(task.status().message())) {
      simulation.violated("its status message stays beside the video", task.id());
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
    if (simulation.time.isLongCalm(ended) && stated.isAfter(ended.plus(LAST_WORD))) {
      simulation.violated("was told late how it ended: " + task.state().name(), task.id());
    }
    Money held = simulation.store.held(task.id());
    if (task.state() instanceof TaskState.Ended && !view.cost().equals(held)) {
      simulation.violated("is told " + view.cost() + ", the ledger says " + held, task.id());
    }
  }

  /** What a person is to read of how it ended. */
  static Set<Phase> lastWords(TaskState state) {
    return switch (state) {
      case TaskState.Delivered d -> Set.of(d.asLink() ? Phase.DONE_AS_LINK : Phase.DONE);
      case TaskState.Deleted _ -> Set.of(Phase.DONE, Phase.KEPT, Phase.DELETED);
      case TaskState.Failed _ -> Set.of(Phase.FAILED);
      case TaskState.Unfetched _ -> Set.of(Phase.UNFETCHED);
      case TaskState.Cancelled _ -> Set.of(Phase.CANCELLED);
      case TaskState.Closed c -> Set.of(c.charged() ? Phase.CLOSED_CHARGED : Phase.CLOSED_FREE);
      case TaskState.Undeliverable _ -> Set.of(Phase.KEPT);
      case TaskState.Unconfirmed u ->
          u.repeat() == null
              ? Set.of(Phase.UNCONFIRMED, Phase.UNRESOLVED)
              : Set.of(Phase.ASKING_AGAIN);
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
