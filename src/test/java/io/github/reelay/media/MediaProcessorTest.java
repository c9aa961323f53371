package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.media.mp4.Mp4Files;
import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.picture.Pictures;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaConverter.Size;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProcessorTest {
  private static final TaskId TASK = TaskId.of(1_700_000_000_000L, 5);

  @TempDir Path data;
  private MediaFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = MediaFolder.open(data.resolve("media"), null, null);
  }

  @Test
  void aPictureIsCutToExactlyTheAskedSize() throws IOException {
    ReferenceImage image = picture(Pictures.jpeg(1600, 1200));
    for (Size size : new Size[] {new Size(1280, 720), new Size(720, 1280), new Size(64, 64)}) {
      BufferedImage fitted = fitted(image, size, 10 << 20);
      assertThat(fitted.getWidth()).isEqualTo(size.width());
      assertThat(fitted.getHeight()).isEqualTo(size.height());
      Color left = new Color(fitted.getRGB(size.width() / 10, size.height() / 3));
      Color right = new Color(fitted.getRGB(size.width() * 9 / 10, size.height() / 3));
      assertThat(left.getRed()).as("the middle stays").isGreaterThan(left.getBlue() + 80);
      assertThat(right.getBlue()).isGreaterThan(right.getRed() + 80);
    }
  }

  @Test
  void aSmallPictureGrowsToTheAskedSize() throws IOException {
    assertThat(fitted(picture(Pictures.png(64, 48)), new Size(1280, 720), 10 << 20).getWidth())
        .isEqualTo(1280);
  }

  @Test
  void qualityGoesDownUntilTheLimitIsKept() throws IOException {
    ReferenceImage image = picture(Pictures.jpeg(1280, 720));
    for (int limit : new int[] {40_000, 25_000}) {
      assertThat(workshop(null).toJpeg(image, new Size(1280, 720), limit))
          .hasSizeLessThanOrEqualTo(limit);
      assertThat(workshop(null).toJpeg(image, null, limit)).hasSizeLessThanOrEqualTo(limit);
    }
    assertThat(workshop(null).toJpeg(image, null, 3_000)).hasSizeLessThanOrEqualTo(3_000);
    assertThatThrownBy(() -> workshop(null).toJpeg(image, new Size(1280, 720), 500))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatFitsAsItIsStaysAsItIs() throws IOException {
    ReferenceImage image = picture(Pictures.jpeg(320, 200));
    byte[] stored = Files.readAllBytes(folder.path(image));
    assertThat(workshop(null).toJpeg(image, null, 1 << 20)).isEqualTo(stored);
    assertThat(workshop(null).toJpeg(image, new Size(320, 200), 1 << 20)).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFirstAndTheLastFrameAreFound(boolean withFfmpeg) throws IOException {
    MediaProcessor workshop = workshop(withFfmpeg ? FfmpegOfMachine.require() : null);
    Video video = video(Mp4Files.video(data, 7));

    byte[] thumbnail = workshop.thumbnail(video, 32, 20_000).orElseThrow();
    BufferedImage small = ImageIO.read(new ByteArrayInputStream(thumbnail));
    assertThat(small.getWidth()).isEqualTo(32);
    assertThat(small.getHeight()).isEqualTo(24);

    ReferenceImage last = workshop.lastFrame(video);
    assertThat(last.width()).isEqualTo(64);
    BufferedImage end = ImageIO.read(folder.path(last).toFile());
    assertThat(new Color(small.getRGB(16, 12)).getGreen()).as("dark").isLessThan(80);
    assertThat(new Color(end.getRGB(32, 24)).getGreen()).as("light").isGreaterThan(190);
  }

  @ParameterizedTest
  @CsvSource({
    "webp, -c:v libwebp -quality 80, 3840x2160, TOO_MANY_PIXELS",
    "webp, -c:v libwebp -lossless 1, 3840x2160, TOO_MANY_PIXELS",
    "avif, -c:v libaom-av1 -cpu-used 8 -still-picture 1, 640x360, AVIF"
  })
  void ffmpegReadsWhatJavaCannot(
      String format, String options, String size, StoreImageResult.Reason otherwise)
      throws IOException {
    Path file = data.resolve("picture." + format);
    FfmpegOfMachine.make(
        List.of("-f", "lavfi", "-i", "testsrc=s=" + size + ":r=1:d=1"),
        List.of((options + " -frames:v 1").split(" ")),
        file);
    try (var in = Files.newInputStream(file)) {
      assertThat(folder.storeImage(in, 10 << 20))
          .isEqualTo(new StoreImageResult.Invalid(otherwise));
    }
    MediaFolder able = MediaFolder.open(data.resolve("media"), FfmpegOfMachine.require(), null);
    try (var in = Files.newInputStream(file)) {
      ReferenceImage image = ((StoreImageResult.Stored) able.storeImage(in, 10 << 20)).image();
      assertThat(image.width()).isEqualTo(format.equals("avif") ? 640 : 2048);
      assertThat(image.height()).isEqualTo(format.equals("avif") ? 360 : 1152);
    }
  }

  @Test
  void withoutFfmpegNothingIsShrunk() throws IOException {
    assertThat(workshop(null).shrink(video(Mp4Files.video(data, 5)), 10)).isEmpty();
  }

  @Test
  void aVideoIsShrunkUnderTheLimitAndStaysWhole() throws Exception {
    Ffmpeg ffmpeg = FfmpegOfMachine.require();
    Path noise = data.resolve("noise.mp4");
    FfmpegOfMachine.make(
        List.of("-f", "lavfi", "-i", "testsrc2=s=640x360:r=24:d=3,noise=alls=60:allf=t"),
        List.of("-c:v", "libx264", "-preset", "ultrafast", "-crf", "20"),
        noise);
    Video video = video(Files.readAllBytes(noise));
    assertThat(video.bytes()).isGreaterThan(900_000);

    for (long limit : new long[] {500_000, 200_000}) {
      Path small = workshop(ffmpeg).shrink(video, limit).orElseThrow();
      assertThat(Files.size(small)).isLessThanOrEqualTo(limit);
      assertThat(Mp4Info.read(small)).isInstanceOf(Mp4Info.ReadResult.Valid.class);
      assertThat(ProvenanceTest.xmp(small)).contains(ProvenanceTest.MADE_BY_A_MODEL);
      Files.delete(small);
    }
    assertThat(workshop(ffmpeg).shrink(video, 1000)).as("no miracle").isEmpty();
    try (var parts = Files.list(data.resolve("media/parts"))) {
      assertThat(parts.filter(part -> !RunMark.isMark(part))).isEmpty();
    }
  }

  @Test
  void aProgramThatTakesTooLongIsKilled() throws IOException {
    Path slow = data.resolve("slow");
    Files.writeString(slow, "#!/bin/sh\nexec sleep 600\n");
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    Optional<Ffmpeg> program = Ffmpeg.find(slow, null, Duration.ofMillis(50));
    assertThat(workshop(program.orElseThrow()).shrink(video(Mp4Files.video(data, 5)), 1 << 20))
        .isEmpty();
  }

  @Test
  void theProgramIsLookedForOnThePath() throws IOException {
    Path there = Files.createFile(data.resolve("ffmpeg"));
    String path = "/nowhere:" + data;
    assertThat(Ffmpeg.find(null, path, Duration.ZERO)).as("not executable").isEmpty();
    assertThat(there.toFile().setExecutable(true)).isTrue();
    assertThat(Ffmpeg.find(null, path, Duration.ZERO)).isPresent();
    assertThat(Ffmpeg.find(null, null, Duration.ZERO)).isEmpty();
  }

  private MediaProcessor workshop(@Nullable Ffmpeg ffmpeg) {
    return new MediaProcessor(folder, ffmpeg);
  }

  private BufferedImage fitted(ReferenceImage image, Size size, long limit) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(workshop(null).toJpeg(image, size, limit)));
  }

  private ReferenceImage picture(byte[] bytes) throws IOException {
    StoreImageResult result = folder.storeImage(new ByteArrayInputStream(bytes), 10 << 20);
    return ((StoreImageResult.Stored) result).image();
  }

  private Video video(byte[] bytes) throws IOException {
    Path partFile = Files.write(folder.partFile(TASK), bytes);
    return ((StoreVideoResult.Stored) folder.storeVideo(TASK, partFile)).video();
  }
}
