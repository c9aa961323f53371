package io.github.reelay.media;

import io.github.reelay.media.picture.PictureReader;
import io.github.reelay.media.picture.WebpAnimation;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A converter of animated WebP files to MP4: by ffmpeg where there is one (it decodes none of them
 * before version 8, so the pictures are made here), in Java otherwise. One at a time.
 */
final class AnimationConverter {
  /** What players assume of a stream that says nothing, and said all the same. */
  private static final List<String> TO_MP4 =
      Stream.concat(
              Stream.of(
                  "-vf",
                  "scale=out_color_matrix=bt709:out_range=tv",
                  "-colorspace",
                  "bt709",
                  "-color_primaries",
                  "bt709",
                  "-color_trc",
                  "bt709"),
              Ffmpeg.AS_MP4.stream())
          .toList();

  private final PictureReader reader;
  private final @Nullable Ffmpeg ffmpeg;
  private final PictureEncoder.@Nullable Factory encoders;
  private final ReentrantLock encoding = new ReentrantLock();

  AnimationConverter(
      PictureReader reader, @Nullable Ffmpeg ffmpeg, PictureEncoder.@Nullable Factory encoders) {
    this.reader = reader;
    this.ffmpeg = ffmpeg;
    this.encoders = encoders;
  }

  /** Whether an MP4 of all its pictures has been written; its metadata may come last. */
  boolean convert(Path webp, Path mp4) throws IOException {
    Optional<WebpAnimation> opened = WebpAnimation.open(webp, reader);
    if (opened.isEmpty()) {
      return false;
    }
    try (WebpAnimation animation = opened.get()) {
      if (ffmpeg != null) {
        return encode(animation, ffmpeg, mp4);
      }
      return encoders != null && encodeInJava(animation, encoders, mp4);
    }
  }

  private static boolean encode(WebpAnimation animation, Ffmpeg program, Path mp4)
      throws IOException {
    return program.encode(
        animation.width(),
        animation.height(),
        animation.millisPerPicture(),
        to -> feed(animation, to),
        TO_MP4,
        mp4);
  }

  private static boolean feed(WebpAnimation animation, OutputStream to) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(animation.width() * animation.height() * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    return animation.writeTo(picture -> {
      bytes.asIntBuffer().put(pixels(picture));
      to.write(bytes.array());
    });
  }

  private static int[] pixels(BufferedImage picture) {
    return ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
  }

  private boolean encodeInJava(WebpAnimation animation, PictureEncoder.Factory factory, Path mp4)
      throws IOException {
    encoding.lock();
    try (PictureEncoder encoder =
        factory.open(mp4, animation.width(), animation.height(), animation.millisPerPicture())) {
      boolean whole = animation.writeTo(encoder::add);
      if (whole) {
        encoder.finish();
      }
      return whole;
    } finally {
      encoding.unlock();
    }
  }
}
