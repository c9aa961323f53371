package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.ANN;
import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.NOON;
import static io.github.reelay.storage.Samples.OPEN;
import static io.github.reelay.storage.Samples.TODAY;
import static io.github.reelay.storage.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Draft;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.RowJson;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.QueueEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stores promise when a row was written by another version, or is broken. */
abstract class UnreadableRowContract {
  private static final MessageRef POSTED = new MessageRef(GROUP, "42");
  private static final ChatRef SUPERGROUP = new ChatRef("telegram", "-1009");

  private final List<Alert> alerts = new ArrayList<>();
  private Database database;
  private JdbiTaskStore store;
  private JdbiPersonalDataStore personal;
  private OrphanedFiles discarded = new OrphanedFiles(List.of(), List.of());

  abstract Database open();

  @BeforeEach
  void openStores() {
    database = open();
    restart();
  }

  @AfterEach
  void closeStores() {
    database.close();
  }

  /** As a new run of the program finds the rows: nothing in memory. */
  private void restart() {
    TaskRowReader rows = new TaskRowReader(alerts::add);
    store = new JdbiTaskStore(database, rows);
    personal = new JdbiPersonalDataStore(database, rows, files -> discarded = files);
  }

  /** How a row can be beyond reading. */
  @SuppressWarnings("ImmutableEnumChecker") // all of them are lambdas without state
  enum Damage {
    TORN(body -> body.substring(0, body.length() / 2)),
    EMPTY(_ -> ""),
    NO_OBJECT(_ -> "null"),
    NOTHING_IN_IT(_ -> "{}"),
    WITHOUT_STATE(body -> body.replace("\"state\":{", "\"stage\":{")),
    NEW_STATE(body -> body.replaceFirst("\"state\":\"[A-Z]+\"", "\"state\":\"PAUSED\"")),
    NEW_ENUM_VALUE(body -> body.replace("\"kind\":\"GENERATE\"", "\"kind\":\"EXTEND\"")),
    OTHER_FORM(body -> body.replace("\"prompt\":\"a red fox\"", "\"prompt\":{\"text\":\"x\"}")),
    OTHER_ID(body -> body.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"0000000000000\"")),
    OTHER_VERSION(body -> body.replaceFirst("\"version\":\\d+", "\"version\":977"));

    private final UnaryOperator<String> edit;

