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

  /** What a relay makes of a POST it took. */
  private record Job(
      TaskId task, Instant start, Instant end, Fate fate, Money price, SimLimits.Place place) {
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

  /** So often a task may be posted at most, counting those proven unaccepted. */
  private static final int MAX_POSTS = 12;

  final Map<TaskId, Integer> accepted = new HashMap<>();
  private final Set<String> unoffered = new HashSet<>();
  private final Map<TaskId, Integer> posts = new HashMap<>();

  private final Set<TaskId> ambiguous = new HashSet<>();
  private final Map<String, Job> jobs = new HashMap<>();
  private final Simulation simulation;

  /** Whether its relays take nothing for as long as there is trouble at all. */
  private final boolean isBusy;

  final SimLimits limits;

  SimProvider(Simulation simulation) {
    this.simulation = simulation;
    this.limits = new SimLimits(simulation);
    this.isBusy = simulation.random.nextInt(12) == 0;
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

  /** What the relays hold of our money for a task now. */
  Money charged(TaskId task) {
    Instant now = simulation.now();
    return jobs.values().stream()
        .filter(job -> job.task().equals(task))
        .map(job -> job.charge(now))
        .reduce(Money.ZERO, Money::plus);
  }

  boolean wasPosted(TaskId task) {
    return posts.containsKey(task);
  }

  /** Only then it may have to wait, or to go elsewhere. */
  boolean hadNoOffer(TaskId task) {
    return unoffered.contains(simulation.store.row(task).orElseThrow().request().prompt());
  }

  Offer cheapest() {
    return OFFERS.getFirst();
  }

  boolean charges(TaskId id) {
    return charged(id).isMoreThan(Money.ZERO);
  }

  @Override
  public List<Offer> offers(VideoRequest request, @Nullable Task source) {
    boolean calm = simulation.isCalm();
    simulation.takesUpTo(20);
    int dice = calm ? 100 : simulation.random.nextInt(100);
    if (dice < 20) {
      unoffered.add(request.prompt());
    }
    return dice < 8 ? List.of() : dice < 20 ? OFFERS.subList(1, 3) : OFFERS;
  }

  @Override
  public SubmitResult submit(Task task, @Nullable Task source) {
    TaskId id = task.id();
    if (ambiguous.contains(id)) {
      simulation.violated("posted again after a POST that is not proven unaccepted", id);
    }
    if (!simulation.store.row(id).orElseThrow().status().exists()) {
      simulation.violated("posted before the person could see it", id);
    }
    if (task.offer().price().isMoreThan(task.reserved())) {
      simulation.violated("posted above the reserved price", id);
    }
    if (posts.merge(id, 1, Integer::sum) > MAX_POSTS) {
      simulation.violated("posted more than " + MAX_POSTS + " times", id);
    }
    if (simulation.current().stoppedAt != null) {
      simulation.violated("posted after the stop", id);
    }
    simulation.mayCrash();
    ambiguous.add(id);
    SimLimits.Place place = limits.take(task);
    try {
      SubmitResult result = answer(task, place);
      limits.answered(place, result);
      return result;
    } finally {
      limits.endPost(place);
    }
  }

  /** What is taken is taken at once; the answer takes its time. */
  private SubmitResult answer(Task task, SimLimits.Place place) {
    TaskId id = task.id();
    boolean calm = simulation.isCalm();
    int dice = calm ? 100 : simulation.random.nextInt(isBusy ? 23 : 100);
    String remoteId = "remote-" + id + "-" + posts.get(id);
    if (dice >= 31) {
      accepted.merge(id, 1, Integer::sum);
      Instant now = simulation.now();
      Duration takes = Duration.ofSeconds(simulation.random.nextInt(300));
      Fate fate = calm ? Fate.COMES : fate(task);
      Duration late =
          fate == Fate.LATE ? Duration.ofHours(1 + simulation.random.nextInt(30)) : takes;
      place.ends(now.plus(takes), fate == Fate.COMES || fate == Fate.FAILS);
      jobs.put(remoteId, new Job(id, now, now.plus(late), fate, task.offer().price(), place));
    }
    simulation.mayCrash();
    simulation.takesUpTo(4_000);
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
    if (dice < 36) {
      return new SubmitResult.Unknown("reset, taken");
    }
    if (dice < 38) {
      throw new SimFault("a bug after the POST left");
    }
    return new SubmitResult.Accepted(remoteId);
  }

  @Override
  public PollResult poll(Task task, String remoteId) {
    simulation.mayCrash();
    simulation.mustNotBeStopped(task.id(), "a poll");
    Job job = jobs.get(remoteId);
    if (job == null) {
      simulation.violated("polled for an id nobody gave", task.id());
      return new PollResult.Missing("unknown");
    }
    job.place().beginAsking(simulation);
    try {
      simulation.takesUpTo(600);
      PollResult result = state(job, remoteId);
      job.place().told(result);
      return result;
    } finally {
      job.place().endAsking(simulation);
    }
  }

  private PollResult state(Job job, String remoteId) {
    int dice = simulation.isCalm() ? 100 : simulation.random.nextInt(100);
    if (dice < 6) {
      return new PollResult.Unclear("HTML 502", dice < 2 ? Duration.ofSeconds(9) : null);
    }
    if (dice < 9) {
      return new PollResult.Missing("404");
    }
    if (dice < 11) {
      return new PollResult.AccountBlocked(Failure.of(FailureKind.PROVIDER_AUTH, "401"));
    }
    Instant now = simulation.now();
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
    simulation.mustNotBeStopped(task.id(), "a fetch");
    Job job = jobs.get(remoteId);
    if (job != null) {
      job.place().beginAsking(simulation);
    }
    try {
      simulation.takesUpTo(3_000);
      return file(job);
    } finally {
      if (job != null) {
        job.place().endAsking(simulation);
      }
    }
  }

  private FetchResult file(@Nullable Job job) {
    int dice = simulation.isCalm() ? 100 : simulation.random.nextInt(100);
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
