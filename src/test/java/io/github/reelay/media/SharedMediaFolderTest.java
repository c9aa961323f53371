package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.reelay.media.mp4.Mp4Files;
import io.github.reelay.security.OwnerOnly;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A media folder that several instances work in, each a process of its own. */
class SharedMediaFolderTest {
  private static final TaskId TASK = new TaskId("0ABCDEFGHJKMN");

  @TempDir Path root;
  private @Nullable Process other;

  @AfterEach
  void endTheOther() throws InterruptedException {
    if (other != null) {
      other.destroyForcibly().waitFor();
    }
  }

  /** Starts another instance; gives the file it has begun to write. */
  private Path startAnother() throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MediaRunUntilKilled.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    other = started;
    BufferedReader said = started.inputReader();
    return Path.of(said.readLine());
  }

  /** What an ffmpeg looks like from outside that writes this file; it ends when it is ended. */
  private static Process programAt(Path part) throws IOException {
    return new ProcessBuilder("cat", "-", "file:" + part).start();
  }

  private Path next(Path part) {
    return part.resolveSibling(part.getFileName().toString().replaceFirst("-1-.*", "-2.mp4"));
  }

  @Test
  void whoStartsTakesNothingFromAnInstanceThatLives() throws Exception {
    Path part = startAnother();
    Process ffmpeg = programAt(next(part));
    try (MediaFolder folder = MediaFolder.openShared(root, null, null)) {
      assertThat(part).hasContent("half");
      assertThat(ffmpeg.isAlive()).isTrue();
      assertThat(folder.partFile(TASK)).isNotEqualTo(part);
    } finally {
      ffmpeg.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatAKilledInstanceLeftIsSweptByWhoStartsNext() throws Exception {
    Path part = startAnother();
    Process ffmpeg = programAt(next(part));
    endTheOther();

    try (MediaFolder _ = MediaFolder.openShared(root, null, null)) {
      assertThat(part).doesNotExist();
      assertThat(ffmpeg.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(names("parts")).as("its own mark").singleElement().asString().endsWith(".run");
    }
    assertThat(names("parts")).isEmpty();
  }

  @Test
  void aStartDoesNotLetGoOfItsOwnMark() throws Exception {
    try (MediaFolder folder = MediaFolder.openShared(root, null, null)) {
      Path part = Files.writeString(folder.partFile(TASK), "half");
      startAnother();
      assertThat(part).hasContent("half");
    }
  }

  @Test
  void ofARunOnAnotherMachineNobodyHereCanTell() throws IOException {
    Path parts = Files.createDirectories(root.resolve("parts"));
    Path mark = Files.createFile(parts.resolve("00000000-11111111.run"));
    Path part = Files.writeString(parts.resolve("00000000-11111111-1.part"), "half");
    Path ofNobody = Files.writeString(parts.resolve("fresh-1.part"), "half");

    try (MediaFolder _ = MediaFolder.openShared(root, null, null)) {
      assertThat(Stream.of(mark, part, ofNobody)).allSatisfy(file -> assertThat(file).exists());
    }
  }

  @Test
  void whoIsAloneTakesEverythingThatIsUnfinished() throws IOException {
    Path parts = Files.createDirectories(root.resolve("parts"));
    Files.createFile(parts.resolve("00000000-11111111.run"));
    Files.writeString(parts.resolve("00000000-11111111-1.part"), "half");
    Files.writeString(parts.resolve("fresh-1.part"), "half");

    try (MediaFolder _ = MediaFolder.open(root, null, null)) {
      assertThat(names("parts")).hasSize(1);
    }
  }

  @Test
  void whatOneStoresTheOthersHave() throws IOException {
    try (MediaFolder one = MediaFolder.openShared(root.resolve("m"), null, null);
        MediaFolder two = MediaFolder.openShared(root.resolve("m"), null, null)) {
      Path part = Files.write(one.partFile(TASK), Mp4Files.video(root, 2));
      Video video = ((StoreVideoResult.Stored) one.storeVideo(TASK, part)).video();

      assertThat(two.has(video)).isTrue();
      two.delete(video);
      assertThat(one.has(video)).isFalse();
    }
  }

  @Test
  void aFolderOfOthersKeepsItsRightsAndOnlyOursAreClosed() throws IOException {
    Path share = Files.createDirectory(root.resolve("share"));
    Files.setPosixFilePermissions(share, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path videos = Files.createDirectory(share.resolve("videos"));
    Files.setPosixFilePermissions(videos, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(OwnerOnly.exposedIn(MediaFolder.foldersIn(share))).containsExactly(videos);

    MediaFolder.openShared(share, null, null).close();

    assertThat(OwnerOnly.exposedIn(MediaFolder.foldersIn(share))).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(share)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void whatIsNoFolderIsRefusedAtOnceByItsName() throws IOException {
    Files.createFile(root.resolve("videos"));

    assertThatIOException()
        .isThrownBy(() -> MediaFolder.openShared(root, null, null))
        .withMessageContaining("videos");
  }

  private Stream<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
