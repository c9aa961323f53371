package io.github.reelay.tracking.execution;

import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Task;
import io.github.reelay.task.Task.Film;
import io.github.reelay.task.Task.Film.Obstacle;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.TaskEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of films: decides, before a clip that continues another is posted, whether it is
 * posted as the film so far or alone. A paid clip is never held up by it: what cannot be joined is
 * delivered alone, and says so. Blocks while clips are joined. Thread-safe.
 */
final class FilmExecutor {
  private static final Logger log = LoggerFactory.getLogger(FilmExecutor.class);

  private final TaskUpdater updater;
  private final TaskStore store;
  private final MediaStore media;

  FilmExecutor(TaskUpdater updater, TaskStore store, MediaStore media) {
    this.updater = updater;
    this.store = store;
    this.media = media;
  }

  /** Commits what a task is delivered as, and makes the file of it where it is missing. */
  void prepare(Task task, ChatPlatform platform) {
    Film decided = task.film();
    if (task.continued() == null
        || (decided != null && (decided.joined() == null || media.has(decided.joined())))) {
      return;
    }
    Film film = decide(task, platform);
    if (film.obstacle() != null) {
      log.atInfo()
          .addKeyValue("task", task.id())
          .log("The clip is delivered alone, not as a film: {}", film.obstacle());
    }
    updater.apply(task.id(), new TaskEvent.FilmDecided(film, decided));
  }

  private Film decide(Task task, ChatPlatform platform) {
    List<Task> clips = store.clips(task);
    Optional<List<Video>> files = files(clips);
    if (files.isEmpty()) {
      return Film.clipAlone(clips.size(), Obstacle.CLIP_GONE);
    }
    Optional<Video> joined = join(task, files.get());
    if (joined.isEmpty()) {
      return Film.clipAlone(clips.size(), Obstacle.NOT_JOINED);
    }
    if (joined.get().bytes() > platform.maxFileBytes(task)) {
      return Film.clipAlone(clips.size(), Obstacle.TOO_LARGE);
    }
    return Film.joined(clips.size(), joined.get());
  }

  private Optional<Video> join(Task task, List<Video> files) {
    try {
      return files.size() == 1 ? Optional.of(files.getFirst()) : media.joinFilm(task.id(), files);
    } catch (IOException e) {
      log.atWarn().addKeyValue("task", task.id()).setCause(e).log("The film could not be stored");
      return Optional.empty();
    }
  }

  /** What is to be joined, in its order; empty if any of it is gone. */
  private Optional<List<Video>> files(List<Task> clips) {
    List<Video> files = new ArrayList<>();
    if (clips.getFirst().continued() != null) {
      return Optional.empty();
    }
    for (Task clip : clips) {
      if (!(clip.state() instanceof TaskState.WithFile kept) || !media.has(kept.video())) {
        return Optional.empty();
      }
      if (!files.isEmpty() && hasSourceInIt(clip, kept.video(), files.getLast())) {
        files.removeLast();
      }
      files.add(kept.video());
    }
    return Optional.of(files);
  }

  /**
   * Whether a relay that goes on from a video by itself has given both in one file. They do not
   * say, but its length does: it is nearer to that of both than to that of what was asked for.
   */
  private static boolean hasSourceInIt(Task clip, Video video, Video source) {
    return clip.offer().means() == GenerationMode.REMIX
        && video.length().toMillis()
            > clip.offer().seconds() * 1000L + source.length().toMillis() / 2;
  }
}
