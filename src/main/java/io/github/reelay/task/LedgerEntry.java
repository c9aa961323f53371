package io.github.reelay.task;

/**
 * An entry of the ledger. Entries are only added, never changed; a task has at most one of each
 * stage, and exactly one {@link Stage#RESERVE} and at most one end.
 *
 * @param delta by how much the sum of reserved and settled money changes
 */
public record LedgerEntry(TaskId task, Stage stage, Money delta) {
  /** What happened to the money of a task. */
  public enum Stage {
    /** Set aside at acceptance. */
    RESERVE,
    /** It is not known whether it was charged; what is reserved stays so until that is clear. */
    HOLD,
    /** Charged by the provider: the delta is the charged price less the reserved one. */
    SETTLE,
    /** Given back: the delta is the reserved price, negative. */
    RELEASE
  }

  public static LedgerEntry reserve(Task task) {
    return new LedgerEntry(task.id(), Stage.RESERVE, task.reserved());
  }

  public static LedgerEntry hold(Task task) {
    return new LedgerEntry(task.id(), Stage.HOLD, Money.ZERO);
  }

  /** By what was charged, which without a word of the provider is the price. */
  public static LedgerEntry settle(Task task) {
    Money charged = task.charged() == null ? task.offer().price() : task.charged();
    return new LedgerEntry(task.id(), Stage.SETTLE, charged.minus(task.reserved()));
  }

  public static LedgerEntry release(Task task) {
    return new LedgerEntry(task.id(), Stage.RELEASE, Money.ZERO.minus(task.reserved()));
  }
}
