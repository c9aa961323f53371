package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A job: what a relay makes of a POST that it took, and says of it. */
record SimJob(
    TaskId task,
    String remoteId,
    Instant start,
    Instant end,
    Fate fate,
    Money price,
    SimPlace place) {

  enum Fate {
    COMES,
    FAILS,
    FAILS_CHARGED,
    /** Completed, but the file is never there, or never whole. */
    NO_FILE,
    NO_LINK,
    /** Never a last word. */
    SILENT,
    FORGOTTEN,
    /** Completed after everybody has given it up. */
    LATE
  }

  static SimJob begun(Simulation simulation, Task task, String remoteId, SimPlace place) {
    Random random = simulation.random;
    Instant now = simulation.time.now();
    Instant end = now.plusSeconds(random.nextInt(300));
    Fate fate = simulation.time.isCalm() ? Fate.COMES : fate(task, random);
    place.ends(end, fate == Fate.COMES || fate == Fate.FAILS);
    Instant late = now.plus(Duration.ofHours(1 + random.nextInt(30)));
    return new SimJob(
        task.id(),
        remoteId,
        now,
        fate == Fate.LATE ? late : end,
        fate,
        task.offer().price(),
        place);
  }

  private static Fate fate(Task task, Random random) {
    int dice = random.nextInt(64);
    return dice < 8
        ? (task.offer().chargedOnFailure() ? Fate.FAILS_CHARGED : Fate.FAILS)
        : switch (dice) {
          case 8 -> Fate.NO_FILE;
          case 9 -> Fate.NO_LINK;
          case 10 -> Fate.SILENT;
          case 11 -> Fate.FORGOTTEN;
          case 12 -> Fate.LATE;
          default -> Fate.COMES;
        };
  }

  /** What the relay holds of our money for it: all of it, until it fails and gives it back. */
  Money charge(Instant now) {
    return fate == Fate.FAILS && !now.isBefore(end) ? Money.ZERO : price;
  }

  PollResult poll(Simulation simulation) {
    int dice = simulation.time.isCalm() ? 100 : simulation.random.nextInt(100);
    if (dice < 6) {
      return new PollResult.Unclear("HTML 502", dice < 2 ? Duration.ofSeconds(9) : null);
    }
    if (dice < 9) {
      return new PollResult.Missing("404");
    }
    if (dice < 11) {
      return new PollResult.AccountBlocked(Failure.of(FailureKind.PROVIDER_AUTH, "401"));
    }
    Instant now = simulation.time.now();
    if (fate == Fate.FORGOTTEN && !now.isBefore(end)) {
      return new PollResult.Missing("404 for ever");
    }
    if (fate == Fate.SILENT || now.isBefore(end)) {
      long whole = Math.max(1, Duration.between(start, end).toMillis());
      long gone = Duration.between(start, now).toMillis();
      int percent = (int) (gone * 100 / whole) - (dice < 30 ? simulation.random.nextInt(50) : 0);
      return new PollResult.Working(dice < 15 ? null : percent, null);
    }
    if (fate == Fate.FAILS || fate == Fate.FAILS_CHARGED) {
      Money told = dice < 50 ? null : charge(now);
      return new PollResult.Failed(Failure.of(FailureKind.GENERATION_FAILED, "failed"), told);
    }
    return dice < 20 || fate == Fate.NO_LINK
        ? new PollResult.DoneWithoutFile()
        : new PollResult.Done(
            new RemoteFile("http://cdn/" + remoteId, null, 8, dice < 50 ? null : price));
  }

  FetchResult fetch(Simulation simulation) {
    int dice = simulation.time.isCalm() ? 100 : simulation.random.nextInt(100);
    if (fate == Fate.NO_FILE) {
      return dice % 2 == 0
          ? new FetchResult.LinkDead(Failure.of(FailureKind.LINK_DEAD, "403"))
          : new FetchResult.Refused(Failure.of(FailureKind.BAD_FILE, "refused"));
    }
    if (dice < 15) {
      return new FetchResult.RetryLater(Failure.of(FailureKind.BAD_FILE, "cut"), null);
    }
    return dice < 20
        ? new FetchResult.LinkDead(Failure.of(FailureKind.LINK_DEAD, "410"))
        : new FetchResult.Fetched();
  }
}
