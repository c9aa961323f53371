package io.github.reelay.conversation;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** A media folder of which only the presence of pictures is asked. */
public record PicturesOnly(Set<ReferenceImage> pictures) implements MediaStore {
  @Override
  public boolean has(ReferenceImage image) {
    return pictures.contains(image);
  }

  @Override
  public boolean has(Video video) {
    return true;
  }

  @Override
  public Path partFile(TaskId task) {
    throw new UnsupportedOperationException("people do not touch files");
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    throw new UnsupportedOperationException("people do not touch files");
  }

  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) {
    throw new UnsupportedOperationException("people do not touch files");
  }

  @Override
  public Path path(Video video) {
    throw new UnsupportedOperationException("people do not touch files");
  }

  @Override
  public Path path(ReferenceImage image) {
    throw new UnsupportedOperationException("people do not touch files");
  }

  @Override
  public void delete(Video video) {}
}
