package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;

/** A media folder whose disk fails now and then. */
public final class SimMedia implements MediaStore {
  private final Simulation simulation;

  public SimMedia(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public Path partFile(TaskId task) throws IOException {
    if (!simulation.isCalm() && simulation.random.nextInt(40) == 0) {
      throw new IOException("no space left on device");
    }
    return Path.of(task + ".part");
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    simulation.mayCrash();
    return !simulation.isCalm() && simulation.random.nextInt(12) == 0
        ? new StoreVideoResult.Invalid(Failure.of(FailureKind.BAD_FILE, "truncated"))
        : new StoreVideoResult.Stored(
            new Video(task + ".mp4", 1000, 1280, 720, Duration.ofSeconds(8), "00"));
  }

  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) {
    return new StoreImageResult.Invalid(StoreImageResult.Reason.NOT_A_PICTURE);
  }

  @Override
  public Path path(Video video) {
    return Path.of(video.file());
  }

  @Override
  public Path path(ReferenceImage image) {
    return Path.of(image.sha256());
  }

  @Override
  public boolean has(Video video) {
    return true;
  }

  @Override
  public boolean has(ReferenceImage image) {
    return true;
  }

  @Override
  public void delete(Video video) {}
}
