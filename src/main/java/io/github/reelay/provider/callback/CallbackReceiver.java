package io.github.reelay.provider.callback;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.DelayedExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiver of relays' calls. Whoever calls learns nothing: what is made of a call is decided
 * after it was answered, and what a kill must not lose is stored before. Thread-safe.
 */
public final class CallbackReceiver {
  private static final Logger log = LoggerFactory.getLogger(CallbackReceiver.class);
  private static final String INBOX = "callback";

  /** A relay tells of a task in a few kilobytes; of more, the beginning is read. */
  private static final int MAX_BODY_BYTES = 64 * 1024;

  /** Relays that tell of each step need five calls for a task. */
  private static final int BURST = 10;

  private static final Duration REFILL_INTERVAL = Duration.ofSeconds(10);
  private static final int MAX_TASKS = 10_000;

  /** The answer to a POST is waited for two minutes; a relay is back after some more. */
  private static final List<Duration> RETRY_DELAYS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));

  private final CallbackLinks links;
  private final Function<TaskId, Optional<Task>> tasks;
  private final BiFunction<Task, String, Optional<String>> names;
  private final Tracking tracking;
  private final EventInbox inbox;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;
  private final Set<Call> waiting = ConcurrentHashMap.newKeySet();
  private final LoadingCache<TaskId, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_TASKS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(_ -> newBucket());

  /** Who makes something of a call: {@code Tracker.takeCallback}. */
  @FunctionalInterface
  public interface Tracking {
    boolean takeCallback(TaskId id, int attempts, @Nullable String remoteId);
  }

  /**
   * @param names reads in what a relay says, perhaps cut at its end, how it calls a task
   */
  public CallbackReceiver(
      CallbackLinks links,
      Function<TaskId, Optional<Task>> tasks,
      BiFunction<Task, String, Optional<String>> names,
      Tracking tracking,
      EventInbox inbox,
      DelayedExecutor delayedExecutor,
      InstantSource clock) {
    this.links = links;
    this.tasks = tasks;
    this.names = names;
    this.tracking = tracking;
    this.inbox = inbox;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
  }

  private static Bucket newBucket() {
    return Bucket.builder()
        .addLimit(l -> l.capacity(BURST).refillGreedy(1, REFILL_INTERVAL))
        .build();
  }

  /** A call about a POST that can be made something of. */
  private record Call(CallbackLinks.Post post, @Nullable String remoteId) {
    String key() {
      return post + " " + remoteId;
    }

    static Optional<Call> parse(String key) {
      String[] parts = key.split(" ", 2);
      return CallbackLinks.Post.parse(parts[0]).map(post -> new Call(post, parts[1]));
    }
  }

  /**
   * Takes a call. Nothing comes of one that is not genuine, comes too often or says nothing.
   *
   * @param post the last part of the address
   */
  public void receive(String post, String until, String sign, InputStream body) throws IOException {
    CallbackLinks.Post genuine = links.verify(post, until, sign).orElse(null);
    if (genuine == null || !buckets.get(genuine.task()).tryConsume(1)) {
      return;
    }
    Task task = tasks.apply(genuine.task()).orElse(null);
    if (task == null) {
      return;
    }
    String said = new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
    String remoteId = names.apply(task, said).orElse(null);
    Call call = new Call(genuine, remoteId);
    if (remoteId != null && isUnanswered(task.state())) {
      inbox.store(new EventInbox.Event(INBOX, call.key(), call.key(), clock.instant()));
    }
    begin(call);
  }

  /** Whether nobody else will ask about it, should the call be lost. */
  private static boolean isUnanswered(TaskState state) {
    return switch (state) {
      case TaskState.Submitting _ -> true;
      case TaskState.Unconfirmed unconfirmed -> unconfirmed.lost() == null;
      case TaskState.Queued _, TaskState.Running _, TaskState.InDelivery _, TaskState.Ended _ ->
          false;
    };
  }

  /** Takes up the calls that an earlier run left. */
  public void resume() {
    inbox
        .pending(INBOX, MAX_TASKS)
        .forEach(event -> Call.parse(event.payload()).ifPresent(this::begin));
  }

  private void begin(Call call) {
    if (waiting.add(call)) {
      delayedExecutor.runAfter(Duration.ZERO, () -> take(call, 0));
    }
  }

  private void take(Call call, int tries) {
    boolean taken = false;
    try {
      taken = tracking.takeCallback(call.post().task(), call.post().attempts(), call.remoteId());
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", call.post().task())
          .setCause(e)
          .log("Nothing could be made of a provider's call; tried again soon");
    }
    if (taken || tries == RETRY_DELAYS.size()) {
      waiting.remove(call);
      if (call.remoteId() != null) {
        inbox.markHandled(INBOX, call.key());
      }
    } else {
      delayedExecutor.runAfter(RETRY_DELAYS.get(tries), () -> take(call, tries + 1));
    }
  }
}