    Damage(UnaryOperator<String> edit) {
      this.edit = edit;
    }
  }

  private Task accepted(TaskState state) {
    Task task = Samples.task();
    store.accept(task, OPEN);
    store.commit(change(task, state));
    return store.find(task.id()).orElseThrow();
  }

  private void damage(Task task, Damage damage) {
    String before = RowJson.write(task);
    String after = damage.edit.apply(before);
    assertThat(after).isNotEqualTo(before);
    database
        .jdbi()
        .useHandle(
            h -> h.execute("UPDATE task SET body = ? WHERE id = ?", after, task.id().value()));
    restart();
  }

  private static TaskState running() {
    return TaskState.Running.started("remote-1", NOON, NOON);
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void anUnreadableTaskIsLeftOutOfEverythingAndToldOnce(Damage damage) {
    Task good = accepted(running());
    Task bad = accepted(running());
    damage(bad, damage);

    // What a start reads first.
    assertThat(store.inStates(Set.of(TaskState.class), 100)).containsExactly(good);
    assertThat(store.queueEntries()).extracting(QueueEntry::task).containsExactly(good.id());
    assertThat(store.dueBefore(NOON.plusSeconds(9), 100)).containsExactly(good.id());
    assertThat(store.find(bad.id())).isEmpty();
    assertThat(store.findByOrigin(bad.origin())).isEmpty();
    assertThat(store.ofPerson(ANN, 100)).containsExactly(good);
    assertThat(store.isUnreadable(bad.id())).isTrue();
    assertThat(store.isUnreadable(good.id())).isFalse();

    assertThat(alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.kind()).isEqualTo(Alert.Kind.TASK_UNREADABLE);
          assertThat(alert.subject()).isEqualTo(bad.id().value());
          assertThat(alert.detail()).isNotBlank().doesNotContain("fox", "EXTEND", "PAUSED");
        });
  }

  @Test
  void aPagesPlacesAreForWhatCanBeRead() {
    Task older = accepted(Samples.delivered(POSTED));
    for (int i = 0; i < 3; i++) {
      damage(accepted(Samples.delivered(new MessageRef(GROUP, "5" + i))), Damage.NEW_STATE);
    }

    assertThat(store.newestDelivered(ANN, GROUP)).contains(older);
    restart();
    assertThat(store.ofPerson(ANN, 1)).containsExactly(older);
    restart();
    assertThat(store.findByMessage(new MessageRef(GROUP, "51"))).isEmpty();
    assertThat(store.findByMessage(POSTED)).contains(older);
  }

  @Test
  void columnsThatCannotBeReadPutARowAsideToo() {
    Task good = accepted(running());
    Task bad = accepted(running());
    Task worse = accepted(running());
    database
        .jdbi()
        .useHandle(h -> {
          h.execute("UPDATE task SET person = 'nobody' WHERE id = ?", bad.id().value());
          h.execute("UPDATE task SET id = 'no-id', person = '' WHERE id = ?", worse.id().value());
        });
    restart();

    assertThat(store.queueEntries()).extracting(QueueEntry::task).containsExactly(good.id());
    assertThat(store.dueBefore(NOON.plusSeconds(9), 100)).containsExactly(good.id());
    assertThat(alerts)
        .extracting(Alert::subject)
        .containsExactlyInAnyOrder(bad.id().value(), "no-id");
  }

  @Test
  void itsMoneyStaysReservedAndItsEventMakesNoSecondTask() {
    Task bad = accepted(running());
    damage(bad, Damage.NEW_ENUM_VALUE);
    Task again =
        Task.accepted(
            Samples.task().id(),
            bad.origin(),
            bad.requester(),
            bad.address(),
            bad.request(),
            bad.offer(),
            NOON);

    assertThat(store.accept(again, OPEN)).isEqualTo(new AcceptResult.Unreadable(bad.id().value()));

    assertThat(store.find(again.id())).isEmpty();
    assertThat(new JdbiSpendReports(database).totals(ANN, GROUP, TODAY).personToday())
        .isEqualTo(Money.of("1.00"));
  }

  @Test
  void aRowThatAnotherRunHasWrittenAnewIsReadAgain() {
    Task bad = accepted(running());
    damage(bad, Damage.NEW_STATE);
    assertThat(store.find(bad.id())).isEmpty();

    database
        .jdbi()
        .useHandle(h -> h.execute("UPDATE task SET version = 9 WHERE id = ?", bad.id().value()));
    assertThat(store.dueBefore(NOON.plusSeconds(9), 100)).containsExactly(bad.id());
    assertThat(store.find(bad.id())).isEmpty();
    assertThat(store.dueBefore(NOON.plusSeconds(9), 100)).isEmpty();
    assertThat(alerts).hasSize(1);

    Task next = bad.nextVersion(running(), NOON);
    database
        .jdbi()
        .useHandle(h ->
            h.execute(
                "UPDATE task SET body = ?, version = ? WHERE id = ?",
                RowJson.write(next),
                next.version(),
                next.id().value()));

    assertThat(store.dueBefore(NOON.plusSeconds(9), 100)).containsExactly(bad.id());
    assertThat(store.find(bad.id())).contains(next);
    assertThat(
            store.commit(
                new TaskUpdate(next.version(), next.nextVersion(running(), NOON), List.of())))
        .isTrue();
  }

  @Test
  void itsPersonIsForgottenWhereverItCanBeAndTheRestWhenItCanBeRead() {
    Task good = accepted(new TaskState.Cancelled(NOON));
    Task bad = accepted(new TaskState.Cancelled(NOON));
    damage(bad, Damage.NEW_ENUM_VALUE);

    personal.forget(ANN);

    assertThat(store.find(good.id()).orElseThrow().request().prompt()).isEmpty();
    personal.forgetFinishedTasks();
    database
        .jdbi()
        .useHandle(h ->
            h.execute(
                "UPDATE task SET body = ? WHERE id = ?", RowJson.write(bad), bad.id().value()));
    restart();
    personal.forgetFinishedTasks();
    assertThat(store.find(bad.id()).orElseThrow().request().prompt()).isEmpty();
    assertThat(discarded.images()).isEmpty();
    assertThat(alerts).hasSize(1);
  }

  @Test
  void aChatMovesWithoutIt() {
    Task good = accepted(running());
    Task bad = accepted(running());
    damage(bad, Damage.TORN);
    JdbiDraftStore drafts = new JdbiDraftStore(database);
    drafts.saveIfAbsent(draft("good"));
    drafts.saveIfAbsent(draft("bad"));
    breakDraft("bad");

    store.moveChat(GROUP, SUPERGROUP);

    assertThat(store.find(good.id()).orElseThrow().address().chat()).isEqualTo(SUPERGROUP);
    assertThat(drafts.find("good").orElseThrow().address().chat()).isEqualTo(SUPERGROUP);
  }

  @Test
  void anUnreadableDraftIsGoneAndItsEventMakesANewOne() {
    JdbiDraftStore drafts = new JdbiDraftStore(database);
    drafts.saveIfAbsent(draft("bad"));
    breakDraft("bad");

    assertThat(drafts.find("bad")).isEmpty();
    Draft fresh =
        new Draft(
            "new",
            draft("bad").origin(),
            draft("bad").requester(),
            draft("bad").address(),
            draft("bad").request(),
            NOON);
    assertThat(drafts.saveIfAbsent(fresh)).isEqualTo(fresh);
    assertThat(drafts.find("new")).contains(fresh);
    breakDraft("new");
    personal.forget(ANN);
    assertThat(drafts.saveIfAbsent(draft("bad"))).isEqualTo(draft("bad"));
  }

  private void breakDraft(String id) {
    database
        .jdbi()
        .useHandle(h -> h.execute("UPDATE draft SET body = '{\"id\":' WHERE id = ?", id));
  }

  private static Draft draft(String id) {
    return new Draft(
        id,
        "telegram:update:" + id,
        new Requester(ANN, "Ann", Locale.ENGLISH),
        Destination.of(GROUP),
        TaskExamples.generate("a red fox"),
        NOON);
  }
}
