package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two relays that do what relays do: take a request and lose the answer, fall back, lie, go away.
 */
final class SimProvider implements ProviderGateway {
  private static final List<Offer> OFFERS =
      List.of(offer("first", "1.00"), offer("dear", "1.20"), offer("second", "0.90"));

  /** So often a task may be posted at most, counting those proven unaccepted. */
  private static final int MAX_POSTS = 12;

  final Map<TaskId, Integer> accepted = new HashMap<>();
  private final Set<String> unoffered = new HashSet<>();
  private final Map<TaskId, Integer> posts = new HashMap<>();
  private final Set<TaskId> ambiguous = new HashSet<>();
  private final Map<String, SimJob> jobs = new HashMap<>();
  private final Simulation simulation;

  /** Whether its relays take nothing for as long as there is trouble at all. */
  private final boolean isBusy;

  /** Whether its relays know a POST again by its key. */
  private final boolean knowsKeys;

  private final Map<String, Order> orders = new HashMap<>();

  /** Whether its relays often ask to wait, and for long. */
  private final boolean asksForPatience;

  final SimLimits limits;

  SimProvider(Simulation simulation) {
    this.simulation = simulation;
    this.asksForPatience =
        simulation.scenario == SimScenario.KILLS
            || (simulation.scenario.has(SimScenario.PAIR) && simulation.random.nextBoolean());
    this.limits = new SimLimits(simulation);
    this.knowsKeys = simulation.random.nextBoolean();
    this.isBusy = simulation.random.nextInt(asksForPatience ? 3 : 12) == 0;
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

  /** What the relays hold of our money for a task now. */
  Money charged(TaskId task) {
    Instant now = simulation.time.now();
    Money charged = Money.ZERO;
    for (SimJob job : jobs.values()) {
      if (job.task().equals(task)) {
        charged = charged.plus(job.charge(now));
      }
    }
    return charged;
  }

  /** Whether a relay calls the task so. */
  boolean isNameOf(TaskId task, String remoteId) {
    SimJob job = jobs.get(remoteId);
    return job != null && job.task().equals(task);
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
    boolean calm = simulation.time.isCalm();
    simulation.calls.takesUpTo(20);
    int dice = calm ? 100 : simulation.random.nextInt(100);
    if (dice < 20) {
      unoffered.add(request.prompt());
    }
    return dice < 8 ? List.of() : dice < 20 ? OFFERS.subList(1, 3) : OFFERS;
  }

  @Override
  public SubmitResult submit(Task task, @Nullable Task source, Consumer<KeyedPost> beforePost) {
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
    if (simulation.processes.current().stoppedAt != null) {
      simulation.violated("posted after the stop", id);
    }
    simulation.processes.mayCrash();
    ambiguous.add(id);
    SimPlace place = limits.take(task);
    try {
      String remoteId = "remote-" + id + "-" + posts.get(id);
      if (knowsKeys) {
        orders.put(remoteId, new Order(remoteId, place));
        Instant keptUntil = simulation.time.now().plus(Duration.ofDays(1));
        beforePost.accept(new KeyedPost("/v1/videos", "Key", remoteId, "{}", keptUntil));
      }
      SubmitResult result = answer(task, remoteId, place);
      limits.answered(place, result);
      return result;
    } finally {
      limits.endPost(place);
    }
  }

  /** What is taken is taken at once; the answer takes its time. */
  private SubmitResult answer(Task task, String remoteId, SimPlace place) {
    TaskId id = task.id();
    boolean calm = simulation.time.isCalm();
    int dice =
        calm
            ? 100
            : simulation.random.nextInt(
                isBusy ? 23 : simulation.scenario.onceIn(SimScenario.FAILOVER, 46, 100));
    int wait = 5 + simulation.random.nextInt(asksForPatience ? 90 : 5);
    if (dice >= 31) {
      take(task, remoteId, place);
    }
    simulation.processes.mayCrash();
    simulation.calls.mayHang();
    simulation.calls.takesUpTo(
        simulation.scenario == SimScenario.FAILOVER && simulation.random.nextBoolean()
            ? 300
            : simulation.scenario.onceIn(SimScenario.PAIR, 12_000, 4_000));
    simulation.calls.mayFill(2); // with an answer that cannot be stored
    if (dice < (asksForPatience ? 3 : 12)) {
      ambiguous.remove(id);
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, "refused"), true);
    }
    if (dice < 18) {
      ambiguous.remove(id);
      return new SubmitResult.NotAccepted(
          new Failure(FailureKind.PROVIDER_BUSY, "429", Duration.ofSeconds(wait)), false);
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

  private void take(Task task, String remoteId, SimPlace place) {
    accepted.merge(task.id(), 1, Integer::sum);
    jobs.put(remoteId, SimJob.begun(simulation, task, remoteId, place));
    simulation.callbacks.taken(task, remoteId);
  }

  /** What a key stands for. */
  private record Order(String remoteId, SimPlace place) {}

  /** The same order: taken now if it never arrived, else answered as it should have been. */
  @Override
  public SubmitResult repeat(Task task, KeyedPost post) {
    simulation.processes.mayCrash();
    simulation.processes.mustNotBeStopped(task.id(), "a repeat");
    Order order = orders.get(post.key());
    if (order == null) {
      simulation.violated("repeated what was never sent", task.id());
      return new SubmitResult.Indeterminate("unknown key");
    }
    if (!simulation.time.now().isBefore(post.keptUntil())) {
      simulation.violated("repeated with a key that nobody knows any more", task.id());
    }
    order.place().beginRepeat();
    try {
      return answerRepeat(order);
    } finally {
      order.place().endRepeat();
    }
  }

  /** While another request with the same key is open nobody hears that it was taken. */
  private SubmitResult answerRepeat(Order order) {
    boolean isOpen = order.place().isOpenElsewhere();
    int dice = simulation.time.isCalm() ? 100 : simulation.random.nextInt(isOpen ? 50 : 100);
    if (dice < 20) {
      return new SubmitResult.Unknown("lost on the way there");
    }
    if (dice < (isOpen ? 35 : 25)) {
      return new SubmitResult.Indeterminate("the relay cannot tell");
    }
    if (dice < 35) {
      return new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_BALANCE, "402"), true);
    }
    if (!jobs.containsKey(order.remoteId())) {
      take(order.place().task, order.remoteId(), order.place());
    }
    simulation.processes.mayCrash();
    simulation.calls.mayHang();
    simulation.calls.takesUpTo(4_000);
    if (dice < 50) {
      return new SubmitResult.Unknown("lost on the way back");
    }
    limits.repeatAnswered(order.place(), order.remoteId());
    return new SubmitResult.Accepted(order.remoteId());
  }

  @Override
  public PollResult poll(Task task, String remoteId) {
    simulation.processes.mayCrash();
    simulation.processes.mustNotBeStopped(task.id(), "a poll");
    SimJob job = jobs.get(remoteId);
    if (job == null) {
      if (!simulation.callbacks.happens()) {
        simulation.violated("polled for an id nobody gave", task.id());
      }
      return new PollResult.Missing("unknown");
    }
    if (task.remoteId() == null) {
      // Somebody said that this is its name; other relays do not know it.
      limits.asked(task.id());
      String relay = job.place().task.offer().provider();
      return relay.equals(task.offer().provider())
          ? job.poll(simulation)
          : new PollResult.Missing("unknown");
    }
    job.place().beginAsking(simulation);
    try {
      simulation.calls.takesUpTo(600);
      PollResult result = job.poll(simulation);
      job.place().told(result);
      return result;
    } finally {
      job.place().endAsking(simulation);
    }
  }

  @Override
  public FetchResult fetch(Task task, String remoteId, RemoteFile file, GrowingFile into) {
    simulation.processes.mayCrash();
    simulation.processes.mustNotBeStopped(task.id(), "a fetch");
    SimJob job = jobs.get(remoteId);
    if (job != null) {
      job.place().beginAsking(simulation);
    }
    try {
      simulation.calls.takesUpTo(3_000);
      return job == null ? new FetchResult.Fetched() : job.fetch(simulation);
    } finally {
      if (job != null) {
        job.place().endAsking(simulation);
      }
    }
  }
}
