package io.github.reelay.tracking;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.simulation.SimMedia;
import io.github.reelay.tracking.simulation.Simulation;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.TrackingConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Carrying out: the one POST, its answer, stopping, and taking up what an earlier run left. */
class TrackerTest {
  private final SettableClock clock = new SettableClock();
  private final ManualDelayedExecutor delay = new ManualDelayedExecutor(clock);
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final List<TaskId> alarms = new ArrayList<>();
  private final List<DeliveryRequest> delivered = new ArrayList<>();
  private final Relay relay = new Relay();
  private final FakeMedia media = new SimMedia(new Simulation(1));
  private final List<GrowingFile> uploadedAhead = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final List<TaskId> shown = new ArrayList<>();
  private boolean timersBroken;
  private int places = Integer.MAX_VALUE;
  private final Tracker tracker = tracker("this-run");
  private final Task waiting = store.put(TaskStateExamples.in(TaskStateExamples.QUEUED));
  private final TaskId id = waiting.id();

  /** A relay whose answer to the POST the test decides. */
  private static final class Relay implements ProviderGateway {
    private Supplier<SubmitResult> answer = () -> new SubmitResult.Accepted("remote-1");
    private Supplier<PollResult> state = () -> new PollResult.Working(50, null);
    private Supplier<FetchResult> download = FetchResult.Fetched::new;
    private @Nullable GrowingFile fetched;
    private Runnable whenAskedForOffers = () -> {};
    private Instant earliestPoll = Instant.MIN;
    private int polls;
    private int posts;
    private @Nullable KeyedPost keyed;
    private final List<KeyedPost> repeated = new ArrayList<>();

    @Override
    public List<Offer> offers(VideoRequest request, @Nullable Task source) {
      whenAskedForOffers.run();
      return List.of(TaskStateExamples.OFFER);
    }

    @Override
    public SubmitResult submit(Task task, @Nullable Task source, Consumer<KeyedPost> beforePost) {
      posts++;
      if (keyed != null) {
        beforePost.accept(keyed);
      }
      return answer.get();
    }

    @Override
    public SubmitResult repeat(Task task, KeyedPost post) {
      repeated.add(post);
      return answer.get();
    }

    @Override
    public Instant earliestPoll(Task task) {
      return earliestPoll;
    }

    @Override
    public PollResult poll(Task task, String remoteId) {
      polls++;
      return state.get();
    }

    @Override
    public FetchResult fetch(Task task, String remoteId, RemoteFile file, GrowingFile into) {
      fetched = into;
      return download.get();
    }
  }

  private final class Chat implements ChatPlatform {
    @Override
    public String name() {
      return "sim";
    }

    @Override
    public EditLimits editRate() {
      return new EditLimits(Duration.ZERO, Integer.MAX_VALUE);
    }

    @Override
    public StatusResult showStatus(Task task, StatusView view) {
      shown.add(task.id());
      return new StatusResult.Shown(TaskStateExamples.STATUS);
    }

    @Override
    public StatusResult removeStatus(Task task, StatusView view) {
      return showStatus(task, view);
    }

    @Override
    public void uploadAhead(Task task, GrowingFile file) {
      uploadedAhead.add(file);
    }

    @Override
    public DeliveryResult deliver(DeliveryRequest delivery) {
      delivered.add(delivery);
      return DeliveryResult.Posted.file(TaskStateExamples.POSTED, false);
    }
  }

  private Tracker tracker(String owner) {
    return new Tracker(
        new Tracker.Dependencies(
            store,
            new InMemoryDurationStore(),
            (task, _) -> {
              if (timersBroken) {
                throw new IllegalStateException("no database");
              }
              alarms.add(task);
            },
            delay,
            relay,
            media,
            Map.of("sim", new Chat()),
            new ConcurrencyLimits(
                _ -> places, _ -> Integer.MAX_VALUE, (_, _) -> places, _ -> places),
            TaskStateExamples.CONFIG,
            clock,
            owner,
            new TrackerListener() {
              @Override
              public void acceptedUnused(TaskId task, String remoteId) {
                unused.add(remoteId);
              }
            }));
  }

