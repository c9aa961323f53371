package io.github.reelay.tracking.simulation;

import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.Task.Film;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.DeliveryRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * People of some worlds who go on from a video that they see, so that a film is posted, and who
 * report one. Its chances are its own: a world without them is the same as if they were not there.
 */
final class SimFilms {
  private static final int WISH_MILLIS = 400_000;
  private static final int FIRST_NUMBER = 6_000;
  private static final int MAX_CLIPS = 12;

  /** Two clips are taken by a narrow chat, and no third. */
  private static final long NARROW_BYTES = 2_000;

  private final Simulation simulation;
  private final Random random;
  private final boolean happens;
  private final boolean isNarrow;

  /** What a task was posted as. */
  private final Map<TaskId, Video> posted = new HashMap<>();

  /** Tasks whose video was taken out of the chat, until an operator shows it again. */
  private final Set<TaskId> hidden = new HashSet<>();

  private final Set<TaskId> reported = new HashSet<>();
  private int clips;

  SimFilms(Simulation simulation, long seed) {
    this.simulation = simulation;
    this.random = new Random(~seed);
    this.happens = random.nextInt(3) == 0;
    this.isNarrow = random.nextInt(4) == 0;
  }

  long maxFileBytes() {
    return happens && isNarrow ? NARROW_BYTES : Long.MAX_VALUE;
  }

  void haveWishes(TaskId id) {
    if (!happens) {
      return;
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      later(tracker -> goOn(tracker, id));
    }
    if (random.nextInt(4) == 0) {
      later(tracker -> report(tracker, id));
    }
  }

  private void later(Consumer<Tracker> what) {
    simulation.people.later(20_000 + random.nextInt(WISH_MILLIS), what);
  }

  /** Only from what is seen, and it may be gone before its turn comes. */
  private void goOn(Tracker tracker, TaskId source) {
    Task seen = simulation.store.row(source).orElseThrow();
    if (seen.state() instanceof TaskState.Delivered && clips < MAX_CLIPS) {
      simulation.people.ask(
          tracker,
          FIRST_NUMBER + clips,
          VideoRequest.of(RequestKind.CONTINUE, "clip " + clips++, source));
    }
  }

  private void report(Tracker tracker, TaskId id) {
    if (!(simulation.store.row(id).orElseThrow().state() instanceof TaskState.Delivered seen)) {
      return;
    }
    reported.add(id);
    simulation.forgetting.askedAgain(id);
    // Whoever hears nothing presses again, and the message goes all the same.
    boolean isMarked;
    try {
      isMarked = tracker.report(id);
    } catch (SimFault e) {
      isMarked = isReported(id);
    }
    if (isMarked) {
      hide(id, seen.message());
    }
  }

  private boolean isReported(TaskId id) {
    return simulation.store.row(id).orElseThrow().state() instanceof TaskState.Undeliverable kept
        && kept.isReported();
  }

  private void hide(TaskId id, MessageRef message) {
    if (!isUnlucky(3)) { // whoever was to take it out of the chat may have died before
      simulation.chat.videos.getOrDefault(id, new HashSet<>()).remove(message);
    }
    hidden.add(id);
    later(tracker -> simulation.people.retry(tracker, id));
  }

  /** An operator wants it to be posted again. */
  void shownAgain(TaskId id) {
    hidden.remove(id);
  }

  boolean wasReported(TaskId id) {
    return reported.contains(id);
  }

  /** Nobody but an operator may have it. */
  boolean isHidden(TaskId id) {
    return hidden.contains(id);
  }

  /** What is about to be posted, or to be found posted. */
  void check(DeliveryRequest delivery) {
    Task task = delivery.task();
    TaskId id = task.id();
    if (hidden.contains(id)) {
      simulation.violated("is posted though it was reported", id);
    }
    Film film = task.film();
    if (task.continued() != null && film == null) {
      simulation.violated("is posted before it is decided whether that is the film", id);
    }
    Video before = posted.put(id, delivery.video());
    // A film that stayed behind with the disk cannot be joined anew, so its last clip goes alone.
    if (before != null && !before.equals(delivery.video()) && simulation.media.has(before)) {
      simulation.violated("is posted as another file than before", id);
    }
    if (film != null && film.joined() != null && !film.joined().equals(delivery.video())) {
      simulation.violated("is not posted as the film that it is", id);
    }
  }

  /** The clips of a film, first to last, as they are there now. */
  void checkJoined(TaskId last, List<Video> files) {
    List<Task> tasks = simulation.store.clips(simulation.store.row(last).orElseThrow());
    List<@Nullable Video> there =
        tasks.stream()
            .map(Task::state)
            .map(state -> state instanceof TaskState.WithFile kept ? kept.video() : null)
            .collect(Collectors.toList());
    if (!there.equals(files)) {
      simulation.violated("is joined of " + files + ", there are " + there, last);
    }
  }

  boolean isUnlucky(int onceIn) {
    return !simulation.time.isCalm() && random.nextInt(onceIn) == 0;
  }
}
