package io.github.reelay.tracking.simulation;

import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.state.DueTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What must hold at the end of a world, when everything has had time to settle. */
final class SimInvariants {
  /** A wait the chat asked for when it was ill may still be running. */
  private static final Duration LAST_WORD = Duration.ofSeconds(20);

  private final Simulation simulation;

  SimInvariants(Simulation simulation) {
    this.simulation = simulation;
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
    if (DueTime.owesFinalStatus(task)) {
      simulation.violated("has no last word in " + task.state().name(), task.id());
    }
    if (wasToldLate(task)) {
      simulation.violated("was told late how it ended: " + task.state().name(), task.id());
    }
    int videos = simulation.chat.videos.getOrDefault(task.id(), 0);
    if (videos > 1) {
      simulation.violated("delivered " + videos + " times", task.id());
    }
    if (task.state() instanceof TaskState.Delivered && videos != 1) {
      simulation.violated("says delivered, but was not", task.id());
    }
    if (simulation.provider.accepted.getOrDefault(task.id(), 0) > 1) {
      simulation.violated("was charged twice", task.id());
    }
    checkLedger(task, unconfirmed);
  }

  /** Once the chat is well again, nobody waits long for a last word. */
  private boolean wasToldLate(Task task) {
    Instant ended = task.state().since();
    Instant stated = simulation.chat.shownAt.get(task.id());
    return simulation.isLongCalm(ended)
        && !task.status().lost()
        && (stated == null || stated.isAfter(ended.plus(LAST_WORD)));
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
    boolean file =
        task.state() instanceof TaskState.Delivered
            || task.state() instanceof TaskState.Undeliverable
            || task.state() instanceof TaskState.Unfetched;
    if (file && !entries.containsKey(Stage.SETTLE)) {
      simulation.violated("has a file, but its price is not settled", task.id());
    }
  }
}