  private static Task fetching() {
    return TaskStateExamples.in(TaskStateExamples.FETCHING);
  }

  @Test
  void aChatMayUploadWhatIsDownloadedUntilItDies() throws IOException {
    Task task = store.put(fetching());
    tracker.run(task.id());
    assertThat(uploadedAhead).containsExactly(relay.fetched);
    assertThat(uploadedAhead.getFirst().awaitMore(0)).as("all there is").isZero();

    for (Supplier<FetchResult> dies :
        List.<Supplier<FetchResult>>of(
            () -> new FetchResult.NotStored("full"),
            () -> {
              throw new IllegalStateException("broken");
            })) {
      uploadedAhead.clear();
      relay.download = dies;
      tracker.run(store.put(fetching()).id());
      assertThatThrownBy(() -> uploadedAhead.getFirst().awaitMore(0))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void noChatUploadsWhatIsNotPostedAsItComes() {
    tracker.run(store.put(fetching().withCancellation(true, false)).id());
    assertThat(relay.fetched).as("it is kept for later").isNotNull();
    assertThat(uploadedAhead).isEmpty();
  }

  /** Another machine goes on, whose disk has no such file. */
  @Test
  void aFileThatIsNotHereIsFetchedAgainAndPostedOnce() {
    Task task = store.put(TaskStateExamples.in(TaskStateExamples.DELIVERING));
    media.hasVideos = false;
    tracker.run(task.id());
    assertThat(store.get(task.id()).state())
        .isInstanceOfSatisfying(
            TaskState.Running.class,
            running -> assertThat(running.remoteId()).isEqualTo(task.remoteId()));
    assertThat(delivered).isEmpty();

    relay.state = () -> new PollResult.Done(TaskStateExamples.FILE);
    tracker.run(task.id());
    media.hasVideos = true;
    tracker.run(task.id());
    tracker.run(task.id());
    assertThat(store.get(task.id()).state()).isInstanceOf(TaskState.Delivered.class);
    assertThat(delivered).singleElement().matches(DeliveryRequest::possiblyPosted);
    assertThat(relay.posts).isZero();
  }

  /** It is not known to be gone, so it is neither fetched again nor put aside. */
  @Test
  void aFileOfWhichNobodyCanTellIsAskedForAgainAndPostedOnce() {
    Task task = store.put(TaskStateExamples.in(TaskStateExamples.READY));
    media.isAway = () -> true;
    assertThat(tracker.run(task.id())).hasValue(clock.instant().plusSeconds(20));
    assertThat(store.get(task.id()).state()).isInstanceOf(TaskState.Ready.class);
    assertThat(delivered).isEmpty();

    media.isAway = () -> false;
    tracker.run(task.id());
    assertThat(store.get(task.id()).state()).isInstanceOf(TaskState.Delivered.class);
    assertThat(delivered).hasSize(1);
  }

  @Test
  void whoLosesTheFileBeforeTheChatIsAskedHasSurelyPostedNothing() {
    Task task = store.put(TaskStateExamples.in(TaskStateExamples.READY));
    AtomicInteger asked = new AtomicInteger();
    media.isAway = () -> asked.incrementAndGet() > 1;
    tracker.run(task.id());
    assertThat(store.get(task.id()).state())
        .isInstanceOfSatisfying(
            TaskState.Delivering.class,
            delivering -> {
              assertThat(delivering.underway()).isFalse();
              assertThat(delivering.doubt()).isFalse();
            });
    assertThat(delivered).isEmpty();
  }

  @Test
  void aRemixWhoseSourceWasDeletedEndsAtOnceForFreeWithTheTrueReason() {
    Task source =
        store.put(
            TaskStateExamples.accepted("p", 900)
                .nextVersion(new TaskState.Deleted(TaskStateExamples.NOW), null));
    Task remix =
        store.put(
            TaskStateExamples.accepted("p", 901)
                .withRequest(TaskExamples.remix("in winter", source.id()))
                .withStatus(TaskStateExamples.seen()));

    tracker.run(remix.id());

    assertThat(store.get(remix.id()).state())
        .isInstanceOfSatisfying(
            TaskState.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.SOURCE_GONE));
    assertThat(relay.posts).isZero();
  }

  private Task deliveredSource() {
    return store.put(
        TaskStateExamples.accepted("p", 900).nextVersion(TaskStateExamples.DELIVERED, null));
  }

  private Task remix(int number, Task source, TaskState state) {
    return store.put(
        TaskStateExamples.accepted("p", number)
            .withRequest(TaskExamples.remix("in winter", source.id()))
            .withStatus(TaskStateExamples.seen())
            .nextVersion(state, null));
  }

  /** The message of a delivered one is the video, which its chat captions anew. */
  @Test
  void whatLinksToADeletedVideoIsShownAnew() {
    Task source = deliveredSource();
    TaskId failed =
        remix(
                901,
                source,
                new TaskState.Failed(TaskStateExamples.NOW, Failure.of(FailureKind.TIMED_OUT)))
            .id();
    tracker.sweep();
    delay.settle();
    remix(902, source, TaskStateExamples.DELIVERED);
    shown.clear();

    assertThat(tracker.delete(source.id())).isTrue();
    assertThat(shown).as("beside the answer").isEmpty();
    delay.settle();
    assertThat(shown).contains(failed).doesNotContain(source.id());
    assertThat(shown.stream().filter(failed::equals)).hasSize(1);
  }

  @Test
  void aRemixThatWaitsInLineEndsWhenItsSourceIsDeleted() {
    Task source = deliveredSource();
    Task remix =
        store.put(
            TaskStateExamples.accepted("p", 901)
                .withRequest(TaskExamples.remix("in winter", source.id()))
                .withStatus(TaskStateExamples.seen()));

    assertThat(tracker.delete(source.id())).isTrue();

    assertThat(store.get(remix.id()).state())
        .isInstanceOfSatisfying(
            TaskState.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.SOURCE_GONE));
    assertThat(store.get(id).state()).as("others wait on").isInstanceOf(TaskState.Queued.class);
  }

