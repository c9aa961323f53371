package io.github.reelay.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.testing.TestSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir private Path folder;

  @Test
  void aSecondOneOnTheSameFolderIsRefusedByTheFoldersName() {
    try (Database first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(DataFolderInUseException.class)
          .hasMessageContaining(folder.toAbsolutePath().toString());
      assertThat(first.ping()).isTrue();
    }
  }

  @Test
  void aClosedOneLetsTheNextIn() {
    open().close();

    try (Database next = open()) {
      assertThat(next.ping()).isTrue();
    }
  }

  @Test
  void theFolderIsMade() {
    try (Database database = Database.open(new DatabaseOptions.Embedded(folder.resolve("a/b")))) {
      assertThat(database.ping()).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Database.open(new DatabaseOptions.Embedded(file)))
        .hasMessageContaining(file.toString());
  }

  @Test
  void whatWasSpentBeforeIsSummedUpWhenTheTableOfSumsIsMade() {
    String url = "jdbc:sqlite:" + folder.resolve(Database.FILE_NAME);
    Flyway.configure().dataSource(url, null, null).target("3.6").load().migrate();
    Jdbi.create(url)
        .useHandle(handle -> {
          for (String row :
              List.of(
                  "'a','RESERVE',5,'x',1800000",
                  "'a','SETTLE',-2,'x',1800000",
                  "'b','RESERVE',7,'y',1899999",
                  "'c','RESERVE',11,'y',2700000")) {
            handle.execute(
                "INSERT INTO ledger (task, stage, delta, chat, reserved_at, person, provider,"
                    + " model, written_at) VALUES ("
                    + row
                    + ",'p','r','m',0)");
          }
        });

    try (Database database = open()) {
      List<String> sums =
          database
              .reader()
              .withHandle(handle ->
                  handle
                      .createQuery(
                          "SELECT scope || ' ' || quarter || ' ' || delta FROM spend_total")
                      .mapTo(String.class)
                      .list());
      assertThat(sums)
          .containsExactlyInAnyOrder(
              " 1800000 10", " 2700000 11", "x 1800000 3", "y 1800000 7", "y 2700000 11");
    }
  }

  @Test
  void roomOfDeletedRowsGoesBackToTheDisk() throws Exception {
    fillAndDelete();
  }

  @Test
  void alsoThatOfAFileMadeBeforeRoomWasGivenBack() throws Exception {
    open().close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("reelay.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA auto_vacuum = NONE");
      statement.executeUpdate("VACUUM");
      assertThat(statement.executeQuery("PRAGMA auto_vacuum").getInt(1)).isZero();
    }
    fillAndDelete();
  }

  private void fillAndDelete() throws IOException {
    Path file = folder.resolve("reelay.db");
    try (Database database = open()) {
      database.jdbi().useHandle(h -> h.execute("CREATE TABLE stuff (bytes BLOB)"));
      database
          .jdbi()
          .useHandle(h ->
              h.execute(
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
                      + " INSERT INTO stuff SELECT zeroblob(4000) FROM n"));
      database.shrink();
      assertThat(Files.size(file)).isGreaterThan(8_000_000);
      database.jdbi().useHandle(h -> h.execute("DELETE FROM stuff"));
      database.shrink();
      assertThat(Files.size(file)).isLessThan(1_000_000);
      assertThat(Files.size(folder.resolve("reelay.db-wal"))).isLessThan(1_000_000);
    }
  }

  @Test
  void commitsAreOnTheDiskWhenTheyReturn() {
    try (Database database = open()) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).as("NORMAL: GroupCommit flushes").isEqualTo("1");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
      assertThat(pragma(database, "busy_timeout")).isEqualTo("10000");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndTheFolderIsFreeAgain() throws Exception {
    Files.writeString(
        folder.resolve("reelay.db"), "this is not a database, only some text".repeat(100));
    assertThatThrownBy(this::open).isInstanceOf(RuntimeException.class);
    Files.delete(folder.resolve("reelay.db"));

    open().close();
  }

  @Test
  void aClosedDatabaseDoesNotAnswer() {
    Database database = open();
    database.close();

    assertThat(database.ping()).isFalse();
  }

  @Test
  void anAddressOfAnotherKindIsRefusedWithoutRepeatingIt() {
    SettingReader in = TestSettings.with("REELAY_DATABASE_URL", "jdbc:mysql://u:hunter2@h/d");

    assertThat(DatabaseOptions.read(in)).isInstanceOf(DatabaseOptions.Embedded.class);
    assertThat(in.errors())
        .singleElement()
        .asString()
        .contains("jdbc:postgresql://")
        .doesNotContain("hunter2");
  }

  @Test
  void thePasswordIsNotPrintedWhenTheServerIsAway() {
    String url = "jdbc:postgresql://127.0.0.1:1/reelay?user=u&password=hunter2&connectTimeout=1";
    DatabaseOptions options = new DatabaseOptions.Server(new Secret(url));

    Throwable failure = catchThrowable(() -> Database.open(options));

    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertThat(printed + options.toString()).contains("127.0.0.1:1").doesNotContain("hunter2");
  }

  private Database open() {
    return Database.open(new DatabaseOptions.Embedded(folder));
  }

  private static String pragma(Database database, String name) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }
}
