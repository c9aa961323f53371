package io.github.reelay.tracking.port;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A converter of stored media: fits a picture to a provider's rules, and makes pictures and smaller
 * copies out of videos. Blocks, uses one core.
 */
public interface MediaConverter {
  /**
   * The picture as JPEG.
   *
   * @param exactSize cover-cropped and scaled to exactly this size; null keeps size and shape
   * @param maxBytes the provider's limit; quality and size go down until it fits
   */
  byte[] toJpeg(ReferenceImage image, @Nullable Size exactSize, long maxBytes) throws IOException;

  /**
   * The last frame of a stored video as a reference image, for a remix where a provider has none.
   */
  ReferenceImage lastFrame(Video video) throws IOException;

  /**
   * A JPEG thumbnail.
   *
   * @param maxSide pixels
   * @param maxBytes at most so many
   */
  Optional<byte[]> thumbnail(Video video, int maxSide, int maxBytes);

  /**
   * A copy of a video shrunk under a limit, if ffmpeg is there and manages; otherwise empty.
   *
   * @return a temporary file the caller deletes
   */
  Optional<java.nio.file.Path> shrink(Video video, long maxBytes);

  /**
   * Waits for the first bytes of a file that is being downloaded.
   *
   * @return how many bytes it will have, if it is of a kind that may be sent on as it comes; it is
   *     checked, and may have some bytes more, when it is there
   * @throws IOException if the rest will not come
   */
  OptionalLong awaitStreamable(GrowingFile file) throws IOException;

  /** Width and height in pixels. */
  record Size(int width, int height) {}
}
