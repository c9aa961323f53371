package io.github.reelay.tracking.simulation;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store whose process may die before a commit or right after it; it watches its ledger. */
final class SimStore extends InMemoryTaskStore {
  final Map<TaskId, Map<Stage, Money>> entriesOf = new LinkedHashMap<>();

  private final Simulation simulation;

  SimStore(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public synchronized AcceptResult accept(Task task, AdmissionCheck admission) {
    simulation.mayCrash();
    AcceptResult result = super.accept(task, admission);
    if (result instanceof AcceptResult.Accepted) {
      book(LedgerEntry.reserve(task));
      simulation.mayCrash();
    }
    return result;
  }

  @Override
  public synchronized boolean commit(TaskUpdate update) {
    simulation.mayCrash();
    if (!super.commit(update)) {
      return false;
    }
    update.entries().forEach(this::book);
    simulation.mayCrash();
    return true;
  }

  private void book(LedgerEntry entry) {
    Map<Stage, Money> entries =
        entriesOf.computeIfAbsent(entry.task(), _ -> new EnumMap<>(Stage.class));
    if (entries.put(entry.stage(), entry.delta()) != null) {
      simulation.violated("booked twice: " + entry.stage(), entry.task());
    }
    if (entries.containsKey(Stage.SETTLE) && entries.containsKey(Stage.RELEASE)) {
      simulation.violated("settled and released", entry.task());
    }
    if (held().isMoreThan(Simulation.CAP)) {
      simulation.violated("the ledger is over its limit: " + held(), entry.task());
    }
    if (simulation.provider.charged().isMoreThan(held())) {
      simulation.violated(
          "the relays have charged "
              + simulation.provider.charged()
              + ", the ledger says "
              + held(),
          entry.task());
    }
  }

  Money held() {
    return entriesOf.values().stream()
        .flatMap(e -> e.values().stream())
        .reduce(Money.ZERO, Money::plus);
  }

  /** Whatever the day: what all tasks hold together. */
  @Override
  public SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows) {
    return new SpendTotals(Money.ZERO, Money.ZERO, held(), held(), 0, null);
  }
}