  private TaskState state() {
    return store.get(id).state();
  }

  /** Submits on another thread, and comes back when the POST is under way. */
  private Thread postThatWaitsFor(CountDownLatch answered) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(1);
    relay.answer =
        () -> {
          left.countDown();
          awaitQuietly(answered);
          return new SubmitResult.Accepted("remote-1");
        };
    Thread posting = Thread.ofVirtual().start(() -> tracker.run(id));
    left.await();
    return posting;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final AdmissionCheck ANY =
      new AdmissionCheck(
          BudgetWindows.at(TaskStateExamples.NOW, ZoneOffset.UTC), _ -> Optional.empty());

  /** Who is told of a fault orders once more, and pays twice. */
  @Test
  void nothingAfterTheCommitFailsAnAcceptance() {
    timersBroken = true;
    Task task = TaskStateExamples.accepted("bob", 7);
    assertThat(tracker.accept(task, ANY)).isInstanceOf(AcceptResult.Accepted.class);
    timersBroken = false;
    clock.advance(Duration.ofSeconds(5));
    tracker.sweep();
    assertThat(alarms).contains(task.id());
  }

  @Test
  void anAcceptanceWhoseCommitIsNotLearntIsOneAllTheSame() {
    store.acceptAcknowledgementLost = true;
    Task task = TaskStateExamples.accepted("bob", 7);
    assertThat(tracker.accept(task, ANY)).isInstanceOf(AcceptResult.Accepted.class);
    assertThat(alarms).contains(task.id());
  }

  @Test
  void submittingIsStoredBeforeThePostLeaves() {
    List<TaskState> during = new ArrayList<>();
    relay.answer =
        () -> {
          during.add(state());
          return new SubmitResult.Accepted("remote-1");
        };
    tracker.run(id);
    assertThat(during).singleElement().isInstanceOf(TaskState.Submitting.class);
    assertThat(state()).isInstanceOf(TaskState.Running.class);
  }

  @Test
  void whatAnotherFiringOfItsTimerHasPostedMeanwhileIsDueWhenItIsToBePolled() {
    relay.whenAskedForOffers =
        () -> {
          relay.whenAskedForOffers = () -> {};
          tracker.run(id);
        };
    assertThat(tracker.run(id)).hasValue(Objects.requireNonNull(store.get(id).due()));
    assertThat(relay.posts).isOne();
  }

