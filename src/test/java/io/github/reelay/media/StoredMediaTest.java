package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.reelay.media.MediaRetention.FileUsage;
import io.github.reelay.media.MediaRetention.FileUse;
import io.github.reelay.media.mp4.Mp4Files;
import io.github.reelay.media.picture.Pictures;
import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.media.store.ObjectStore.StoredObject;
import io.github.reelay.media.store.S3Options;
import io.github.reelay.media.store.S3Server;
import io.github.reelay.media.store.S3Store;
import io.github.reelay.media.store.StoreException;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, each with a media folder of its own, over one bucket. */
class StoredMediaTest {
  private static final TaskId TASK = new TaskId("0ABCDEFGHJKMN");
  private static final Duration KEEP = Duration.ofDays(3);

  @TempDir Path root;
  private S3Options bucket;
  private ObjectStore store;
  private MediaFolder one;
  private MediaFolder two;
  private final Set<TaskId> open = new HashSet<>();

  @BeforeEach
  void open() throws IOException {
    bucket = S3Server.freshBucket();
    store = new S3Store(bucket);
    one = MediaFolder.openCopy(root.resolve("one"), null, null, store);
    two = MediaFolder.openCopy(root.resolve("two"), null, null, store);
  }

  @AfterEach
  void close() throws IOException {
    one.close();
    two.close();
    store.close();
  }

