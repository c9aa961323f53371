package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two relays that do what relays do: take a request and lose the answer, fall back, lie, go away.
 */
final class SimProvider implements ProviderGateway {
  private static final List<Offer> OFFERS =
      List.of(offer("first", "1.00"), offer("dear", "1.20"), offer("second", "0.90"));

  /** When the generation of a remote id ends, and how. */
  private record Job(Instant start, Instant end, Fate fate, Money price) {
    /** What the relay holds of our money for it: all of it, until it fails and gives it back. */
    Money charge(Instant now) {
      return fate == Fate.FAILS && !now.isBefore(end) ? Money.ZERO : price;
    }
  }

  private enum Fate {
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

  final Map<TaskId, Integer> accepted = new HashMap<>();

  private final Set<TaskId> ambiguous = new HashSet<>();
  private final Map<String, Job> jobs = new HashMap<>();
  private final Simulation simulation;
  private boolean calm;

  SimProvider(Simulation simulation) {
    this.simulation = simulation;
  }

  private static Offer offer(String name, String price) {
    return new Offer(
        name,
        "model",
        GenerationMode.TEXT,
        8,
        null,
        null,
        Money.of(price),
        Duration.ofSeconds(100),
        Duration.ofMinutes(40),
        name.equals("second"));
  }

  private Fate fate(Task task) {
    int dice = simulation.random.nextInt(64);
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

  /** What the relays hold of our money now. */
  Money charged() {
    Instant now = simulation.clock.instant();
    return jobs.values().stream().map(job -> job.charge(now)).reduce(Money.ZERO, Money::plus);
  }

  Offer cheapest() {
    return OFFERS.getFirst();
  }

  void calm() {
    calm = true;
  }

  boolean charges(TaskId id) {
    return accepted.containsKey(id);
  }

  @Override
  public List<Offer> offers(VideoRequest request, @Nullable Task source) {
    return !calm && simulation.random.nextInt(12) == 0
        ? List.of()
        : !calm && simulation.random.nextInt(8) == 0 ? OFFERS.subList(1, 3) : OFFERS;
  }

  @Override
  public SubmitResult submit(Task task, @Nullable Task source) {
    TaskId id = task.id();
    if (ambiguous.contains(id)) {
      simulation.violated("posted again after a POST that is not proven unaccepted", id);
    }
    if (!simulation.store.find(id).orElseThrow().status().exists()) {
      simulation.violated("posted before the person could see it", id);
    }
    if (task.offer().price().isMoreThan(task.reserved())) {
      simulation.violated("posted above the reserved price", id);
    }
    simulation.mayCrash();
    ambiguous.add(id);
    simulation.takesUpTo(4_000);
    int dice = calm ? 100 : simulation.random.nextInt(100);
    if (dice < 12) {
      ambiguous.remove(id);
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, "refused"), true);
    }
    if (dice < 18) {
      ambiguous.remove(id);
      return new SubmitResult.NotAccepted(
          new Failure(FailureKind.PROVIDER_BUSY, "429", Duration.ofSeconds(7)), false);
    }
    if (dice < 23) {
      ambiguous.remove(id);
      return new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_BALANCE, "402"), true);
    }
    if (dice < 27) {
      ambiguous.remove(id);
      return new SubmitResult.Refused(Failure.of(FailureKind.CONTENT_REJECTED, "400"));
    }
    if (dice < 31) {
      return new SubmitResult.Unknown("reset, not taken");
    }
    String remoteId = "remote-" + id + "-" + accepted.merge(id, 1, Integer::sum);
    Instant now = simulation.clock.instant();
    Duration takes = Duration.ofSeconds(simulation.random.nextInt(300));
    Fate fate = calm ? Fate.COMES : fate(task);
    Duration late = fate == Fate.LATE ? Duration.ofHours(1 + simulation.random.nextInt(30)) : takes;
    jobs.put(remoteId, new Job(now, now.plus(late), fate, task.offer().price()));
    simulation.mayCrash();
    if (dice < 36) {
      return new SubmitResult.Unknown("reset, taken");
    }
    if (dice < 38) {
      throw new IllegalStateException("a bug after the POST left");
    }
    return new SubmitResult.Accepted(remoteId);
  }

  @Override
  public PollResult poll(Task task, String remoteId) {
    simulation.mayCrash();
    simulation.takesUpTo(600);
    Job job = jobs.get(remoteId);
    if (job == null) {
      simulation.violated("polled for an id nobody gave", task.id());
      return new PollResult.Missing("unknown");
    }
    int dice = calm ? 100 : simulation.random.nextInt(100);
    if (dice < 6) {
      return new PollResult.Unclear("HTML 502", dice < 2 ? Duration.ofSeconds(9) : null);
    }
    if (dice < 9) {
      return new PollResult.Missing("404");
    }
    if (dice < 11) {
      return new PollResult.AccountBlocked(Failure.of(FailureKind.PROVIDER_AUTH, "401"));
    }
    Instant now = simulation.clock.instant();
    if (job.fate() == Fate.FORGOTTEN && !now.isBefore(job.end())) {
      return new PollResult.Missing("404 for ever");
    }
    if (job.fate() == Fate.SILENT || now.isBefore(job.end())) {
      long whole = Math.max(1, Duration.between(job.start(), job.end()).toMillis());
      long gone = Duration.between(job.start(), now).toMillis();
      int percent = (int) (gone * 100 / whole) - (dice < 30 ? simulation.random.nextInt(50) : 0);
      return new PollResult.Working(dice < 15 ? null : percent, null);
    }
    if (job.fate() == Fate.FAILS || job.fate() == Fate.FAILS_CHARGED) {
      Money told = dice < 50 ? null : job.charge(now);
      return new PollResult.Failed(Failure.of(FailureKind.GENERATION_FAILED, "failed"), told);
    }
    return dice < 20 || job.fate() == Fate.NO_LINK
        ? new PollResult.DoneWithoutFile()
        : new PollResult.Done(
            new RemoteFile("http://cdn/" + remoteId, null, 8, dice < 50 ? null : job.price()));
  }

  @Override
  public FetchResult fetch(Task task, String remoteId, RemoteFile file, Path into) {
    simulation.mayCrash();
    simulation.takesUpTo(3_000);
    int dice = calm ? 100 : simulation.random.nextInt(100);
    Job job = jobs.get(remoteId);
    if (job != null && job.fate() == Fate.NO_FILE) {
      Failure refused = Failure.of(FailureKind.BAD_FILE, "refused");
      return dice % 2 == 0
          ? new FetchResult.LinkDead(Failure.of(FailureKind.LINK_DEAD, "403"))
          : new FetchResult.Refused(refused);
    }
    if (dice < 15) {
      return new FetchResult.RetryLater(Failure.of(FailureKind.BAD_FILE, "cut"), null);
    }
    return dice < 20
        ? new FetchResult.LinkDead(Failure.of(FailureKind.LINK_DEAD, "410"))
        : new FetchResult.Fetched();
  }
}
