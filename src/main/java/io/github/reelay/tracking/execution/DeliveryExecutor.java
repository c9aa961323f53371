package io.github.reelay.tracking.execution;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.TaskEvent;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of deliveries, each exactly once: DELIVERING is committed before the platform is
 * called.
 */
public final class DeliveryExecutor {
  private static final Logger log = LoggerFactory.getLogger(DeliveryExecutor.class);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(20);

  /** The chat's platform is not switched on in this run: its tasks wait. */
  private static final Duration NO_PLATFORM_RETRY_DELAY = Duration.ofMinutes(1);

  private final TaskUpdater updater;
  private final Map<String, ChatPlatform> platforms;
  private final MediaStore media;
  private final FilmExecutor films;
  private final Bulkheads bulkheads;
  private final TaskLocks locks;
  private final InstantSource clock;
  private final TrackerListener listener;

  public DeliveryExecutor(
      TaskUpdater updater,
      Map<String, ChatPlatform> platforms,
      MediaStore media,
      TaskStore store,
      Bulkheads bulkheads,
      TaskLocks locks,
      InstantSource clock,
      TrackerListener listener) {
    this.updater = updater;
    this.platforms = platforms;
    this.media = media;
    this.films = new FilmExecutor(updater, store, media);
    this.bulkheads = bulkheads;
    this.locks = locks;
    this.clock = clock;
    this.listener = listener;
  }

  /** A READY or DELIVERING task is due. Returns when to look again if nothing was committed. */
  @Nullable
  public Instant run(Task task) {
    ChatPlatform platform = platforms.get(task.address().chat().platform());
    if (platform == null) {
      return clock.instant().plus(NO_PLATFORM_RETRY_DELAY);
    }
    try {
      Optional<Boolean> done =
          bulkheads
              .deliveries(task.address().chat().platform(), videoBytes(task))
              .tryRun(
                  task.id(),
                  () -> {
                    films.prepare(task, platform);
                    return deliver(task.id(), platform);
                  });
      return done.isEmpty() ? clock.instant().plus(Bulkheads.CHECK_INTERVAL) : null;
    } catch (UncheckedIOException e) {
      log.atWarn()
          .addKeyValue("task", task.id())
          .log("Nobody can say now whether its file is there, asked again: {}", e.getMessage());
      return clock.instant().plus(RETRY_DELAY);
    }
  }

  /** To join clips may take minutes, as to shrink a large video does. */
  private static long videoBytes(Task task) {
    Video video = task.postedVideo();
    return task.continued() != null ? Long.MAX_VALUE : video == null ? 0 : video.bytes();
  }

  private boolean deliver(TaskId id, ChatPlatform platform) {
    ReentrantLock lock = locks.of(id);
    lock.lock();
    try {
      if (updater.find(id).filter(this::isFileMissing).isPresent()
          && updater.apply(id, new TaskEvent.FileMissing()).isPresent()) {
        return true;
      }
      Task task = updater.apply(id, new TaskEvent.DeliveryStarted()).orElse(null);
      if (task == null || !(task.state() instanceof TaskState.Delivering delivering)) {
        return false;
      }
      DeliveryResult result = callPlatform(task, delivering, platform);
      listener.deliveryAttempted(
          task, result, Duration.between(delivering.since(), clock.instant()));
      updater.apply(id, new TaskEvent.DeliveryAttempted(result, delivering.lastTry()));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** An instance that took over has another disk, unless the folder is shared. */
  private boolean isFileMissing(Task task) {
    return task.state() instanceof TaskState.InDelivery kept && !media.has(kept.video());
  }

  private boolean isStored(TaskId id, TaskEvent event) {
    return updater.apply(id, event).isPresent();
  }

  private DeliveryResult callPlatform(
      Task task, TaskState.Delivering delivering, ChatPlatform platform) {
    Video video = Objects.requireNonNullElse(task.postedVideo(), delivering.video());
    Path file;
    try {
      if (!media.has(video)) {
        return new DeliveryResult.Refused(
            Failure.of(FailureKind.NO_FILE, "the stored file is gone"));
      }
      file = media.path(video);
    } catch (UncheckedIOException _) {
      return new DeliveryResult.RetryLater(RETRY_DELAY, true); // the chat was not asked yet
    }
    try {
      return platform.deliver(
          new DeliveryRequest(
              task,
              video,
              file,
              delivering.doubt(),
              delivering.placeholder(),
              ref ->
                  isStored(task.id(), new TaskEvent.PlaceholderPosted(ref, delivering.lastTry()))));
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", task.id())
          .addKeyValue("chat", task.address().chat())
          .setCause(e)
          .log("Delivery failed in a way nobody planned for; tried again in doubt");
      return new DeliveryResult.RetryLater(RETRY_DELAY, false);
    }
  }
}
