package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.management.ThreadMXBean;
import io.github.reelay.media.mp4.Mp4Files;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as other programs write them: whatever plays is taken, whatever is cut is not. */
class PlayableVideosTest {
  private static final TaskId TASK = TaskId.of(1_700_000_000_000L, 5);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-movflags +frag_keyframe+empty_moov",
        "-movflags +frag_keyframe+empty_moov+default_base_moof",
        "-movflags +frag_every_frame+empty_moov+omit_tfhd_offset",
        "-movflags +dash+cmaf+frag_keyframe",
        "-movflags +frag_keyframe",
        "-movflags +faststart",
        "-movflags +frag_keyframe+empty_moov+delay_moov -f ismv",
        "-f mov"
      })
  void aFileTellsItsRightLength(String options) throws IOException {
    byte[] file = made(".mp4", "-c:v libx264 -g 10 -c:a aac " + options);
    Video video = stored(file, null);
    assertThat(video.length()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3150));
    assertThat(video.width()).isEqualTo(320);
    assertThat(video.height()).isEqualTo(240);
    assertThat(decodedFrames(video)).isEqualTo(75);
    assertThat(ProvenanceTest.xmp(data.resolve("media/videos/" + video.file())))
        .contains(ProvenanceTest.MADE_BY_A_MODEL);
    assertThat(isRefused(Arrays.copyOf(file, file.length / 2))).as("cut").isTrue();
    assertThat(isRefused(Arrays.copyOf(file, file.length * 2 / 3))).as("cut later").isTrue();
  }

  @Test
  void soundAloneIsNoVideo() throws IOException {
    assertThat(isRefused(made(".m4a", "-vn -c:a aac"))).isTrue();
    assertThat(isRefused(made(".mka", "-vn -c:a libopus -f webm"))).isTrue();
  }

  @Test
  void aWebmBecomesAnMp4WhereThatCanBeDone() throws IOException {
    byte[] webm = made(".webm", "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus");

    Video video = stored(webm, FfmpegOfMachine.require());
    assertThat(video.file()).isEqualTo(TASK + ".mp4");
    assertThat(video.length()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3150));
    assertThat(decodedFrames(video)).isEqualTo(75);
    assertThat(ProvenanceTest.xmp(data.resolve("media/videos/" + video.file())))
        .contains(ProvenanceTest.MADE_BY_A_MODEL);

    Video asItIs = stored(webm, null);
    assertThat(asItIs.file()).isEqualTo(TASK + ".webm");
    assertThat(asItIs.width()).isEqualTo(320);
    assertThat(asItIs.height()).isEqualTo(240);
    assertThat(asItIs.length()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3150));
    assertThat(Files.readAllBytes(data.resolve("media/videos/" + asItIs.file()))).isEqualTo(webm);

    for (int length = 0; length < webm.length; length += 1 + webm.length / 50) {
      assertThat(isRefused(Arrays.copyOf(webm, length))).as("cut at " + length).isTrue();
    }
  }

  @Test
  void aThumbnailIsMadeOfAWebmToo() throws IOException {
    Video video = stored(made(".webm", "-an -c:v libvpx -deadline realtime -cpu-used 8"), null);
    MediaProcessor workshop =
        new MediaProcessor(
            MediaFolder.open(data.resolve("media"), null, null), FfmpegOfMachine.require());
    assertThat(workshop.thumbnail(video, 64, 20_000)).isPresent();
  }

  /** 444 kB of this ended a program of 512 MB. */
  @Test
  void anEnormousFrameCostsNoMemory() throws IOException {
    Path made = data.resolve("huge.mp4");
    FfmpegOfMachine.make(
        List.of("-f", "lavfi", "-i", "color=c=gray:s=12288x12288:r=2:d=1"),
        List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"),
        made);
    byte[] file = Files.readAllBytes(made);
    int size = new String(file, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4 + 76;
    byte[] lying = file.clone();
    ByteBuffer.wrap(lying).putInt(size, 64 << 16).putInt(size + 4, 64 << 16);
    for (byte[] bytes : List.of(file, lying)) {
      Video video = stored(bytes, null);
      for (Ffmpeg ffmpeg : new Ffmpeg[] {null, FfmpegOfMachine.require()}) {
        MediaProcessor workshop =
            new MediaProcessor(MediaFolder.open(data.resolve("media"), null, null), ffmpeg);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(workshop.thumbnail(video, 320, 200_000)).isEmpty();
        assertThatIOException().isThrownBy(() -> workshop.lastFrame(video));
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
      }
    }
  }

  @Test
  void aLargeFrameIsScaledBeforeItIsRead() throws IOException {
    Path made = data.resolve("large.mp4");
    FfmpegOfMachine.make(
        List.of("-f", "lavfi", "-i", "testsrc2=s=4096x2304:r=2:d=1"),
        List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"),
        made);
    Video video = stored(Files.readAllBytes(made), null);
    MediaProcessor workshop =
        new MediaProcessor(
            MediaFolder.open(data.resolve("media"), null, null), FfmpegOfMachine.require());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(workshop.thumbnail(video, 320, 200_000)).isPresent();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    assertThat(workshop.lastFrame(video).width()).isEqualTo(2048);
  }

  @Test
  void mediaThatNobodyMovedIsLeftAsItWas() throws IOException {
    byte[] file = made(".mp4", "-c:v libx264 -c:a aac -movflags +frag_keyframe+empty_moov");
    Video video = stored(file, null);
    assertThat(Files.readAllBytes(data.resolve("media/videos/" + video.file()))).startsWith(file);
  }

  @Test
  void aPlainVideoNeedsNoProgram() throws IOException {
    assertThat(stored(Mp4Files.video(data, 5), null).length()).isEqualTo(Duration.ofSeconds(1));
  }

  private Video stored(byte[] bytes, @Nullable Ffmpeg ffmpeg) throws IOException {
    MediaFolder folder = MediaFolder.open(data.resolve("media"), ffmpeg, null);
    StoreVideoResult result = folder.storeVideo(TASK, Files.write(folder.partFile(TASK), bytes));
    assertThat(result).isInstanceOf(StoreVideoResult.Stored.class);
    return ((StoreVideoResult.Stored) result).video();
  }

  private boolean isRefused(byte[] bytes) throws IOException {
    MediaFolder folder = MediaFolder.open(data.resolve("media"), null, null);
    return folder.storeVideo(TASK, Files.write(folder.partFile(TASK), bytes))
        instanceof StoreVideoResult.Invalid;
  }

  private byte[] made(String ending, String options) throws IOException {
    Path file = data.resolve("made" + ending);
    FfmpegOfMachine.make(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=320x240:r=25:d=3",
            "-f",
            "lavfi",
            "-i",
            "sine=duration=3"),
        List.of((options + " -pix_fmt yuv420p").split(" ")),
        file);
    return Files.readAllBytes(file);
  }

  /** What a player shows of it, by ffmpeg, which is told to take no broken frame. */
  private long decodedFrames(Video video) throws IOException {
    Path frames = data.resolve("frames.txt");
    FfmpegOfMachine.make(
        List.of("-xerror", "-i", data.resolve("media/videos/" + video.file()).toString()),
        List.of("-map", "0:v", "-f", "framemd5"),
        frames);
    return Files.readAllLines(frames).stream().filter(line -> !line.startsWith("#")).count();
  }
}
