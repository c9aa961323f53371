package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.github.reelay.media.store.S3Options;
import io.github.reelay.media.store.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs on machines that share nothing but a PostgreSQL and a bucket. */
class BucketIT {
  private static final long SEED = 20261129;

  @TempDir private Path folder;

  @Test
  void whatOneHasFetchedAnotherDeliversFromTheBucketWhenTheMachineOfTheFirstIsGone()
      throws Exception {
    S3Options bucket = S3Server.freshBucket();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    AtomicInteger served = new AtomicInteger();
    HttpHandler video = CountingRelay.file(SmallFilm.make(folder));
    try (ProgramInstances instances = new ProgramInstances(folder);
        CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      relay.filesByWord.put(
          "wish",
          exchange -> {
            asked.countDown();
            awaitUninterruptibly(held);
            served.incrementAndGet();
            video.handle(exchange);
          });
      ProgramInstances.Started first = instances.start(relay, mediaOf("first", bucket));
      ReelayProcess program = first.awaitTurn();
      ProgramInstances.Started second = instances.start(relay, mediaOf("second", bucket));
      second.awaitStandby();
      program.ask(ReelayProcess.person(), "wish", "key");
      assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
      try (Connection chat = DriverManager.getConnection(instances.database().url());
          Statement statement = chat.createStatement()) {
        chat.setAutoCommit(false);
        statement.execute("LOCK TABLE transcript IN SHARE ROW EXCLUSIVE MODE");
        held.countDown();
        await("it is here and cannot be posted")
            .atMost(ProgramInstances.PATIENCE)
            .until(() ->
                instances
                        .database()
                        .count("SELECT count(*) FROM task WHERE state IN ('READY', 'DELIVERING')")
                    == 1);
        program.kill();
        assertThat(videosOf("first")).hasSize(1);
        delete("first");
      }
      try (ReelayProcess other = second.awaitTurn()) {
        await("delivered")
            .atMost(ProgramInstances.PATIENCE)
            .until(() -> instances.database().delivered() == 1);
        instances.database().awaitNothingOwed(ProgramInstances.PATIENCE);
        assertThat(videosOf("second")).hasSize(1);
        assertThat(other.stop()).isIn(0, 143);
      }
      assertThat(relay.posts.values()).containsOnly(1);
      assertThat(served).as("it was not fetched again").hasValue(1);
      instances.database().look(1, 0, relay);
      instances.database().lookAtWebChat();
    }
  }

  private Map<String, String> mediaOf(String machine, S3Options bucket) {
    return Map.of(
        "REELAY_MEDIA_DIR",
        folder.resolve(machine).toString(),
        "REELAY_MEDIA_STORE",
        "s3",
        "REELAY_S3_ENDPOINT",
        bucket.endpoint().toString(),
        "REELAY_S3_BUCKET",
        bucket.bucket(),
        "REELAY_S3_ACCESS_KEY",
        bucket.accessKey().reveal(),
        "REELAY_S3_SECRET_KEY",
        bucket.secretKey().reveal());
  }

  private List<Path> videosOf(String machine) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(machine).resolve("videos"))) {
      return files.toList();
    }
  }

  /** A machine that burns down. */
  private void delete(String machine) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(machine))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
