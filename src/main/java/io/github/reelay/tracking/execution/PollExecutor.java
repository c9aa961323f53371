package io.github.reelay.tracking.execution;

import io.github.reelay.task.Failure;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.tracking.duration.MeasuredDurations;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.TaskEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of polls and fetches: asks how a running task is, and fetches the file once it is
 * done. Free, so it may be repeated.
 */
public final class PollExecutor {
  private static final Logger log = LoggerFactory.getLogger(PollExecutor.class);

  private final TaskUpdater updater;
  private final ProviderGateway provider;
  private final MediaStore media;
  private final Map<String, ChatPlatform> platforms;
  private final Bulkheads bulkheads;
  private final MeasuredDurations durations;
  private final InstantSource clock;
  private final TrackerListener listener;

  public PollExecutor(
      TaskUpdater updater,
      ProviderGateway provider,
      MediaStore media,
      Map<String, ChatPlatform> platforms,
      Bulkheads bulkheads,
      MeasuredDurations durations,
      InstantSource clock,
      TrackerListener listener) {
    this.updater = updater;
    this.provider = provider;
    this.media = media;
    this.platforms = platforms;
    this.bulkheads = bulkheads;
    this.durations = durations;
    this.clock = clock;
    this.listener = listener;
  }

  /** A RUNNING task is due. Returns when to look again, also if nothing was committed. */
  @Nullable
  public Instant run(Task task, Running running) {
    RemoteFile file = running.result();
    Instant earliest = provider.earliestPoll(task);
    if (file == null && clock.instant().isBefore(earliest)) {
      return earliest;
    }
    Optional<TaskEvent> event =
        file == null
            ? bulkheads.polls.tryRun(task.id(), () -> poll(task, running))
            : bulkheads
                .fetches(task.offer().provider())
                .tryRun(task.id(), () -> fetch(task, running, file));
    if (event.isEmpty()) {
      return clock.instant().plus(Bulkheads.CHECK_INTERVAL);
    }
    Optional<Task> after = updater.apply(task.id(), event.get());
    after.ifPresent(now -> durations.measure(task, now));
    return after.map(Task::due).orElse(null);
  }

  private TaskEvent poll(Task task, Running running) {
    PollResult result;
    try {
      result = provider.poll(task, running.remoteId());
    } catch (RuntimeException | StackOverflowError e) {
      // Not committed, it would not count, and the next poll would follow at once.
      log.atError()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("Poll failed, asked again later");
      result = new PollResult.Unclear("unexpected " + e.getClass().getSimpleName(), null);
    }
    listener.polled(task, result);
    return new TaskEvent.Polled(result);
  }

  private TaskEvent fetch(Task task, Running running, RemoteFile file) {
    try (GrowingFile part = new GrowingFile(media.partFile(task.id()))) {
      letUploadAhead(task, running, part);
      FetchResult result = provider.fetch(task, running.remoteId(), file, part);
      if (!(result instanceof FetchResult.Fetched)) {
        log.atDebug().addKeyValue("task", task.id()).log("File not fetched yet: {}", result);
        return new TaskEvent.FetchFailed(result);
      }
      part.complete();
      return switch (media.storeVideo(task.id(), part.path())) {
        case MediaStore.StoreVideoResult.Stored(var video) -> new TaskEvent.FileStored(video);
        case MediaStore.StoreVideoResult.Invalid(Failure failure) ->
            new TaskEvent.FileInvalid(failure);
      };
    } catch (IOException | RuntimeException e) {
      log.atError()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("The finished file could not be stored; it is fetched again soon");
      return new TaskEvent.FetchFailed(new FetchResult.NotStored("not stored: " + e));
    }
  }

  /**
   * Only what will be posted as it comes, and soon: no clip of a film, nothing that was begun
   * before.
   */
  private void letUploadAhead(Task task, Running running, GrowingFile part) {
    ChatPlatform platform = platforms.get(task.address().chat().platform());
    if (platform != null
        && !bulkheads.isDeliveryWaitedFor(platform.name())
        && !task.withheld()
        && task.continued() == null
        && running.interrupted() == null) {
      platform.uploadAhead(task, part);
    }
  }
}
