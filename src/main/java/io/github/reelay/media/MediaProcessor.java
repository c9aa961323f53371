package io.github.reelay.media;

import io.github.reelay.media.mp4.StreamableMp4;
import io.github.reelay.media.picture.JpegWriter;
import io.github.reelay.media.picture.PictureScaler;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaConverter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media converter: makes pictures and smaller videos out of files in the media folder. Safe for
 * many threads; each kind takes turns.
 */
public final class MediaProcessor implements MediaConverter {
  private static final Logger log = LoggerFactory.getLogger(MediaProcessor.class);

  private final MediaFolder folder;
  private final FrameExtractor frames;
  private final @Nullable VideoShrinker shrinker;

  /**
   * @param ffmpeg null where the machine has none: frames are decoded in Java then, and nothing is
   *     shrunk
   */
  public MediaProcessor(MediaFolder folder, @Nullable Ffmpeg ffmpeg) {
    this.folder = folder;
    this.frames = new FrameExtractor(folder.files(), ffmpeg);
    this.shrinker = ffmpeg == null ? null : new VideoShrinker(folder.files(), ffmpeg);
  }

  @Override
  public byte[] toJpeg(ReferenceImage picture, @Nullable Size exactSize, long maxBytes)
      throws IOException {
    Path file = folder.files().locate(picture);
    boolean fitsAsItIs =
        picture.mediaType().equals("image/jpeg")
            && picture.bytes() <= maxBytes
            && (exactSize == null
                || (exactSize.width() == picture.width()
                    && exactSize.height() == picture.height()));
    if (fitsAsItIs) {
      return Files.readAllBytes(file);
    }
    BufferedImage image = folder.pictureReader().readStored(file);
    return exactSize == null
        ? JpegWriter.writeWithin(image, maxBytes, false)
        : JpegWriter.writeWithin(
            PictureScaler.cover(image, exactSize.width(), exactSize.height()), maxBytes, true);
  }

  @Override
  public ReferenceImage lastFrame(Video video) throws IOException {
    return folder.save(frames.lastFrame(video));
  }

  @Override
  public Optional<byte[]> thumbnail(Video video, int maxSide, int maxBytes) {
    try {
      BufferedImage small = PictureScaler.fitWithin(frames.firstFrame(video, maxSide), maxSide);
      return Optional.of(JpegWriter.writeWithin(small, maxBytes, false));
    } catch (IOException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("file", video.file())
          .log("No thumbnail could be made; the chat shows its own");
      return Optional.empty();
    }
  }

  @Override
  public OptionalLong awaitStreamable(GrowingFile file) throws IOException {
    return StreamableMp4.awaitEnd(file);
  }

  @Override
  public Optional<Path> shrink(Video video, long maxBytes) {
    VideoShrinker availableShrinker = shrinker;
    if (availableShrinker == null) {
      return Optional.empty();
    }
    try {
      return availableShrinker.shrink(video, maxBytes);
    } catch (IOException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("file", video.file())
          .log("Video could not be shrunk; a link is the other way");
      return Optional.empty();
    }
  }
}
