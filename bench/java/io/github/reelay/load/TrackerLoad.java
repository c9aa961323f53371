package io.github.reelay.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.OperatingSystemMXBean;
import io.github.reelay.storage.JdbiTaskStore;
import io.github.reelay.storage.TaskRowReader;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.timer.RecurringJob;
import io.github.reelay.storage.timer.Timers;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Loads on the real tracker over SQLite: prints figures, and checks only what must hold. */
class TrackerLoad {
  private final AdmissionCheck any =
      new AdmissionCheck(BudgetWindows.at(Instant.now(), ZoneOffset.UTC), _ -> Optional.empty());

  @TempDir private Path folder;

  /** Telegram's rate. */
  private static final double CALLS_PER_SECOND = 25;

  /** Without it, ten thousand places in the line would be told for minutes. */
  private static final double UNLIMITED = 5_000;

  private final SlowRelay relay =
      new SlowRelay(Duration.ofMillis(Integer.getInteger("reelay.load.latency", 20)));
  private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable JdbiTaskStore store;
  private long numbers;

  private Tracker start(int places, LimitedChat chat) {
    ((Logger) LoggerFactory.getLogger("io.github.reelay")).setLevel(Level.WARN);
    Database database = Database.open(new DatabaseOptions.Embedded(folder));
    JdbiTaskStore tasks = new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE));
    store = tasks;
    Timers timers = Timers.of(database, InstantSource.system(), "run", Duration.ofSeconds(1));
    open.add(timers);
    open.add(database);
    DelayedExecutor delayed =
        (wait, work) -> {
          var _ =
              clockwork.schedule(
                  () -> Thread.ofVirtual().start(work), wait.toMillis(), TimeUnit.MILLISECONDS);
        };
    Tracker tracker =
        new Tracker(
            new Tracker.Dependencies(
                tasks,
                new InMemoryDurationStore(),
                timers,
                delayed,
                relay,
                new FakeMedia(),
                Map.of("load", chat),
                new ConcurrencyLimits(
                    _ -> places,
                    _ -> Integer.MAX_VALUE,
                    (_, _) -> Integer.MAX_VALUE,
                    _ -> Integer.MAX_VALUE),
                TaskStateExamples.CONFIG,
                InstantSource.system(),
                "run",
                TrackerListener.NONE));
    timers.start(
        id -> {
          Optional<Instant> next = tracker.run(id);
          next.ifPresent(moment -> relay.plan(id, moment));
          return next;
        },
        List.of(new RecurringJob("sweep", Duration.ofSeconds(5), tracker::sweep)));
    tracker.recover();
    return tracker;
  }

  @AfterEach
  void stop() throws Exception {
    clockwork.shutdownNow();
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Task task() {
    long number = numbers++;
    return Task.accepted(
        TaskId.of(System.currentTimeMillis(), number),
        "load:" + number,
        new Requester(new PersonRef("load", "p" + number), "P", Locale.ENGLISH),
        Destination.of(new ChatRef("load", "c" + number)),
        TaskExamples.generate("a red fox in the snow, number " + number),
        SlowRelay.OFFER,
        Instant.now());
  }

  private Duration accept(Tracker tracker, Task task) {
    long from = System.nanoTime();
    assertThat(tracker.accept(task, any)).isInstanceOf(AcceptResult.Accepted.class);
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static Duration cpu() {
    return Duration.ofNanos(
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
  }

  private static Duration percentile(List<Duration> times, int percent) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static void print(String figures) {
    System.out.println("LOAD " + figures);
  }

  /** 300 people ask in the same moment, in 300 chats: right after the start, and again. */
  @Test
  void burst() throws Exception {
    int people = Integer.getInteger("reelay.load.people", 300);
    LimitedChat chat = new LimitedChat(CALLS_PER_SECOND);
    Tracker tracker = start(Integer.MAX_VALUE, chat);
    for (int burst = 1; burst <= 2; burst++) {
      int before = (burst - 1) * people;
      Duration cpuBefore = cpu();
      long from = System.nanoTime();
      List<Duration> accepts = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Duration>> all = new ArrayList<>();
        for (int i = 0; i < people; i++) {
          Task task = task();
          all.add(threads.submit(() -> accept(tracker, task)));
        }
        for (Future<Duration> one : all) {
          accepts.add(one.get());
        }
      }
      Duration accepted = Duration.ofNanos(System.nanoTime() - from);
      await().atMost(Duration.ofMinutes(5)).until(() -> chat.posted.size() == before + people);
      Duration answered = Duration.ofNanos(System.nanoTime() - from);
      await().atMost(Duration.ofMinutes(5)).until(() -> relay.posts.get() == before + people);
      Duration posted = Duration.ofNanos(System.nanoTime() - from);
      print(
          String.format(
              Locale.ROOT,
              "burst %d of %d: accepted in %d ms (p95 %d ms), answered in %.1f s (%.1f a second),"
                  + " last POST after %.1f s, edits %d shown, %d later, cpu %.1f s",
              burst,
              people,
              accepted.toMillis(),
              percentile(accepts, 95).toMillis(),
              answered.toMillis() / 1000.0,
              people * 1000.0 / answered.toMillis(),
              posted.toMillis() / 1000.0,
              chat.shown.get(),
              chat.later.get(),
              cpu().minus(cpuBefore).toMillis() / 1000.0));
    }
    assertThat(relay.posts.get()).isEqualTo(2L * people);
  }

  /** Many wait and many run; what does it cost to let them, and to take more? */
  @Test
  void rest() {
    int running = Integer.getInteger("reelay.load.running", 1_000);
    int waiting = Integer.getInteger("reelay.load.waiting", 10_000);
    int seconds = Integer.getInteger("reelay.load.seconds", 60);
    LimitedChat chat = new LimitedChat(UNLIMITED);
    Tracker tracker = start(running, chat);
    fill(running + waiting, _ -> {});
    tracker.recover();
    await().atMost(Duration.ofMinutes(10)).until(() -> relay.posts.get() >= running);
    settle();
    relay.lags.clear();
    relay.polls.set(0);
    long shownBefore = chat.shown.get();
    Duration cpuBefore = cpu();
    settle(TimeUnit.SECONDS.toMillis(seconds));
    print(
        String.format(
            Locale.ROOT,
            "%d waiting and %d running for %d s: cpu %.1f %% of a core, %d polls, edits %d shown",
            waiting,
            running,
            seconds,
            cpu().minus(cpuBefore).toMillis() / 10.0 / seconds,
            relay.polls.get(),
            chat.shown.get() - shownBefore));
    relay.polls.set(0);
    shownBefore = chat.shown.get();
    cpuBefore = cpu();
    List<Duration> accepts = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      accepts.add(accept(tracker, task()));
      settle(500);
    }
    print(
        String.format(
            Locale.ROOT,
            "the same with two acceptances a second: cpu %.1f %% of a core, %d polls, lag p50 %d ms,"
                + " p99 %d ms, accept p50 %d ms, p95 %d ms, edits %d shown, %d later",
            cpu().minus(cpuBefore).toMillis() / 10.0 / seconds,
            relay.polls.get(),
            percentile(List.copyOf(relay.lags), 50).toMillis(),
            percentile(List.copyOf(relay.lags), 99).toMillis(),
            percentile(accepts, 50).toMillis(),
            percentile(accepts, 95).toMillis(),
            chat.shown.get() - shownBefore,
            chat.later.get()));
    assertThat(relay.posts.get()).isEqualTo(running);
  }

  /** Many run: is each asked in time? */
  @Test
  void running() {
    int running = Integer.getInteger("reelay.load.running", 10_000);
    int seconds = Integer.getInteger("reelay.load.seconds", 60);
    LimitedChat chat = new LimitedChat(CALLS_PER_SECOND);
    Tracker tracker = start(Integer.MAX_VALUE, chat);
    fill(running, this::runAtRelay);
    tracker.recover();
    settle();
    relay.lags.clear();
    relay.polls.set(0);
    long shownBefore = chat.shown.get();
    Duration cpuBefore = cpu();
    settle(TimeUnit.SECONDS.toMillis(seconds));
    List<Duration> lags = List.copyOf(relay.lags);
    print(
        String.format(
            Locale.ROOT,
            "%d running for %d s: cpu %.1f %% of a core, %.0f polls a second, lag p50 %d ms,"
                + " p99 %d ms, worst %d ms, edits %d shown",
            running,
            seconds,
            cpu().minus(cpuBefore).toMillis() / 10.0 / seconds,
            (double) relay.polls.get() / seconds,
            percentile(lags, 50).toMillis(),
            percentile(lags, 99).toMillis(),
            percentile(lags, 100).toMillis(),
            chat.shown.get() - shownBefore));
    assertThat(relay.posts.get()).isZero();
  }

  private void runAtRelay(Task task) {
    Instant now = Instant.now();
    Task taken = task.nextVersion(TaskState.Running.started("r-" + task.id(), now, now), now);
    assertThat(requireNonNull(store).commit(new TaskUpdate(task.version(), taken, List.of())))
        .isTrue();
  }

  /**
   * Stores tasks whose status messages have had all their edits, so that nothing but waiting is
   * left. Of another day, as the totals of each acceptance take longer the more there are.
   */
  private void fill(int count, Consumer<Task> then) {
    AdmissionCheck otherDay =
        new AdmissionCheck(BudgetWindows.at(Instant.EPOCH, ZoneOffset.UTC), _ -> Optional.empty());
    StatusMessage edited =
        new StatusMessage(
            TaskStateExamples.STATUS, "", LimitedChat.MAX_EDITS, Instant.now(), false);
    try (var threads = Executors.newFixedThreadPool(64)) {
      for (int i = 0; i < count; i++) {
        Task task = task().withStatus(edited);
        var _ =
            threads.submit(() -> {
              requireNonNull(store).accept(task, otherDay);
              then.accept(task);
            });
      }
    }
  }

  private static void settle() {
    settle(Long.getLong("reelay.load.settle", 30_000));
  }

  private static void settle(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
