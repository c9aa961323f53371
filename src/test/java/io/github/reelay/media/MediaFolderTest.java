package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.reelay.media.mp4.Mp4Files;
import io.github.reelay.media.picture.Pictures;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFolderTest {
  private static final TaskId TASK = TaskId.of(1_700_000_000_000L, 5);

  private static final List<String> TEST_PICTURE =
      List.of("-f", "lavfi", "-i", "testsrc2=s=320x176:r=8:d=1");

  /** As SaveVideo writes it: the graph as a tag of its own, the metadata last. */
  private static final List<String> MP4_WITH_WORKFLOW =
      List.of(
          "-movflags",
          "use_metadata_tags",
          "-metadata",
          "prompt={\"6\":{\"class_type\":\"CLIPTextEncode\",\"inputs\":{\"text\":\"a secret prompt\"}}}");

  /** As VHS_VideoCombine writes it: as a comment, which ffmpeg takes over. */
  private static final List<String> WEBM_WITH_WORKFLOW =
      List.of("-c:v", "libvpx", "-metadata", "comment={\"6\":{\"class_type\":\"CLIPTextEncode\"}}");

  @TempDir Path data;
  private MediaFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = MediaFolder.open(data.resolve("media"), null, null);
  }

  @Test
  void aDownloadBecomesAStoredVideoWithItsMetadataInFront() throws IOException {
    byte[] file = Mp4Files.video(data, 5);
    Path partFile = Files.write(folder.partFile(TASK), file);

    Video video = ((StoreVideoResult.Stored) folder.storeVideo(TASK, partFile)).video();

    assertThat(video.file()).isEqualTo(TASK + ".mp4");
    assertThat(video.bytes()).isEqualTo(Files.size(folder.path(video)));
    assertThat(video.width()).isEqualTo(64);
    assertThat(video.height()).isEqualTo(48);
    assertThat(video.length()).isEqualTo(Duration.ofSeconds(1));
    assertThat(folder.has(video)).isTrue();
    assertThat(DurableFiles.sha256(folder.path(video))).isEqualTo(video.sha256());
    assertThat(Files.readString(folder.path(video), StandardCharsets.ISO_8859_1))
        .matches("(?s).*moov.*mdat.*");
    assertThat(parts()).isEmpty();
  }

  @Test
  void theWorkflowThatComfyUiWritesIntoItsVideosIsNotPassedOn() throws IOException {
    Path made = data.resolve("comfy.mp4");
    FfmpegOfMachine.make(TEST_PICTURE, MP4_WITH_WORKFLOW, made);
    assertThat(latin1(made)).contains("class_type").contains("a secret prompt");
    Path partFile = Files.copy(made, folder.partFile(TASK));

    Video video = ((StoreVideoResult.Stored) folder.storeVideo(TASK, partFile)).video();

    assertThat(latin1(folder.path(video)))
        .doesNotContain("class_type")
        .doesNotContain("a secret prompt")
        .matches("(?s).*moov.*mdat.*");
    assertThat(video.length()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void norIsItOfAWebm() throws IOException {
    Path made = data.resolve("comfy.webm");
    FfmpegOfMachine.make(TEST_PICTURE, WEBM_WITH_WORKFLOW, made);
    assertThat(latin1(made)).contains("class_type");
    Path kept = Files.copy(made, folder.partFile(TASK));
    Video webm = ((StoreVideoResult.Stored) folder.storeVideo(TASK, kept)).video();
    assertThat(webm.file()).endsWith(".webm");
    assertThat(latin1(folder.path(webm))).doesNotContain("class_type");
    Path readAgain = data.resolve("again.mp4");
    FfmpegOfMachine.make(
        List.of("-i", folder.path(webm).toString()), List.of("-c:v", "libx264"), readAgain);

    MediaFolder converting =
        MediaFolder.open(data.resolve("other"), FfmpegOfMachine.require(), null);
    Path partFile = Files.copy(made, converting.partFile(TASK));
    Video mp4 = ((StoreVideoResult.Stored) converting.storeVideo(TASK, partFile)).video();
    assertThat(mp4.file()).endsWith(".mp4");
    assertThat(latin1(converting.path(mp4))).doesNotContain("class_type");
  }

  private static String latin1(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void takingInTheStoredFormAgainChangesNothing() throws IOException {
    Path partFile = Files.write(folder.partFile(TASK), Mp4Files.video(data, 5));
    Video first = ((StoreVideoResult.Stored) folder.storeVideo(TASK, partFile)).video();
    Files.copy(folder.path(first), partFile);
    assertThat(folder.storeVideo(TASK, partFile)).isEqualTo(new StoreVideoResult.Stored(first));
  }

  @Test
  void aCutDownloadIsUnfitAndLeavesNothing() throws IOException {
    byte[] file = Mp4Files.video(data, 5);
    Path partFile = Files.write(folder.partFile(TASK), Arrays.copyOf(file, file.length - 100));
    StoreVideoResult.Invalid unfit = (StoreVideoResult.Invalid) folder.storeVideo(TASK, partFile);
    assertThat(unfit.failure().kind()).isEqualTo(FailureKind.BAD_FILE);
    assertThat(parts()).isEmpty();
  }

  /** As two downloads into one file left it, though every size was right. */
  @Test
  void aHoleInThePicturesIsUnfit() throws IOException {
    byte[] file = Mp4Files.noisyVideo(data, 25);
    int middle = file.length / 2;
    byte[] holed = file.clone();
    Arrays.fill(holed, middle, middle + 8_192, (byte) 0);

    assertThat(folder.storeVideo(TASK, Files.write(folder.partFile(TASK), holed)))
        .isInstanceOf(StoreVideoResult.Invalid.class);
    assertThat(folder.storeVideo(TASK, Files.write(folder.partFile(TASK), file)))
        .isInstanceOf(StoreVideoResult.Stored.class);
  }

  @Test
  void eachTryHasAFileOfItsOwn() {
    assertThat(folder.partFile(TASK)).isNotEqualTo(folder.partFile(TASK));
  }

  @Test
  void oneContentIsStoredOnce() throws IOException {
    ReferenceImage first = taken(Pictures.png(300, 200));
    ReferenceImage again = taken(Pictures.png(300, 200));
    assertThat(again).isEqualTo(first);
    assertThat(first.mediaType()).isEqualTo("image/jpeg");
    assertThat(first.width()).isEqualTo(300);
    assertThat(folder.has(first)).isTrue();
    assertThat(DurableFiles.sha256(folder.path(first))).isEqualTo(first.sha256());
    assertThat(parts()).isEmpty();
  }

  private ReferenceImage taken(byte[] bytes) throws IOException {
    StoreImageResult result = folder.storeImage(new ByteArrayInputStream(bytes), 1 << 20);
    return ((StoreImageResult.Stored) result).image();
  }

  @Test
  void aPictureOfTooManyBytesIsReadNoFurther() throws IOException {
    ByteArrayInputStream endless = new ByteArrayInputStream(new byte[10 << 20]);
    assertThat(folder.storeImage(endless, 100_000))
        .isEqualTo(new StoreImageResult.Invalid(StoreImageResult.Reason.TOO_MANY_BYTES));
    assertThat(endless.available()).isGreaterThan(9 << 20);
    assertThat(parts()).isEmpty();
  }

  @Test
  void whatAnEarlierRunLeftUnfinishedIsSweptAway() throws IOException {
    Files.writeString(folder.partFile(TASK), "half");
    MediaFolder.open(data.resolve("media"), null, null);
    assertThat(parts()).isEmpty();
  }

  @Test
  void noNameLeadsOutOfTheFolder() {
    for (String name :
        List.of(
            "../link.key",
            "../../etc/passwd",
            "/etc/passwd",
            "..\\x.mp4",
            "0ABCDEFGHJKMN.mp4/../../x",
            "0ABCDEFGHJKMN.mp4\0",
            "0ABCDEFGHJKMN.exe",
            "",
            ".")) {
      Video video = new Video(name, 1, 1, 1, Duration.ZERO, "");
      assertThatIllegalArgumentException().isThrownBy(() -> folder.path(video));
      ReferenceImage image = new ReferenceImage(name, "image/png", 1, 1, 1);
      assertThatIllegalArgumentException().isThrownBy(() -> folder.path(image));
    }
  }

  @Test
  void aDroppedVideoIsGoneAndMayBeDroppedAgain() throws IOException {
    Path partFile = Files.write(folder.partFile(TASK), Mp4Files.video(data, 2));
    Video video = ((StoreVideoResult.Stored) folder.storeVideo(TASK, partFile)).video();
    folder.delete(video);
    folder.delete(video);
    assertThat(folder.has(video)).isFalse();
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> parts = Files.list(data.resolve("media/parts"))) {
      return parts.filter(part -> !RunMark.isMark(part)).toList();
    }
  }
}
