package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The media store: reference images by content, finished videos by task. Writes are durable when a
 * call returns. A full or broken disk throws {@link IOException}, as does a store beyond it that
 * cannot be reached; {@code path} and {@code has} throw {@link UncheckedIOException} for that.
 */
public interface MediaStore {
  /**
   * Where a download of this task is written: another file for each try, so that two never write
   * into one. Swept at start.
   */
  Path partFile(TaskId task) throws IOException;

  /**
   * Takes in a downloaded file: checks that it is a whole MP4, moves its metadata to the front,
   * writes into it that a model made it, measures it; a signed one is not touched. The part is gone
   * afterwards. Taking in again for the same task replaces.
   */
  StoreVideoResult storeVideo(TaskId task, Path partFile) throws IOException;

  /**
   * Joins the stored clips of a film into one file, kept beside the last clip's own. Making it
   * again replaces it. May take minutes where the clips are unlike one another.
   *
   * @param last the task of the last clip
   * @param clips in their order; all of them must be there
   * @return empty where there is nothing to join them with, or they cannot be joined
   */
  Optional<Video> joinFilm(TaskId last, List<Video> clips) throws IOException;

  /**
   * Takes in a picture a person sent: type by content, bounded before decoding, upright, at most
   * {@code limit} bytes read.
   */
  StoreImageResult storeImage(InputStream bytes, long limit) throws IOException;

  Path path(Video video);

  Path path(ReferenceImage image);

  boolean has(Video video);

  boolean has(ReferenceImage image);

  /** Forgets a video a person deleted; missing is fine. */
  void delete(Video video) throws IOException;

  /** What a downloaded file turned out to be. */
  sealed interface StoreVideoResult {
    record Stored(Video video) implements StoreVideoResult {}

    record Invalid(Failure failure) implements StoreVideoResult {}
  }

  /** What a picture turned out to be. */
  sealed interface StoreImageResult {
    record Stored(ReferenceImage image) implements StoreImageResult {}

    record Invalid(Reason reason) implements StoreImageResult {}

    /**
     * Why a picture cannot be used; key of the sentence: {@code picture.} + lower-case name with
     * dashes.
     */
    enum Reason {
      NOT_A_PICTURE,
      HEIC,
      AVIF,
      TOO_MANY_BYTES,
      TOO_MANY_PIXELS,
      TOO_SMALL,
      BROKEN
    }
  }
}