  @Test
  void aProviderIsNotAskedSoonerThanItAllows() {
    tracker.run(id);
    clock.advance(Duration.ofMinutes(1));
    relay.earliestPoll = clock.instant().plusSeconds(3);

    assertThat(tracker.run(id)).hasValue(relay.earliestPoll);
    assertThat(relay.polls).isZero();

    clock.advance(Duration.ofSeconds(3));
    tracker.run(id);
    assertThat(relay.polls).isOne();
  }

  /**
   * Who waits in line looks every half an hour, and is called before that when it is their turn.
   */
  @Test
  void whoCancelsWithoutLearningItIsToldSoonAllTheSame() throws Exception {
    places = 1;
    CountDownLatch answered = new CountDownLatch(1);
    Thread posting = postThatWaitsFor(answered);
    Task second =
        store.put(TaskStateExamples.accepted("bob", 7).withStatus(TaskStateExamples.seen()));
    tracker.run(second.id());
    store.acknowledgementLost = u -> u.task().state() instanceof TaskState.Cancelled;
    assertThatThrownBy(() -> tracker.cancel(second.id(), false))
        .isInstanceOf(IllegalStateException.class);
    alarms.clear();
    clock.advance(Duration.ofMinutes(1));
    tracker.sweep();
    assertThat(alarms).contains(second.id());
    answered.countDown();
    posting.join();
  }

  @Test
  void aPostThatBreaksInAnUnforeseenWayIsPerhapsChargedAndNotRepeated() {
    relay.answer =
        () -> {
          throw new IllegalStateException("a bug");
        };
    tracker.run(id);
    assertThat(state()).isInstanceOf(TaskState.Unconfirmed.class);
    tracker.run(id);
    assertThat(relay.posts).isOne();
  }

  @Test
  void aLostAnswerIsAskedForByTheStoredPostWhenThatIsDue() {
    relay.keyed = TaskStateExamples.KEYED;
    relay.answer = () -> new SubmitResult.Unknown("reset");
    assertThat(tracker.run(id)).hasValue(clock.instant().plusSeconds(5));

    assertThat(tracker.run(id)).as("not yet").isPresent();
    assertThat(relay.repeated).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    relay.answer = () -> new SubmitResult.Accepted("remote-1");
    tracker.run(id);

    assertThat(relay.repeated).containsExactly(TaskStateExamples.KEYED);
    assertThat(state()).isInstanceOf(TaskState.Running.class);
    assertThat(relay.posts).isOne();
  }

  @Test
  void whatAKilledRunHadSentIsAskedForByTheNext() {
    relay.keyed = TaskStateExamples.KEYED;
    relay.answer =
        () -> {
          throw new OutOfMemoryError("as if killed");
        };
    assertThatThrownBy(() -> tracker.run(id)).isInstanceOf(OutOfMemoryError.class);
    Tracker next = tracker("next-run");
    next.run(id);
    clock.advance(Duration.ofSeconds(5));
    relay.answer = () -> new SubmitResult.Accepted("remote-1");
    next.run(id);

    assertThat(relay.repeated).containsExactly(TaskStateExamples.KEYED);
    assertThat(state()).isInstanceOf(TaskState.Running.class);
    assertThat(relay.posts).isOne();
  }

  @Test
  void aPostLeavesThoughItIsNotLearntThatItIsNoted() {
    relay.keyed = TaskStateExamples.KEYED;
    relay.answer = () -> new SubmitResult.Unknown("reset");
    store.acknowledgementLost =
        u -> u.task().state() instanceof TaskState.Submitting s && s.post() != null;
    tracker.run(id);

    assertThat(relay.posts).isOne();
    assertThat(state())
        .isInstanceOfSatisfying(
            TaskState.Unconfirmed.class, u -> assertThat(u.repeat()).isNotNull());
  }

