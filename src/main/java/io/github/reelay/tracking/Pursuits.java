package io.github.reelay.tracking;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a running task: asks how it is, and fetches the file once it is done. Free, so it may be
 * repeated.
 */
final class Pursuits {
  private static final Logger log = LoggerFactory.getLogger(Pursuits.class);

  /** A full or broken disk is not the provider's doing: the file is fetched again after this. */
  private static final Duration DISK_AGAIN = Duration.ofSeconds(30);

  private final Tasks tasks;
  private final VideoProvider provider;
  private final MediaStore media;
  private final Permits permits;
  private final InstantSource clock;
  private final TrackerListener listener;

  Pursuits(
      Tasks tasks,
      VideoProvider provider,
      MediaStore media,
      Permits permits,
      InstantSource clock,
      TrackerListener listener) {
    this.tasks = tasks;
    this.provider = provider;
    this.media = media;
    this.permits = permits;
    this.clock = clock;
    this.listener = listener;
  }

  /** A RUNNING task is due. Returns when to look again if nothing was committed. */
  @Nullable Instant run(Task task, Running running) {
    RemoteFile file = running.result();
    Optional<Event> event =
        file == null
            ? Permits.within(permits.polls, () -> poll(task, running))
            : Permits.within(permits.fetches, () -> fetch(task, running, file));
    if (event.isEmpty()) {
      return clock.instant().plus(Permits.FULL);
    }
    tasks.apply(task.id(), event.get());
    return null;
  }

  private Event poll(Task task, Running running) {
    PollAnswer answer;
    try {
      answer = provider.poll(task, running.remoteId());
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("Poll failed, asked again later");
      answer = new PollAnswer.Unclear("unexpected " + e.getClass().getSimpleName(), null);
    }
    listener.polled(task, answer);
    return new Event.Polled(answer);
  }

  private Event fetch(Task task, Running running, RemoteFile file) {
    try {
      Path part = media.part(task.id());
      FetchAnswer answer = provider.fetch(task, running.remoteId(), file, part);
      if (!(answer instanceof FetchAnswer.Fetched)) {
        log.atInfo().addKeyValue("task", task.id()).log("File not fetched yet: {}", answer);
        return new Event.FetchFailed(answer);
      }
      return switch (media.takeVideo(task.id(), part)) {
        case MediaStore.VideoCheck.Taken(var video) -> new Event.FileTaken(video);
        case MediaStore.VideoCheck.Unfit(Failure why) -> new Event.FileUnfit(why);
      };
    } catch (IOException | RuntimeException e) {
      log.atError()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("The finished file could not be stored; it is fetched again in {}", DISK_AGAIN);
      return new Event.FetchFailed(
          new FetchAnswer.Again(Failure.of(FailureKind.BAD_FILE, "not stored"), DISK_AGAIN));
    }
  }
}
