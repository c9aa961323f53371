package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Our media folder: reference images by content, finished videos by task. Writes are durable when a
 * call returns. A full or broken disk throws {@link IOException}.
 */
public interface MediaStore {
  /** Where a download of this task is written; what was there is overwritten. Swept at start. */
  Path part(TaskId task) throws IOException;

  /**
   * Takes in a downloaded file: checks that it is a whole MP4, moves its metadata to the front,
   * measures it. The part is gone afterwards. Taking in again for the same task replaces.
   */
  VideoCheck takeVideo(TaskId task, Path part) throws IOException;

  /**
   * Takes in a picture a person sent: type by content, bounded before decoding, upright, at most
   * {@code limit} bytes read.
   */
  PictureCheck takePicture(InputStream bytes, long limit) throws IOException;

  Path path(Video video);

  Path path(ReferenceImage image);

  boolean has(Video video);

  boolean has(ReferenceImage image);

  /** Forgets a video a person deleted; missing is fine. */
  void drop(Video video) throws IOException;

  /** What a downloaded file turned out to be. */
  sealed interface VideoCheck {
    record Taken(Video video) implements VideoCheck {}

    record Unfit(Failure failure) implements VideoCheck {}
  }

  /** What a picture turned out to be. */
  sealed interface PictureCheck {
    record Taken(ReferenceImage image) implements PictureCheck {}

    record Unfit(Reason reason) implements PictureCheck {}

    /**
     * Why a picture cannot be used; key of the sentence: {@code picture.} + lower-case name with
     * dashes.
     */
    enum Reason {
      NOT_A_PICTURE,
      HEIC,
      TOO_MANY_BYTES,
      TOO_MANY_PIXELS,
      TOO_SMALL,
      BROKEN
    }
  }
}
