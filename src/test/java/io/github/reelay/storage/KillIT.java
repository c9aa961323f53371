package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.task.TaskId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {
  private static final int KILLS = 20;
  private static final long SEED = 817;

  @TempDir private Path folder;

  @Test
  void noAcknowledgedCommitIsLostByAKill() throws Exception {
    Random random = new Random(SEED);
    Map<TaskId, Long> acknowledged = new HashMap<>();
    for (int round = 0; round < KILLS; round++) {
      int before = acknowledged.size();
      writeAndKill(round, 20 + random.nextInt(400), acknowledged);
      assertThat(acknowledged)
          .as("the process wrote in round %s", round)
          .hasSizeGreaterThan(before);
      assertAllThere(acknowledged);
    }
  }

  private void writeAndKill(int round, int commits, Map<TaskId, Long> acknowledged)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommitUntilKilled.class.getName(),
                folder.toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = process.inputReader()) {
      int heard = 0;
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        String[] words = line.split(" ");
        // A line that the kill cut short acknowledges nothing; logs are no acknowledgements either.
        if (words.length == 2 && TaskId.isValid(words[0]) && words[1].length() == 1) {
          acknowledged.merge(new TaskId(words[0]), Long.valueOf(words[1]), Math::max);
          heard++;
        }
        if (heard == commits) {
          process.toHandle().destroyForcibly(); // SIGKILL; what it said before can still be read
        }
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void assertAllThere(Map<TaskId, Long> acknowledged) {
    try (Database database = Database.open(new DatabaseOptions.Embedded(folder))) {
      Map<TaskId, Long> stored =
          database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery("SELECT id, version FROM task")
                      .map((row, _) -> Map.entry(new TaskId(row.getString(1)), row.getLong(2)))
                      .stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
      assertThat(acknowledged)
          .allSatisfy((id, version) -> assertThat(stored.get(id)).isGreaterThanOrEqualTo(version));
      assertThat(tasksWithWrongLedger(database)).isZero();
    }
  }

  /** Every stored task is reserved once, and settled exactly when it is READY. */
  private static int tasksWithWrongLedger(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT COUNT(*) FROM task t WHERE
                        (SELECT COUNT(*) FROM ledger l WHERE l.task = t.id AND stage = 'RESERVE') <> 1
                        OR (SELECT COUNT(*) FROM ledger l WHERE l.task = t.id AND stage = 'SETTLE')
                            <> (CASE WHEN state = 'READY' THEN 1 ELSE 0 END)
                    """)
                .mapTo(Integer.class)
                .one());
  }
}
