package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.picture.PictureProgram;
import io.github.reelay.media.picture.PictureReader;
import io.github.reelay.media.picture.WebpAnimation;
import io.github.reelay.media.picture.WebpFiles;
import io.github.reelay.media.picture.WebpFiles.Plain;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ComfyUI's SaveAnimatedWEBP makes becomes a video. */
class AnimatedWebpTest {
  private static final TaskId TASK = TaskId.of(1_700_000_000_000L, 5);
  private static final String MOVING = "testsrc=s=320x176:r=8:d=2";
  private static final int RED = 0xFFFF0000;
  private static final int BLUE = 0xFF0000FF;

  @TempDir Path data;

  private static byte[] redThenBlue() {
    return WebpFiles.animation(
        65, 49, new Plain(0, 0, 65, 49, RED, 500, 0), new Plain(0, 0, 65, 49, BLUE, 250, 0));
  }

  private StoreVideoResult store(MediaFolder folder, byte[] file) throws IOException {
    return folder.storeVideo(TASK, Files.write(folder.partFile(TASK), file));
  }

  @Test
  void itIsStoredAsAnMp4ThatEveryChatPlays() throws IOException {
    Ffmpeg ffmpeg = FfmpegOfMachine.require();
    MediaFolder folder = MediaFolder.open(data.resolve("media"), ffmpeg, null);

    Video video = ((StoreVideoResult.Stored) store(folder, redThenBlue())).video();

    assertThat(video.file()).isEqualTo(TASK + ".mp4");
    assertThat(video.width()).isEqualTo(64);
    assertThat(video.height()).isEqualTo(48);
    assertThat(video.length()).isEqualTo(Duration.ofMillis(750));
    assertThat(Files.readString(folder.path(video), StandardCharsets.ISO_8859_1))
        .matches("(?s).*moov.*mdat.*")
        .contains("avc1");
    assertThat(Mp4Info.read(folder.path(video))).isInstanceOf(Mp4Info.ReadResult.Valid.class);
    FrameExtractor frames = new FrameExtractor(folder.files(), ffmpeg);
    assertThat(distance(frames.firstFrame(video, 320).getRGB(32, 24), RED)).isLessThan(12);
    assertThat(distance(frames.lastFrame(video).getRGB(32, 24), BLUE)).isLessThan(12);
    try (Stream<Path> parts = Files.list(data.resolve("media/parts"))) {
      assertThat(parts)
          .as("but for the mark of this run")
          .allMatch(part -> part.toString().endsWith(".run"));
    }
  }

  /** The largest difference of a colour's three parts. */
  private static int distance(int one, int other) {
    int largest = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      largest = Math.max(largest, Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)));
    }
    return largest;
  }

  @Test
  void aBrokenOneAndAStillOneAreUnfit() throws IOException {
    MediaFolder folder = MediaFolder.open(data.resolve("media"), FfmpegOfMachine.require(), null);
    byte[] file = redThenBlue();
    byte[] still = file.clone();
    still[20] = 0;
    byte[] undecodable = file.clone();
    // The second frame's first code: of no kind that there is.
    Arrays.fill(undecodable, file.length - 12, file.length, (byte) 0xFF);

    for (byte[] unfit : List.of(Arrays.copyOf(file, file.length - 9), still, undecodable)) {
      assertThat(store(folder, unfit))
          .isInstanceOfSatisfying(
              StoreVideoResult.Invalid.class,
              invalid -> assertThat(invalid.failure().kind()).isEqualTo(FailureKind.BAD_FILE));
    }
    try (Stream<Path> parts = Files.list(data.resolve("media/parts"))) {
      assertThat(parts)
          .as("but for the mark of this run")
          .allMatch(part -> part.toString().endsWith(".run"));
    }
  }

  @Test
  void withoutAnyEncoderItIsUnfit() throws IOException {
    assertThat(store(MediaFolder.open(data.resolve("media"), null, null), redThenBlue()))
        .isInstanceOf(StoreVideoResult.Invalid.class);
  }

  /** Each of them stores parts of pictures, with holes, in its own way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffmpeg -c:v libwebp_anim -lossless 1",
        "ffmpeg -c:v libwebp_anim -quality 90",
        "img2webp -loop 0 -lossless -d 125",
        "img2webp -loop 0 -mixed -kmin 3 -kmax 5 -d 125",
        "gif2webp -min_size",
        "gif2webp -mixed"
      })
  void theFilesOfUsualToolsComeOutAsTheyWentIn(String tool) throws IOException {
    FfmpegOfMachine.make(
        List.of("-f", "lavfi", "-i", MOVING), List.of(), data.resolve("meant-%02d.png"));
    Path made = make(tool);
    assertThat(WebpAnimation.isOne(made)).isTrue();
    int[] at = {0};
    try (WebpAnimation animation =
        WebpAnimation.open(made, new PictureReader(PictureProgram.NONE)).orElseThrow()) {
      boolean whole =
          animation.writeTo(picture -> {
            int frame = Math.min(15, at[0]++ * animation.millisPerPicture() / 125);
            BufferedImage meant =
                ImageIO.read(data.resolve("meant-%02d.png".formatted(frame + 1)).toFile());
            assertThat(meanDistance(picture, meant)).as("picture %d", frame).isLessThan(14);
          });
      assertThat(whole).isTrue();
      assertThat(at[0] * animation.millisPerPicture()).isBetween(1950, 2050);
    }

    MediaFolder folder = MediaFolder.open(data.resolve("media"), FfmpegOfMachine.require(), null);
    Video video = ((StoreVideoResult.Stored) store(folder, Files.readAllBytes(made))).video();
    assertThat(video.width()).isEqualTo(320);
    assertThat(video.length()).isBetween(Duration.ofMillis(1950), Duration.ofMillis(2050));
  }

  private Path make(String tool) throws IOException {
    Path made = data.resolve("made.webp");
    List<String> words = List.of(tool.split(" "));
    List<String> options = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "ffmpeg" -> FfmpegOfMachine.make(List.of("-f", "lavfi", "-i", MOVING), options, made);
      case "img2webp" -> {
        try (Stream<Path> files = Files.list(data)) {
          run(
              words,
              files.map(Path::toString).filter(name -> name.endsWith(".png")).sorted().toList(),
              made);
        }
      }
      default -> {
        Path gif = data.resolve("made.gif");
        FfmpegOfMachine.make(List.of("-f", "lavfi", "-i", MOVING), List.of(), gif);
        run(words, List.of(gif.toString()), made);
      }
    }
    return made;
  }

  /** Debian's package webp has it; the test is skipped without. */
  private static void run(List<String> words, List<String> files, Path made) throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, words.getFirst()))),
        words.getFirst() + " is not installed");
    List<String> command =
        Stream.of(words, files, List.of("-o", made.toString())).flatMap(List::stream).toList();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double meanDistance(BufferedImage one, BufferedImage other) {
    assertThat(one.getWidth()).isEqualTo(other.getWidth());
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        sum += distance(one.getRGB(x, y), other.getRGB(x, y));
      }
    }
    return sum / (double) (one.getWidth() * one.getHeight());
  }
}
