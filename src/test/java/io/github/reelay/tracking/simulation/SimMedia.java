package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.testing.FakeMedia;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A media folder whose disk fails now and then. */
public final class SimMedia extends FakeMedia {
  private final Simulation simulation;

  public SimMedia(Simulation simulation) {
    this.simulation = simulation;
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
    return simulation.films.isUnlucky(8) ? Optional.empty() : super.joinFilm(last, clips);
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    simulation.processes.mayCrash();
    return !simulation.time.isCalm() && simulation.random.nextInt(12) == 0
        ? new StoreVideoResult.Invalid(Failure.of(FailureKind.BAD_FILE, "truncated"))
        : super.storeVideo(task, partFile);
  }
}
