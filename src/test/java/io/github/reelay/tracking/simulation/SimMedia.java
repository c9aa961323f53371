package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.testing.FakeMedia;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A media folder whose disk fails now and then, and which stays behind in some worlds when another
 * machine goes on. The chances of that are its own: other worlds are the same without it.
 */
public final class SimMedia extends FakeMedia {
  private final Simulation simulation;

  private final Random moves;
  private final boolean happens;
  private final Set<String> stored = new HashSet<>();
  private final Set<String> leftBehind = new HashSet<>();

  /** Where it always stays. */
  public SimMedia(Simulation simulation) {
    this(simulation, 0);
  }

  SimMedia(Simulation simulation, long seed) {
    this.simulation = simulation;
    this.moves = new Random(seed * 31);
    this.happens = !simulation.overlaps && seed != 0 && moves.nextInt(3) == 0;
  }

  /** A process comes up, perhaps on another machine. */
  void comesUp() {
    if (happens && moves.nextInt(3) == 0) {
      leftBehind.addAll(stored);
    }
  }

  @Override
  public boolean has(Video video) {
    return super.has(video) && !leftBehind.contains(video.file());
  }

  @Override
  public Path partFile(TaskId task) throws IOException {
    simulation.provider.limits.asked(task);
    if (!simulation.time.isCalm() && simulation.random.nextInt(40) == 0) {
      throw new IOException("no space left on device");
    }
    return super.partFile(task);
  }

  @Override
  public Optional<Video> joinFilm(TaskId last, List<Video> clips) throws IOException {
    simulation.films.checkJoined(last, clips);
    simulation.processes.mayCrash();
    simulation.calls.takesUpTo(4_000);
    if (simulation.films.isUnlucky(12)) {
      throw new IOException("no space left on device");
    }
    return simulation.films.isUnlucky(8)
        ? Optional.empty()
        : super.joinFilm(last, clips).map(this::here);
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    simulation.processes.mayCrash();
    return !simulation.time.isCalm() && simulation.random.nextInt(12) == 0
        ? new StoreVideoResult.Invalid(Failure.of(FailureKind.BAD_FILE, "truncated"))
        : new StoreVideoResult.Stored(here(videoOf(task)));
  }

  private Video here(Video video) {
    stored.add(video.file());
    leftBehind.remove(video.file());
    return video;
  }
}
