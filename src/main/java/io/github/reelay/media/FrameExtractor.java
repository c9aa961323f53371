package io.github.reelay.media;

import io.github.reelay.task.Video;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jspecify.annotations.Nullable;

/**
 * An extractor of single frames from stored videos: by ffmpeg where there is one, in Java
 * otherwise.
 */
final class FrameExtractor {
  /** A frame of more pixels than 4K is not decoded in Java: it holds several at once. */
  private static final long MAX_PIXELS = 4096L * 2304;

  /** A minute at 60 frames; decoding to the last one takes time in proportion. */
  private static final int MAX_FRAMES = 3600;

  private final MediaPaths paths;
  private final @Nullable Ffmpeg ffmpeg;
  private final ReentrantLock decodeLock = new ReentrantLock();

  FrameExtractor(MediaPaths paths, @Nullable Ffmpeg ffmpeg) {
    this.paths = paths;
    this.ffmpeg = ffmpeg;
  }

  BufferedImage firstFrame(Video video) throws IOException {
    BufferedImage byFfmpeg = extractWithFfmpeg(video, List.of(), List.of("-frames:v", "1"));
    return byFfmpeg != null ? byFfmpeg : extractInJava(video, false);
  }

  /** The last frame of the video; a video continued from it begins with this frame. */
  BufferedImage lastFrame(Video video) throws IOException {
    // Decodes the last seconds and overwrites one file; the last frame stays.
    BufferedImage byFfmpeg =
        extractWithFfmpeg(video, List.of("-sseof", "-3"), List.of("-update", "1", "-q:v", "1"));
    return byFfmpeg != null ? byFfmpeg : extractInJava(video, true);
  }

  private @Nullable BufferedImage extractWithFfmpeg(
      Video video, List<String> before, List<String> after) throws IOException {
    Ffmpeg program = ffmpeg;
    if (program == null) {
      return null;
    }
    Path frame = paths.newPart(".png");
    try {
      boolean written =
          program.run(Ffmpeg.Work.FRAME, before, paths.video(video.file()), after, frame);
      return written ? ImageIO.read(frame.toFile()) : null;
    } finally {
      Files.deleteIfExists(frame);
    }
  }

  private BufferedImage extractInJava(Video video, boolean last) throws IOException {
    if ((long) video.width() * video.height() > MAX_PIXELS) {
      throw new IOException("a video too large to be decoded in Java");
    }
    decodeLock.lock();
    try (SeekableByteChannel file = NIOUtils.readableChannel(paths.video(video.file()).toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(file);
      if (last) {
        int frames = grab.getVideoTrack().getMeta().getTotalFrames();
        grab.seekToFramePrecise(Math.clamp(frames - 1L, 0, MAX_FRAMES));
      }
      Picture picture = grab.getNativeFrame();
      if (picture == null) {
        throw new IOException("no picture in the video");
      }
      return toRgb(picture.getCrop() == null ? picture : picture.cropped());
    } catch (JCodecException | RuntimeException e) {
      // jcodec answers what it cannot decode with exceptions of every kind.
      throw new IOException("the video's codec cannot be decoded in Java", e);
    } finally {
      decodeLock.unlock();
    }
  }

  /** BT.709, limited range: what players assume of a stream that says nothing. */
  private static BufferedImage toRgb(Picture picture) throws IOException {
    ColorSpace colour = picture.getColor();
    if (!colour.equals(ColorSpace.YUV420) && !colour.equals(ColorSpace.YUV420J)) {
      throw new IOException("pictures of kind " + colour);
    }
    int width = picture.getWidth();
    BufferedImage image = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int half = picture.getPlaneWidth(1);
    for (int i = 0; i < pixels.length; i++) {
      int at = i / width / 2 * half + i % width / 2;
      // jcodec keeps samples as signed bytes around 128.
      double y = 1.1644 * (picture.getPlaneData(0)[i] + 128 - 16);
      int blue = picture.getPlaneData(1)[at];
      int red = picture.getPlaneData(2)[at];
      pixels[i] =
          clampChannel(y + 1.7927 * red) << 16
              | clampChannel(y - 0.2132 * blue - 0.5329 * red) << 8
              | clampChannel(y + 2.1124 * blue);
    }
    return image;
  }

  private static int clampChannel(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