  @Test
  void aVideoThatOneHasStoredIsBroughtByAnother() throws IOException {
    Video video = storeVideo(one);

    assertThat(two.has(video)).isTrue();
    assertThat(two.path(video)).hasSameBinaryContentAs(one.path(video));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(two.path(video))))
        .isEqualTo("rw-------");
    assertThat(partsOf("two")).isEmpty();
  }

  @Test
  void aPictureThatOneHasStoredIsBroughtByAnother() throws IOException {
    ReferenceImage picture = storePicture(one);

    assertThat(new MediaProcessor(two, null).toJpeg(picture, null, 10 << 20))
        .isEqualTo(Files.readAllBytes(one.path(picture)));
    assertThat(two.has(picture)).isTrue();
  }

  @Test
  void theLastFrameOfAVideoThatAnotherHasStoredCanBeHad() throws IOException {
    Video video = storeVideo(one);

    ReferenceImage frame = new MediaProcessor(two, null).lastFrame(video);

    assertThat(one.has(frame)).isTrue();
  }

  @Test
  void whatIsNowhereIsNotThere() throws IOException {
    Video video = storeVideo(one);
    two.delete(video);
    Files.delete(one.path(video));

    assertThat(one.has(video)).isFalse();
    assertThat(one.path(video)).doesNotExist();
  }

  @Test
  void whatOneDeletesIsGoneFromTheBucketToo() throws IOException {
    Video video = storeVideo(one);
    ReferenceImage picture = storePicture(one);
    two.delete(video);
    two.drop(picture);

    assertThat(store.list("")).isEmpty();
    assertThat(two.has(video)).isFalse();
  }

  @Test
  void aFileThatWasCutShortInTheBucketCountsAsGone() throws IOException {
    Video video = storeVideo(one);
    byte[] whole = Files.readAllBytes(one.path(video));
    spoil(video, java.util.Arrays.copyOf(whole, whole.length - 1));

    assertThat(two.has(video)).isFalse();
    assertThat(two.path(video)).doesNotExist();
    assertThat(partsOf("two")).isEmpty();
  }

  @Test
  void aFileOfOtherBytesInTheBucketCountsAsGone() throws IOException {
    Video video = storeVideo(one);
    byte[] other = Files.readAllBytes(one.path(video));
    other[other.length - 1] ^= 1;
    spoil(video, other);

    assertThat(two.has(video)).isFalse();
  }

  private void spoil(Video video, byte[] content) throws IOException {
    Path other = Files.write(root.resolve("other"), content);
    store.put(store.list("videos/").getFirst().name(), other);
    assertThat(video.file()).isEqualTo(TASK + ".mp4");
  }

  /** It had fetched the file once more, later than its successor, when it was replaced. */
  @Test
  void whatAnInstanceThatWasReplacedStillPutsSpoilsNothing() throws IOException {
    Video video = storeVideo(two);
    Video late = storeVideo(one, 9);

    assertThat(late.file()).isEqualTo(video.file());
    assertThat(one.has(video)).isTrue();
    assertThat(Files.size(one.path(video))).isEqualTo(video.bytes());
  }

  @Test
  void aStoreThatCannotBeReachedIsABrokenDiskAndNothingIsStoredHereAlone() throws IOException {
    Video video = storeVideo(one);
    try (ObjectStore nowhere =
            new S3Store(
                S3Server.options(
                    URI.create("http://127.0.0.1:1"), "films", "access-key", "secret-key"));
        MediaFolder cut = MediaFolder.openCopy(root.resolve("cut"), null, null, nowhere)) {
      Path part = Files.write(cut.partFile(TASK), Mp4Files.video(root, 2));

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> cut.storeVideo(TASK, part))
          .withMessageContaining("cannot be reached");
      assertThat(filesIn("cut/videos")).isEmpty();
      assertThat(partsOf("cut")).isEmpty();
      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> cut.has(video));
      assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> cut.path(video));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new MediaProcessor(cut, null).lastFrame(video));
    }
  }

  @Test
  void aLinkThatAnotherHasGivenLeadsToTheFile() throws IOException {
    Video video = storeVideo(one);
    ReferenceImage picture = storePicture(one);
    URI toVideo = links(one).link(video, Duration.ofHours(1)).orElseThrow();
    URI toPicture = links(one).link(picture, Duration.ofHours(1)).orElseThrow();

    assertThat(resolve(toVideo)).hasSameBinaryContentAs(one.path(video));
    assertThat(resolve(toPicture)).hasSameBinaryContentAs(one.path(picture));
    two.delete(video);
    assertThat(resolve(toVideo)).isNull();
  }

  private @Nullable Path resolve(URI link) {
    Map<String, String> query = new HashMap<>();
    for (String pair : link.getQuery().split("&")) {
      query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return links(two)
        .resolve(link.getPath().substring("/media/".length()), query)
        .map(found -> found.file())
        .orElse(null);
  }

  private static SignedLinks links(MediaFolder folder) {
    return new SignedLinks(
        URI.create("https://bot.example"),
        folder,
        new HmacSigner("k".repeat(32).getBytes(StandardCharsets.US_ASCII)),
        InstantSource.system());
  }

  /** It died between the two. */
  @Test
  void whatWasPutForATaskThatNobodyKnowsGoesAtTheNextSweep() throws IOException {
    Path file = Files.writeString(root.resolve("orphan"), "bytes of a dead instance");
    store.put("videos/0ABCDEFGHJKMP." + "0f".repeat(32) + ".mp4", file);
    store.put("videos/notes.txt", file);
    Video needed = storeVideo(one);
    open.add(TASK);

    sweep(one, Instant.now());

    assertThat(store.list(""))
        .extracting(StoredObject::name)
        .containsExactlyInAnyOrder(
            "videos/" + TASK + "." + needed.sha256() + ".mp4", "videos/notes.txt");
    assertThat(two.has(needed)).isTrue();
  }

  @Test
  void whatWasKeptLongEnoughGoesFromTheBucketAndFromEachFolder() throws IOException {
    Video video = storeVideo(one);
    ReferenceImage picture = storePicture(one);
    assertThat(two.has(video) && two.has(picture)).isTrue();
    Instant later = Instant.now().plus(KEEP).plusSeconds(5);

    sweep(two, Instant.now().plus(KEEP).minusSeconds(60));
    assertThat(store.list("pictures/")).hasSize(1);
    sweep(two, later);
    assertThat(store.list("")).isEmpty();
    assertThat(Stream.concat(filesIn("two/videos"), filesIn("two/pictures"))).isEmpty();

    sweep(one, later);
    assertThat(Stream.concat(filesIn("one/videos"), filesIn("one/pictures"))).isEmpty();
  }

  private void sweep(MediaFolder folder, Instant now) throws IOException {
    var _ =
        new MediaRetention(
                folder,
                new MediaOptions(root, KEEP, KEEP, 1 << 30, 0, null, null),
                new FileUsage(
                    task ->
                        open.contains(task)
                            ? new FileUse.Needed()
                            : new FileUse.Unused(Instant.EPOCH),
                    _ -> false),
                alert -> {
                  throw new AssertionError(alert);
                },
                () -> now)
            .sweep();
  }

  @Test
  void whatWasStoredBeforeThereWasABucketIsPutIntoItOnce() throws IOException {
    Video video;
    ReferenceImage picture;
    try (MediaFolder before = MediaFolder.open(root.resolve("before"), null, null)) {
      video = storeVideo(before);
      picture = storePicture(before);
    }
    open.add(TASK);
    assertThat(MediaFolder.evictCopies(root.resolve("before"), store.address()))
        .as("they are no copies yet")
        .isZero();

    try (MediaFolder copy = MediaFolder.openCopy(root.resolve("before"), null, null, store)) {
      sweep(copy, Instant.now());
    }
    assertThat(two.has(video) && two.has(picture)).isTrue();

    assertThat(MediaFolder.evictCopies(root.resolve("before"), "another")).isZero();
    assertThat(MediaFolder.evictCopies(root.resolve("before"), store.address())).isEqualTo(2);
    assertThat(Stream.concat(filesIn("before/videos"), filesIn("before/pictures"))).isEmpty();
  }

  @Test
  void whereAnotherInstanceWorksNoCopyIsTakenAway() throws IOException {
    Video video = storeVideo(one);
    open.add(TASK);
    sweep(one, Instant.now());

    assertThat(MediaFolder.evictCopies(root.resolve("one"), store.address())).isZero();
    assertThat(one.path(video)).exists();
    one.close();
    assertThat(MediaFolder.evictCopies(root.resolve("one"), store.address())).isOne();
  }

  /** With the store away nothing says any more that what is here is anywhere else. */
  @Test
  void aFolderThatIsUsedAloneAgainIsNoCopy() throws IOException {
    Video video = storeVideo(one);
    open.add(TASK);
    sweep(one, Instant.now());
    one.close();
    MediaFolder.open(root.resolve("one"), null, null).close();

    assertThat(MediaFolder.evictCopies(root.resolve("one"), store.address())).isZero();
    assertThat(one.path(video)).exists();
  }

  private Video storeVideo(MediaFolder folder) throws IOException {
    return storeVideo(folder, 2);
  }

  private Video storeVideo(MediaFolder folder, int frames) throws IOException {
    Path part = Files.write(folder.partFile(TASK), Mp4Files.video(root, frames));
    return ((StoreVideoResult.Stored) folder.storeVideo(TASK, part)).video();
  }

  private static ReferenceImage storePicture(MediaFolder folder) throws IOException {
    return ((StoreImageResult.Stored)
            folder.storeImage(new ByteArrayInputStream(Pictures.jpeg(320, 240)), 10 << 20))
        .image();
  }

  private List<Path> partsOf(String folder) throws IOException {
    return filesIn(folder + "/parts").filter(file -> !file.toString().endsWith(".run")).toList();
  }

  private Stream<Path> filesIn(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.toList().stream();
    }
  }
}
