package io.github.reelay.media.picture;

import static io.github.reelay.media.picture.Pictures.joined;
import static io.github.reelay.media.picture.Pictures.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedBytes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are broken in any way: each is decoded or refused, for little memory. */
class PictureFuzzTest {
  /** What a picture of the largest kind may cost, decoder and all. */
  private static final long MOST_BYTES = 300L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  @Test
  void aBrokenPictureIsDecodedOrRefused() throws IOException {
    List<byte[]> whole = originals();
    PictureReader reader = new PictureReader(PictureProgram.NONE);
    Path file = folder.resolve("picture");
    Fuzz.run(
        PictureFuzzTest.class,
        100,
        random -> {
          Files.write(file, MutatedBytes.of(whole.get(random.nextInt(whole.size())), random));
          long before = THREADS.getCurrentThreadAllocatedBytes();
          if (reader.read(file) instanceof PictureResult.Decoded(var image)) {
            assertThat(Math.min(image.getWidth(), image.getHeight())).isPositive();
            assertThat((long) image.getWidth() * image.getHeight()).isLessThan(5_000_000);
          }
          if (WebpAnimation.isOne(file)) {
            WebpAnimation.open(file, reader).ifPresent(PictureFuzzTest::isWithinBounds);
          }
          assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        });
  }

  private static void isWithinBounds(WebpAnimation animation) {
    try (animation) {
      int[] count = new int[1];
      animation.writeTo(_ -> count[0]++);
      assertThat(count[0]).isLessThanOrEqualTo(3_600);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> originals() throws IOException {
    List<byte[]> files = new ArrayList<>();
    files.add(Pictures.jpeg(100, 60));
    files.add(Pictures.progressiveJpeg(100, 60));
    files.add(Pictures.turned(Pictures.jpeg(100, 60), 6));
    files.add(Pictures.png(100, 60));
    files.add(OddPictures.turnedPng(Pictures.png(60, 60), 3));
    files.add(OddPictures.interlaced(Pictures.flag(100, 60, BufferedImage.TYPE_3BYTE_BGR)));
    files.add(Pictures.gif(100, 60));
    for (String name : List.of("flag-lossy.webp", "flag-lossless.webp")) {
      files.add(Files.readAllBytes(Path.of("src/test/resources/pictures", name)));
    }
    files.add(
        WebpFiles.animation(
            64,
            48,
            new WebpFiles.Plain(0, 0, 64, 48, 0xFFFF0000, 100, 0),
            new WebpFiles.Plain(8, 8, 40, 32, 0x8000FF00, 40, 1),
            new WebpFiles.Plain(0, 0, 64, 48, 0xFF0000FF, 1000, 2)));
    byte[] heic = "\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    byte[] size = "\0\0\0\24ispe\0\0\0\0\0\0\4\0\0\0\3\0".getBytes(StandardCharsets.ISO_8859_1);
    files.add(joined(heic, size, slice(files.getFirst(), 0, 200)));
    return files;
  }
}