  @Test
  void stoppingWaitsForThePostInFlight() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Thread posting = postThatWaitsFor(answered);
    Thread stopping = Thread.ofPlatform().start(() -> stop(Duration.ofMinutes(5)));
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    assertThat(state()).isInstanceOf(TaskState.Submitting.class);
    answered.countDown();
    posting.join();
    stopping.join();
    assertThat(state()).isInstanceOf(TaskState.Running.class);
  }

  @Test
  void afterTheGraceAPostInFlightIsUnconfirmedAndItsAnswerIsStillTaken() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Thread posting = postThatWaitsFor(answered);
    tracker.stop(Duration.ofMillis(1));
    assertThat(state()).isInstanceOf(TaskState.Unconfirmed.class);
    answered.countDown();
    posting.join();
    assertThat(state()).isInstanceOf(TaskState.Running.class);
  }

  @Test
  void nothingIsBegunWhileStopping() {
    stop(Duration.ofMillis(1));
    assertThat(tracker.run(id)).isPresent();
    assertThat(relay.posts).isZero();
    assertThat(state()).isInstanceOf(TaskState.Queued.class);
  }

  private void stop(Duration grace) {
    try {
      tracker.stop(grace);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void acceptWhileNothingCanBeStored() {
    relay.answer =
        () -> {
          store.broken = true;
          return new SubmitResult.Accepted("remote-1");
        };
    tracker.run(id);
  }

  private void refuseWithoutLearningOfTheCommit() {
    relay.answer =
        () -> new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE), false);
    store.acknowledgementLost = u -> u.task().state() instanceof TaskState.Queued;
    tracker.run(id);
  }

  @Test
  void whoMayGoAgainIsNotLeftToSleepInTheLine() {
    relay.answer =
        () -> new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE), false);
    assertThat(tracker.run(id)).contains(clock.instant());
    places = 0;
    assertThat(tracker.run(id))
        .as("called when its turn comes")
        .get()
        .isNotEqualTo(clock.instant());
  }

  @Test
  void anAnswerThatCannotBeStoredIsKeptAndStoredLater() {
    acceptWhileNothingCanBeStored();
    delay.advance(Duration.ofSeconds(5));
    assertThat(state()).isInstanceOf(TaskState.Submitting.class);
    store.broken = false;
    alarms.clear();
    delay.advance(Duration.ofSeconds(1));
    assertThat(state()).isInstanceOf(TaskState.Running.class);
    assertThat(alarms).contains(id);
    assertThat(store.get(id).remoteId()).isEqualTo("remote-1");
    assertThat(relay.posts).isOne();
  }

  @Test
  void anAnswerOfWhichTheCommitIsNotLearntIsNotTakenForTheNextPosts() {
    refuseWithoutLearningOfTheCommit();
    store.acknowledgementLost = _ -> false;
    Tracker afterwards = tracker("another-run");
    relay.answer =
        () -> {
          delay.advance(Duration.ofSeconds(5));
          assertThat(state()).isInstanceOf(TaskState.Submitting.class);
          return new SubmitResult.Accepted("remote-2");
        };
    afterwards.run(id);
    assertThat(store.get(id).remoteId()).isEqualTo("remote-2");
    assertThat(relay.posts).isEqualTo(2);
  }

  @Test
  void noPostLeavesWhileTheAnswerToTheLastOneIsKept() {
    refuseWithoutLearningOfTheCommit();
    tracker.run(id);
    assertThat(relay.posts).isOne();
    store.acknowledgementLost = _ -> false;
    delay.advance(Duration.ofSeconds(1));
    tracker.run(id);
    assertThat(relay.posts).isEqualTo(2);
  }

  @Test
  void aTurnOfWhichTheCommitIsNotLearntIsGivenBackAsNoPostHasLeft() {
    store.acknowledgementLost = u -> u.task().state() instanceof TaskState.Submitting;
    assertThatThrownBy(() -> tracker.run(id)).isInstanceOf(IllegalStateException.class);
    assertThat(relay.posts).isZero();
    store.acknowledgementLost = _ -> false;
    tracker.run(id);
    assertThat(state()).isInstanceOf(TaskState.Running.class);
    assertThat(relay.posts).isOne();
  }

  @Test
  void whatAProviderAcceptsForATaskThatWaitsNoLongerIsToldToTheOperator() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Thread posting = postThatWaitsFor(answered);
    tracker.stop(Duration.ofMillis(1));
    tracker.settle(id, false);
    answered.countDown();
    posting.join();
    assertThat(state()).isInstanceOf(TaskState.Closed.class);
    assertThat(unused).containsExactly("remote-1");
  }

  @Test
  void anAnswerIsKeptForAsLongAsTheProgramRuns() {
    acceptWhileNothingCanBeStored();
    delay.advance(Duration.ofHours(12));
    store.broken = false;
    delay.advance(Duration.ofSeconds(30));
    assertThat(state()).isInstanceOf(TaskState.Running.class);
  }

  @Test
  void anAnswerThatIsKeptIsStoredAtTheStop() {
    acceptWhileNothingCanBeStored();
    store.broken = false;
    stop(Duration.ofMillis(1));
    assertThat(store.get(id).remoteId()).isEqualTo("remote-1");
  }

  @Test
  void aTaskWhoseAnswerIsKeptIsNotTakenForLost() {
    acceptWhileNothingCanBeStored();
    store.broken = false;
    clock.advanceTo(requireNonNull(store.get(id).due()));
    tracker.run(id);
    assertThat(state()).isInstanceOf(TaskState.Submitting.class);
  }

  @Test
  void whatAnEarlierRunWasPostingIsUnconfirmedAndNotPostedAgain() {
    TaskState sent = new TaskState.Submitting(TaskStateExamples.NOW, "an-earlier-run", Set.of(), 0);
    store.put(waiting.nextVersion(sent, TaskStateExamples.NOW.plusSeconds(150)));
    tracker.recover();
    assertThat(alarms).contains(id);
    tracker.run(id);
    assertThat(state()).isInstanceOf(TaskState.Unconfirmed.class);
    assertThat(store.ledger).singleElement().extracting("stage").isEqualTo(Stage.HOLD);
    assertThat(relay.posts).isZero();
  }

  @Test
  void whatAnEarlierRunWasDeliveringIsDeliveredInDoubt() {
    store.put(
        waiting.nextVersion(
            TaskStateExamples.DELIVERING,
            TaskStateExamples.NOW.plus(TrackingConfig.DELIVERY_TIMEOUT)));
    tracker.recover();
    assertThat(alarms).contains(id);
    tracker.run(id);
    assertThat(delivered)
        .singleElement()
        .extracting(DeliveryRequest::possiblyPosted)
        .isEqualTo(true);
    assertThat(state()).isInstanceOf(TaskState.Delivered.class);
  }

  @Test
  void whatIsDueIsFoundWithoutAnAlarm() {
    Instant due = requireNonNull(waiting.due());
    clock.advanceTo(due.plusMillis(1));
    tracker.sweep();
    assertThat(alarms).containsOnly(id);
  }

  @Test
  void anAlarmThatComesEarlyChangesNothing() {
    tracker.run(id);
    Task running = store.get(id);
    assertThat(tracker.run(id)).contains(requireNonNull(running.due()));
    assertThat(store.get(id)).isEqualTo(running);
  }

  @Test
  void whoseTurnItIsGoesThoughTheClockWasSetBack() {
    store.put(waiting.nextVersion(waiting.state(), TaskStateExamples.NOW.plusSeconds(3600)));
    tracker.run(id);
    assertThat(relay.posts).isOne();
  }

  @Test
  void aChatThatIsNotSwitchedOnKeepsItsDeliveryWaiting() {
    Task elsewhere =
        store.put(
            TaskStateExamples.accepted("bob", 2)
                .withAddress(Destination.of(new ChatRef("gone", "room")))
                .nextVersion(TaskStateExamples.READY, TaskStateExamples.NOW));
    assertThat(tracker.run(elsewhere.id())).contains(TaskStateExamples.NOW.plusSeconds(60));
    assertThat(delivered).isEmpty();
    assertThat(store.get(elsewhere.id()).state()).isEqualTo(TaskStateExamples.READY);
  }

  /** Else it would be asked again at once, for ever. */
  @Test
  void aPollThatEndsInAnErrorOfOursCounts() {
    tracker.run(id);
    relay.state =
        () -> {
          throw new StackOverflowError("an answer nobody planned for");
        };
    clock.advance(TaskStateExamples.CONFIG.firstPollDelay());

    assertThat(tracker.run(id).orElseThrow()).isAfter(clock.instant());
  }

  /** Running and asked twice: half done, and no news since. Its due moment has passed. */
  private Instant pollWithoutNews() {
    tracker.run(id);
    clock.advance(TaskStateExamples.CONFIG.firstPollDelay());
    clock.advanceTo(tracker.run(id).orElseThrow());
    alarms.clear();
    return tracker.run(id).orElseThrow();
  }

  @Test
  void aPollWithoutNewsIsNotWrittenAndTheNextComesInTime() {
    tracker.run(id);
    clock.advance(TaskStateExamples.CONFIG.firstPollDelay());
    clock.advanceTo(tracker.run(id).orElseThrow());
    Task before = store.get(id);
    alarms.clear();

    Instant next = tracker.run(id).orElseThrow();

    assertThat(store.get(id)).isEqualTo(before);
    assertThat(next).isAfter(clock.instant());
    tracker.sweep();
    assertThat(alarms).isEmpty();
    clock.advanceTo(next);
    tracker.sweep();
    assertThat(alarms).as("though its timer was lost").containsExactly(id);
  }

  @Test
  void silenceIsNoNewsEither() {
    tracker.run(id);
    clock.advance(TaskStateExamples.CONFIG.firstPollDelay());
    relay.state = () -> new PollResult.Unclear("502", null);
    Task before = store.get(id);
    assertThat(tracker.run(id).orElseThrow()).isAfter(clock.instant());
    assertThat(store.get(id)).isEqualTo(before);
  }

  @Test
  void newsAfterPollsWithoutAnyAreWritten() {
    clock.advanceTo(pollWithoutNews());
    relay.state = () -> new PollResult.Working(60, null);
    assertThat(tracker.run(id)).isEqualTo(Optional.ofNullable(store.get(id).due()));
    assertThat(((TaskState.Running) state()).progress().percent()).isEqualTo(60);
  }

  @Test
  void theDeadlineEndsItThoughNoPollBeforeWasWritten() {
    pollWithoutNews();
    clock.advance(TaskStateExamples.OFFER.hardDeadline());
    tracker.run(id);
    assertThat(state()).isInstanceOf(TaskState.Unconfirmed.class);
  }

  /** How late the next try is, an operator is to hear. */
  @Test
  void onceItIsDoneThereEachPollIsWritten() {
    tracker.run(id);
    clock.advance(TaskStateExamples.CONFIG.firstPollDelay());
    relay.state = () -> new PollResult.DoneWithoutFile();
    clock.advanceTo(tracker.run(id).orElseThrow());
    Task before = store.get(id);
    tracker.run(id);
    assertThat(store.get(id).version()).isGreaterThan(before.version());
  }

  @Test
  void whereOthersCommitTooTheyFindEachPollWritten() {
    store.shared = true;
    Instant next = pollWithoutNews();
    assertThat(store.get(id).due()).isEqualTo(next);
  }

  @Test
  void aPollWithoutNewsIsWrittenWhereTheClockWasSetBack() {
    pollWithoutNews();
    tracker.recover();
    clock.advance(Duration.ofHours(-3));
    Instant next = tracker.run(id).orElseThrow();
    assertThat(next).isBefore(clock.instant().plusSeconds(60));
    assertThat(store.get(id).due()).isEqualTo(next);
  }

  @Test
  void theNextRunAsksAgainWhatWasAskedWithoutNews() {
    pollWithoutNews();
    int[] polls = {0};
    relay.state =
        () -> {
          polls[0]++;
          return new PollResult.Working(50, null);
        };
    Tracker next = tracker("next-run");
    next.recover();
    assertThat(alarms).contains(id);
    next.run(id);
    assertThat(polls[0]).isOne();
  }

  /** Or a relay that answers slowly would be asked once more as soon as it has. */
  @Test
  void whatIsBeingAskedIsNotSwept() {
    clock.advanceTo(pollWithoutNews().plusMillis(1));
    relay.state =
        () -> {
          tracker.sweep();
          return new PollResult.Working(50, null);
        };
    tracker.run(id);
    assertThat(alarms).isEmpty();
  }
}
