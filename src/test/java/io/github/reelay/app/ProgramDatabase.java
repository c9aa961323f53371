package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The database of a program as somebody beside it sees it. */
record ProgramDatabase(String url) {
  private static final List<String> MOMENTS =
      List.of(
          "task.since_at",
          "task.due_at",
          "task.not_before",
          "task.accepted_at",
          "ledger.reserved_at",
          "ledger.written_at",
          "inbox.stored_at",
          "measured_duration.done_at");

  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  /** The same one through another port. */
  ProgramDatabase at(int port) {
    return new ProgramDatabase(url.replaceFirst(":\\d+/", ":" + port + "/"));
  }

  long count(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** What happened in the stopped program happened so much earlier: its clock has moved on. */
  void shiftBack(Duration time) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String column : MOMENTS) {
        String[] name = column.split("\\.");
        statement.executeUpdate(
            "UPDATE %1$s SET %2$s = %2$s - %3$d".formatted(name[0], name[1], time.toMillis()));
      }
      Map<String, String> bodies = new HashMap<>();
      try (ResultSet rows = statement.executeQuery("SELECT id, body FROM task")) {
        while (rows.next()) {
          bodies.put(
              rows.getString(1),
              INSTANT
                  .matcher(rows.getString(2))
                  .replaceAll(at -> Instant.parse(at.group()).minus(time).toString()));
        }
      }
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE task SET body = ? WHERE id = ?")) {
        for (var body : bodies.entrySet()) {
          update.setString(1, body.getValue());
          update.setString(2, body.getKey());
          update.executeUpdate();
        }
      }
    }
  }

  void awaitNothingOwed(Duration most) {
    await("nothing is owed any more")
        .atMost(most)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> assertThat(count("SELECT count(*) FROM task WHERE due_at IS NOT NULL")).isZero());
  }

  long delivered() throws SQLException {
    return count("SELECT count(*) FROM task WHERE state = 'DELIVERED'");
  }

  long unconfirmed() throws SQLException {
    return count("SELECT count(*) FROM task WHERE state = 'UNCONFIRMED'");
  }

  /** Videos during whose posting the program died three times: kept, and told so. */
  long putAside() throws SQLException {
    return count(
        "SELECT count(*) FROM task WHERE state = 'UNDELIVERABLE'"
            + " AND body LIKE '%\"kind\":\"STOPPED_PROGRAM\"%'");
  }

  void look(int wishes, int mostLost, CountingRelay relay) throws SQLException {
    look(wishes, mostLost, 0, relay);
  }

  /**
   * Whether everything came to its end once, and costs what it should.
   *
   * @param mostLost as many answers may have been lost: those in flight at each end
   * @param mostPutAside as many videos may have been put aside: those being posted at each third
   *     end
   */
  void look(int wishes, int mostLost, int mostPutAside, CountingRelay relay) throws SQLException {
    assertThat(count("SELECT count(*) FROM task")).as("tasks").isEqualTo(wishes);
    long made = delivered() + putAside();
    List<String> others = firstOthers();
    assertThat(putAside()).as("put aside: %s", others).isLessThanOrEqualTo(mostPutAside);
    assertThat(made + unconfirmed())
        .as("that ended well, or truly; others: %s", others)
        .isEqualTo(wishes);
    assertThat(unconfirmed()).as("lost answers").isLessThanOrEqualTo(mostLost);
    // A kill between the commit of SUBMITTING and the POST leaves a task UNCONFIRMED without one.
    assertThat(relay.posts).as("POSTs by wish").hasSizeBetween(Math.toIntExact(made), wishes);
    assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1);
    assertThat(relay.taken.values()).as("charges of one wish").containsOnly(1);
    assertThat(count("SELECT count(*) FROM ledger WHERE stage = 'RESERVE'"))
        .as("reservations")
        .isEqualTo(wishes);
    assertThat(count("SELECT count(*) FROM ledger WHERE stage = 'SETTLE'"))
        .as("settled")
        .isEqualTo(made);
    assertThat(count("SELECT count(*) FROM ledger WHERE stage = 'RELEASE'"))
        .as("released")
        .isZero();
    assertThat(
            count(
                "SELECT count(*) FROM ledger WHERE stage = 'HOLD' AND task NOT IN"
                    + " (SELECT task FROM ledger WHERE stage = 'SETTLE')"))
        .as("held")
        .isEqualTo(unconfirmed());
  }

  /** Some that ended otherwise, whole. */
  private List<String> firstOthers() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT body FROM task WHERE state NOT IN ('DELIVERED', 'UNCONFIRMED') LIMIT 3")) {
      List<String> bodies = new ArrayList<>();
      while (rows.next()) {
        bodies.add(rows.getString(1));
      }
      return bodies;
    }
  }

  /** Whether the web chat shows one video of each that was delivered, and the last word of each. */
  void lookAtWebChat() throws SQLException {
    assertThat(count("SELECT count(*) FROM transcript WHERE id LIKE 'v-%'"))
        .as("videos in the chat")
        .isEqualTo(delivered());
    assertThat(
            count(
                "SELECT count(*) FROM transcript WHERE id LIKE 's-%'"
                    + " AND body NOT LIKE '%\"state\":\"DELIVERED\"%'"
                    + " AND body NOT LIKE '%\"state\":\"UNCONFIRMED\"%'"))
        .as("status messages without a last word")
        .isZero();
  }
}
