package io.github.reelay.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One program that follows very many tasks, and what it takes up meanwhile. No part of the build:
 *
 * <pre>
 * mvn verify -Dit.test=Soak -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.soak.tasks=100000
 * </pre>
 *
 * At each tenth it waits until nothing is owed and prints what there is. Tasks and files are kept
 * for a minute here and taken away every ten minutes, so what is kept of them comes to rest in a
 * long soak; at the end it is waited for. Only the ledger grows for ever, by two rows a task.
 */
class Soak {
  private static final int TASKS = Integer.getInteger("reelay.soak.tasks", 1_000);
  private static final int TENTHS = 10;

  /** Who asks more often is asked to wait. */
  private static final int TASKS_PER_PERSON = 20;

  private static final int ASKED_AT_ONCE = 16;

  /** Twice the time between two clean-ups, and some. */
  private static final Duration CLEANED_UP = Duration.ofMinutes(22);

  private static final Pattern HEAP = Pattern.compile("total \\d+K, used (\\d+)K");

  @TempDir private Path folder;

  /** What the program takes up when it has nothing to do. */
  private record Look(
      long residentKb, long heapKb, long files, long rows, long databaseKb, long descriptors) {}

  @Test
  void whatShouldComeToRestDoes() throws Exception {
    List<Look> looks = new ArrayList<>();
    try (CountingRelay relay = CountingRelay.fast(SmallFilm.make(folder))) {
      Map<String, String> environment = RelayEnvironment.of(folder, relay);
      environment.put("REELAY_PROVIDERS_APIMART_CONCURRENCY", "200");
      environment.put("REELAY_MEDIA_KEEP", "1m");
      environment.put("REELAY_TASKS_KEEP", "1m");
      ProgramDatabase database =
          new ProgramDatabase("jdbc:sqlite:" + folder.resolve("data").resolve("reelay.db"));
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        for (int tenth = 0; tenth < TENTHS; tenth++) {
          long begun = System.nanoTime();
          askAll(program, TASKS * tenth / TENTHS, TASKS * (tenth + 1) / TENTHS);
          database.awaitNothingOwed(Duration.ofHours(1));
          double seconds = (System.nanoTime() - begun) / 1e9;
          Look look = look(program, database);
          looks.add(look);
          System.out.printf(
              "%d tasks, %.0f a second: %s%n",
              TASKS * (tenth + 1) / TENTHS, TASKS / (TENTHS * seconds), look);
        }
        await("what was kept long enough is taken away")
            .atMost(CLEANED_UP)
            .pollInterval(Duration.ofSeconds(5))
            .untilAsserted(() -> {
              assertThat(rows(database)).isZero();
              assertThat(below(folder.resolve("data/media/videos"), 1)).isZero();
            });
        System.out.printf("in the end: %s%n", look(program, database));
        assertThat(program.stop()).isIn(0, 143);
      }
      assertThat(relay.posts).hasSize(TASKS);
      assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1);
      assertThat(database.count("SELECT count(*) FROM ledger WHERE stage = 'SETTLE'"))
          .isEqualTo(TASKS);
    }
    Look early = looks.get(TENTHS / 3);
    Look last = looks.getLast();
    assertThat(last.descriptors()).as("open files").isLessThanOrEqualTo(early.descriptors() + 20);
    assertThat(last.heapKb()).as("heap in kB").isLessThan(early.heapKb() + 16_000);
    assertThat(last.residentKb()).as("memory in kB").isLessThan(early.residentKb() + 64_000);
  }

  private static void askAll(ReelayProcess program, int from, int to) throws InterruptedException {
    Semaphore places = new Semaphore(ASKED_AT_ONCE);
    for (int first = from; first < to; first += TASKS_PER_PERSON) {
      int begin = first;
      places.acquire();
      Thread.ofVirtual()
          .start(() -> {
            try (HttpClient person = ReelayProcess.person()) {
              for (int i = begin; i < Math.min(to, begin + TASKS_PER_PERSON); i++) {
                program.askUntilAnswered(person, "wish " + i, "key-" + i);
              }
            } finally {
              places.release();
            }
          });
    }
    places.acquire(ASKED_AT_ONCE);
  }

  private Look look(ReelayProcess program, ProgramDatabase database)
      throws IOException, InterruptedException, SQLException {
    jcmd(program, "GC.run");
    long heap = sum(HEAP, jcmd(program, "GC.heap_info")); // of both generations
    Path process = Path.of("/proc", Long.toString(program.pid()));
    return new Look(
        program.residentKb(),
        heap,
        below(folder.resolve("data"), Integer.MAX_VALUE),
        rows(database),
        Files.size(folder.resolve("data/reelay.db")) / 1000,
        below(process.resolve("fd"), 1));
  }

  private static long rows(ProgramDatabase database) throws SQLException {
    return database.count(
        "SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM transcript)"
            + " + (SELECT count(*) FROM task_message)");
  }

  private static long below(Path folder, int depth) throws IOException {
    AtomicLong files = new AtomicLong(-1); // the folder itself
    Files.walkFileTree(
        folder,
        Set.of(),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
            files.incrementAndGet();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.incrementAndGet();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException taken) {
            return FileVisitResult.CONTINUE; // the program has taken it away meanwhile
          }
        });
    return files.get();
  }

  private static long sum(Pattern pattern, String text) {
    List<Long> numbers =
        pattern.matcher(text).results().map(found -> Long.parseLong(found.group(1))).toList();
    assertThat(numbers).as(text).isNotEmpty();
    return numbers.stream().mapToLong(Long::longValue).sum();
  }

  private static String jcmd(ReelayProcess program, String command)
      throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(tool.toString(), Long.toString(program.pid()), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(asked.getInputStream().readAllBytes(), UTF_8);
    assertThat(asked.waitFor()).as(said).isZero();
    return said;
  }
}
