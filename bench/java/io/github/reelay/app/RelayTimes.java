package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.telegram.TelegramTestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of large videos from a relay into Telegram, with TLS on both sides: how long it takes,
 * and what it takes up, beside {@code curl | curl} over the same lines in the same run.
 */
class RelayTimes {
  /** A little less than the 50 MB that Telegram takes. */
  private static final int BYTES = 49_000_000;

  private static final int AT_ONCE = 8;
  private static final int ALONE = 5;
  private static final long FIVE_MB = 5_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private byte[] film;

  @BeforeEach
  void makeFilm() throws IOException {
    film = SmallFilm.streamable(folder, BYTES);
  }

  /** Lines without a limit. */
  @Test
  void oneAfterTheOther() throws Exception {
    measure(new Link(0), 1, ALONE);
  }

  /** Lines of 5 MB a second each. */
  @Test
  void eightAtOnce() throws Exception {
    measure(new Link(FIVE_MB), AT_ONCE, 1);
  }

  private void measure(Link link, int together, int times) throws Exception {
    OwnCertificate certificate = OwnCertificate.make(folder);
    try (CountingRelay relay = CountingRelay.fast(film);
        TelegramTestServer chat = new TelegramTestServer();
        FarSide farSide = new FarSide(certificate, chat, link, film)) {
      relay.files = farSide.url();
      Map<String, String> environment = RelayEnvironment.of(folder, relay);
      environment.put("TELEGRAM_TOKEN", TelegramTestServer.TOKEN);
      environment.put("TELEGRAM_API_URL", farSide.url().toString());
      environment.put("JDK_JAVA_OPTIONS", certificate.trustOptions());
      ProgramDatabase database =
          new ProgramDatabase("jdbc:sqlite:" + folder.resolve("data").resolve("reelay.db"));
      List<Duration> walls = new ArrayList<>();
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        for (int time = 0; time <= times; time++) { // the first one warms it up
          Cost cost = relayed(program, relay, chat, farSide, together, time);
          database.awaitNothingOwed(PATIENCE);
          if (time > 0) {
            walls.add(cost.wall());
            System.out.println(together + " at once: " + cost);
          }
        }
        assertThat(program.stop()).isIn(0, 143);
      }
      URI file = farSide.url().resolve("/files/film.mp4");
      List<Duration> piped = new ArrayList<>();
      for (int time = 0; time <= times; time++) {
        Duration wall = curl(file, farSide.url().resolve("/piped"), together);
        if (time > 0) {
          piped.add(wall);
        }
      }
      System.out.printf(
          "%d at once: Reelay %d ms, curl | curl %d ms (medians): %.2f%n",
          together,
          median(walls).toMillis(),
          median(piped).toMillis(),
          (double) median(walls).toMillis() / median(piped).toMillis());
    }
  }

  private record Cost(Duration wall, Duration processor, long addedKb) {
    @Override
    public String toString() {
      return "%d ms, %d ms of processor, %d MB more memory"
          .formatted(wall.toMillis(), processor.toMillis(), addedKb / 1024);
    }
  }

  /** From the first byte that the relay is asked for until Telegram has the last one. */
  private Cost relayed(
      ReelayProcess program,
      CountingRelay relay,
      TelegramTestServer chat,
      FarSide farSide,
      int together,
      int time)
      throws IOException {
    relay.stuck = true;
    relay.askedAt.clear();
    farSide.ends.clear();
    for (int i = 0; i < together; i++) {
      say(chat, time * together + i);
    }
    await("all are followed").atMost(PATIENCE).until(() -> relay.askedAt.size() == together);
    long before = program.residentKb();
    Duration used = program.processorTime();
    AtomicLong most = new AtomicLong(before);
    try (ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          looks.scheduleAtFixedRate(
              () -> {
                try {
                  most.accumulateAndGet(program.residentKb(), Math::max);
                } catch (IOException gone) {
                  // it has ended; what follows says so
                }
              },
              0,
              50,
              TimeUnit.MILLISECONDS);
      farSide.firstAsked.set(0);
      relay.stuck = false;
      await("all are there")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> farSide.ends.size() == together);
    }
    long end = farSide.ends.stream().mapToLong(Long::longValue).max().orElseThrow();
    return new Cost(
        Duration.ofNanos(end - farSide.firstAsked.get()),
        program.processorTime().minus(used),
        most.get() - before);
  }

  private static Duration curl(URI from, URI to, int together) throws Exception {
    long begun = System.nanoTime();
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < together; i++) {
      all.addAll(
          ProcessBuilder.startPipeline(
              List.of(
                  new ProcessBuilder("curl", "-sfk", from.toString()),
                  new ProcessBuilder("curl", "-sfk", "-T", "-", to.toString()))));
    }
    for (Process process : all) {
      assertThat(process.waitFor()).isZero();
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static Duration median(List<Duration> times) {
    Duration[] sorted = times.toArray(Duration[]::new);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void say(TelegramTestServer chat, int number) {
    chat.update(
        "message",
        """
        {"message_id":%1$d,"date":1,"chat":{"id":%2$d,"type":"private"},
         "from":{"id":%2$d,"is_bot":false,"first_name":"A","language_code":"en"},
         "text":"/video fox %1$d","entities":[{"type":"bot_command","offset":0,"length":6}]}
        """
            .formatted(number + 1, 1000 + number));
  }
}
