package io.github.reelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.reelay.config.Secret;
import io.github.reelay.media.store.ObjectStore.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bucket, against a server that others have made. */
class S3StoreTest {
  private static final String VIDEO = "videos/0ABCDEFGHJKMN.%s.mp4".formatted("ab".repeat(32));

  @TempDir Path folder;
  private S3Options bucket;
  private S3Store store;

  @BeforeEach
  void open() {
    bucket = S3Server.freshBucket();
    store = new S3Store(bucket);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatOnePutsAnotherGets() throws IOException {
    Path file = file(3_000_000);
    store.put(VIDEO, file);

    try (S3Store another = new S3Store(bucket)) {
      StoredObject got = another.get(VIDEO, copy(), 3_000_000).orElseThrow();

      assertThat(copy()).hasSameBinaryContentAs(file);
      assertThat(got.bytes()).isEqualTo(3_000_000);
      assertThat(got.modifiedAt())
          .isBetween(Instant.now().minus(Duration.ofMinutes(2)), Instant.now().plusSeconds(2));
    }
  }

  @Test
  void whatIsNotThereIsNotGotAndMayBeDeleted() throws IOException {
    assertThat(store.get(VIDEO, copy(), 10)).isEmpty();
    assertThat(copy()).doesNotExist();
    store.delete(VIDEO);
  }

  @Test
  void whatWasDeletedIsGone() throws IOException {
    store.put(VIDEO, file(10));
    store.delete(VIDEO);

    assertThat(store.get(VIDEO, copy(), 10)).isEmpty();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void ofWhatIsLargerThanExpectedNoMoreIsWritten() throws IOException {
    store.put(VIDEO, file(1_000_000));

    assertThat(store.get(VIDEO, copy(), 100_000).orElseThrow().bytes()).isGreaterThan(100_000);
    assertThat(copy()).isRegularFile();
    assertThat(Files.size(copy())).isLessThanOrEqualTo(100_000);
  }

  @Test
  void allNamesThatBeginSoAreListedAndNoneOfAnotherPlaceInTheBucket() throws IOException {
    store.put(VIDEO, file(10));
    store.put("pictures/1.jpg", file(20));
    S3Options elsewhere =
        new S3Options(
            bucket.endpoint(),
            bucket.bucket(),
            bucket.region(),
            "",
            true,
            bucket.accessKey(),
            bucket.secretKey());
    try (S3Store top = new S3Store(elsewhere)) {
      top.put("videos/other.mp4", file(30));

      assertThat(store.list("videos/0ABCDEFGHJKMN."))
          .extracting(StoredObject::name, StoredObject::bytes)
          .containsExactly(tuple(VIDEO, 10L));
      assertThat(store.list("")).hasSize(2);
      assertThat(top.list("")).hasSize(3);
    }
  }

  @Test
  void moreNamesThanOneAnswerHoldsAreAllListed() throws IOException {
    Path file = file(1);
    for (int i = 0; i < 1_010; i++) {
      store.put("videos/" + i, file);
    }

    assertThat(store.list("videos/")).hasSize(1_010);
  }

  @Test
  void aProbeFindsNothingWrongAndLeavesNothing() throws IOException {
    store.probe();

    assertThat(store.list("")).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidInOneSentenceWithoutTheKeys() {
    assertThat(sentence(with(new Secret("another"), bucket.secretKey())))
        .contains("key is refused", "REELAY_S3_ACCESS_KEY");
    assertThat(sentence(with(bucket.accessKey(), new Secret("another-canary-of-a-key"))))
        .contains("key is refused", "REELAY_S3_SECRET_KEY");
    assertThat(sentence(S3Server.options("no-such-bucket")))
        .contains("no bucket no-such-bucket", "media.s3.bucket");
  }

  private S3Options with(Secret accessKey, Secret secretKey) {
    return S3Server.options(
        bucket.endpoint(), bucket.bucket(), accessKey.reveal(), secretKey.reveal());
  }

  private static String sentence(S3Options options) {
    try (S3Store wrong = new S3Store(options)) {
      StoreException e =
          assertThatExceptionOfType(StoreException.class).isThrownBy(wrong::probe).actual();
      assertThat(e.needsOperator()).isTrue();
      assertThat(e.getCause()).isNull();
      assertThat(e.toString()).doesNotContain("canary").doesNotContain("\n");
      return String.valueOf(e.getMessage());
    }
  }

  /** In a JVM whose heap is smaller than the file. */
  @Test
  void aLargeFileIsNeverInMemory() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx40m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFileCopy.class.getName(),
                bucket.endpoint().toString(),
                bucket.bucket(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    List<String> said = program.inputReader().lines().toList();

    assertThat(program.waitFor()).as(String.join("\n", said)).isZero();
    assertThat(said).endsWith("same");
  }

  private Path copy() {
    return folder.resolve("copy");
  }

  private Path file(int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(folder.resolve("file-" + bytes), content);
  }
}
