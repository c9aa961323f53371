package io.github.reelay.telegram;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A media folder that takes every picture, except what begins with an "x". */
final class OnePicture implements MediaStore {
  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) throws IOException {
    byte[] all = bytes.readAllBytes();
    return all.length > 0 && all[0] == 'x'
        ? new StoreImageResult.Invalid(StoreImageResult.Reason.NOT_A_PICTURE)
        : new StoreImageResult.Stored(
            new ReferenceImage("0".repeat(64), "image/jpeg", 640, 480, all.length));
  }

  @Override
  public Path partFile(TaskId task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path path(Video video) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path path(ReferenceImage image) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean has(Video video) {
    return false;
  }

  @Override
  public boolean has(ReferenceImage image) {
    return false;
  }

  @Override
  public void delete(Video video) {}
}
