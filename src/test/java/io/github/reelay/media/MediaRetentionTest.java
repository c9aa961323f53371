package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.MediaRetention.FileUse;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaRetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(3);

  @TempDir Path data;
  private MediaFolder folder;
  private final Set<TaskId> open = new HashSet<>();
  private final Set<TaskId> undelivered = new HashSet<>();
  private final Set<String> inUse = new HashSet<>();
  private final List<Alert> alerts = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    folder = MediaFolder.open(data.resolve("media"), null, null);
  }

  @Test
  void whatWasKeptLongEnoughGoesAndOpenTasksStay() throws IOException {
    Path old = video(1, 73, 10);
    Path young = video(2, 71, 10);
    Path owed = video(3, 500, 10);
    open.add(task(3));
    Path oldPicture = picture("a", 73);
    Path usedPicture = picture("b", 73);
    inUse.add("b".repeat(64));

    assertThat(sweep(1000, 0)).isEqualTo(2);

    assertThat(List.of(young, owed, usedPicture)).allMatch(Files::exists);
    assertThat(List.of(old, oldPicture)).noneMatch(Files::exists);
  }

  @Test
  void aFullFolderLosesItsOldestFirst() throws IOException {
    Path oldest = video(1, 9, 400);
    Path owed = video(2, 8, 400);
    open.add(task(2));
    Path older = video(3, 7, 400);
    Path newest = video(4, 6, 400);

    assertThat(sweep(900, 0)).isEqualTo(2);

    assertThat(List.of(owed, newest)).allMatch(Files::exists);
    assertThat(List.of(oldest, older)).noneMatch(Files::exists);
  }

  @Test
  void whatWorkThatBrokeOffHasLeftGoesAfterADay() throws IOException {
    Path left = Files.writeString(folder.partFile(task(1)), "half");
    Path underWay = Files.writeString(folder.partFile(task(2)), "half");
    Files.setLastModifiedTime(left, FileTime.from(NOW.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(underWay, FileTime.from(NOW.minus(Duration.ofHours(23))));

    assertThat(sweep(1000, 0)).isEqualTo(1);

    assertThat(left).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void whatWasNeverDeliveredHasATimeOfItsOwn() throws IOException {
    Path kept = video(1, 143, 10);
    Path tooOld = video(2, 145, 10);
    undelivered.addAll(List.of(task(1), task(2)));

    assertThat(sweep(1000, 0)).isEqualTo(1);

    assertThat(kept).exists();
    assertThat(tooOld).doesNotExist();
  }

  @Test
  void whatWaitsForFetchDoesNotDriveOutWhatWasJustDelivered() throws IOException {
    List<Path> delivered = List.of(video(1, 1, 200), video(2, 1, 200));
    List<Path> kept = List.of(video(3, 0, 444), video(4, 0, 444), video(5, 0, 444));
    undelivered.addAll(List.of(task(3), task(4), task(5)));

    assertThat(sweep(1000, 0)).isEqualTo(2);

    assertThat(delivered).allMatch(Files::exists);
    assertThat(kept).filteredOn(Files::exists).hasSize(1);
  }

  @Test
  void whatWasJustDeliveredDoesNotDriveOutWhatWaitsForFetch() throws IOException {
    Path kept = video(1, 140, 444);
    undelivered.add(task(1));
    Path older = video(2, 2, 444);
    Path newest = video(3, 1, 444);

    assertThat(sweep(1000, 0)).isEqualTo(1);

    assertThat(List.of(kept, newest)).allMatch(Files::exists);
    assertThat(older).doesNotExist();
  }

  @Test
  void eitherKindTakesTheRoomThatTheOtherLeaves() throws IOException {
    video(1, 3, 400);
    video(2, 2, 400);
    assertThat(sweep(1000, 0)).isZero();
    undelivered.addAll(List.of(task(1), task(2)));
    assertThat(sweep(1000, 0)).isZero();
    assertThat(sweep(799, 0)).isEqualTo(1);
  }

  @Test
  void whatIsBeingWrittenIsInTheFolderToo() throws IOException {
    Path delivered = video(1, 1, 400);
    Path part = folder.partFile(task(2));
    Files.write(part, new byte[300]);
    Files.setLastModifiedTime(part, FileTime.from(NOW));

    assertThat(sweep(699, 0)).isEqualTo(1);

    assertThat(delivered).doesNotExist();
    assertThat(part).exists();
  }

  @Test
  void whatARunElsewhereLeftGoesAfterADayAndItsMarkMuchLater() throws IOException {
    Path part = file("parts/0123abcd-4567cdef-1.part", 23, 300);
    Path mark = file("parts/0123abcd-4567cdef.run", 23, 0);
    assertThat(sweep(1000, 0)).isZero();

    Files.setLastModifiedTime(part, FileTime.from(NOW.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(mark, FileTime.from(NOW.minus(Duration.ofDays(89))));
    assertThat(sweep(1000, 0)).isEqualTo(1);
    assertThat(part).doesNotExist();

    Files.setLastModifiedTime(mark, FileTime.from(NOW.minus(Duration.ofDays(91))));
    assertThat(sweep(1000, 0)).isEqualTo(1);
    assertThat(mark).doesNotExist();
  }

  @Test
  void aForeignFileIsNotOurs() throws IOException {
    Path foreign = Files.writeString(data.resolve("media/videos/holiday.mp4"), "x");
    Files.setLastModifiedTime(foreign, FileTime.from(NOW.minus(KEEP.multipliedBy(9))));
    assertThat(sweep(1000, 0)).isZero();
    assertThat(foreign).exists();
  }

  @Test
  void aDiskThatFillsUpIsTold() throws IOException {
    sweep(1000, 0);
    assertThat(alerts).isEmpty();
    sweep(1000, Long.MAX_VALUE);
    assertThat(alerts).extracting(Alert::kind).containsExactly(Alert.Kind.DISK_NEARLY_FULL);
  }

  private int sweep(long maxBytes, long leastFree) throws IOException {
    return new MediaRetention(
            folder,
            new MediaOptions(data, KEEP, KEEP.multipliedBy(2), maxBytes, leastFree, null, null),
            new MediaRetention.FileUsage(this::videoUse, inUse::contains),
            alerts::add,
            () -> NOW)
        .sweep();
  }

  /** Each task ended as soon as its file was stored. */
  private FileUse videoUse(TaskId task) {
    Path file = data.resolve("media/videos/" + task + ".mp4");
    try {
      Instant since = Files.getLastModifiedTime(file).toInstant();
      return open.contains(task)
          ? new FileUse.Needed()
          : undelivered.contains(task)
              ? new FileUse.KeptForFetch(since)
              : new FileUse.Unused(since);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TaskId task(int number) {
    return TaskId.of(1_700_000_000_000L, number);
  }

  private Path video(int number, int hoursOld, int bytes) throws IOException {
    return file("videos/" + task(number) + ".mp4", hoursOld, bytes);
  }

  private Path picture(String letter, int hoursOld) throws IOException {
    return file("pictures/" + letter.repeat(64) + ".jpg", hoursOld, 10);
  }

  private Path file(String name, int hoursOld, int bytes) throws IOException {
    Path file = Files.write(data.resolve("media").resolve(name), new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hoursOld))));
    return file;
  }
}
