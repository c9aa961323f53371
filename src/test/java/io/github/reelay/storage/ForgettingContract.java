package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.ANN;
import static io.github.reelay.storage.Samples.BOB;
import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.NOON;
import static io.github.reelay.storage.Samples.OPEN;
import static io.github.reelay.storage.Samples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.EventInbox.Event;
import io.github.reelay.conversation.TranscriptStore.Entry;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.RowJson;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Money;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link JdbiPersonalDataStore} and {@link RowRetention} promise. */
abstract class ForgettingContract {
  private static final ReferenceImage CAT = new ReferenceImage("cat", "image/png", 64, 64, 900);

  private Database database;
  private JdbiTaskStore store;
  private JdbiPersonalDataStore personal;
  private OrphanedFiles discarded = new OrphanedFiles(List.of(), List.of());
  private RowRetention retention;

  abstract Database open();

  @BeforeEach
  void openStores() {
    database = open();
    store = new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE));
    personal =
        new JdbiPersonalDataStore(
            database, new TaskRowReader(Alert.Sink.NONE), files -> discarded = files);
    retention = new RowRetention(database);
  }

  @AfterEach
  void closeStores() {
    database.close();
  }

  @Test
  void aPersonsWordsPictureAndNameAreGoneAndTheSumsStay() {
    Task task = over(withPicture(ANN), undeliverable());

    OrphanedFiles files = forget(ANN);

    assertThat(files).isEqualTo(new OrphanedFiles(List.of(CAT), List.of(Samples.VIDEO)));
    Task after = store.find(task.id()).orElseThrow();
    assertThat(RowJson.write(after)).doesNotContain("red fox", "Ann", "cat", "secret ticket");
    assertThat(after.state()).isEqualTo(new TaskState.Deleted(NOON));
    assertThat(after.status().lost()).as("nothing more is shown").isTrue();
    assertThat(new JdbiSpendReports(database).totals(ANN, GROUP, TODAY).personToday())
        .isEqualTo(Money.of("1.00"));
  }

  @Test
  void aPostedVideoIsStillKnownToBeOurs() {
    MessageRef posted = new MessageRef(GROUP, "42");
    Task task = over(Samples.task(), Samples.delivered(posted));

    personal.forget(ANN);

    assertThat(store.findByMessage(posted)).map(Task::id).contains(task.id());
  }

  @Test
  void somebodyElsesWordsStay() {
    Task task = over(Samples.task(BOB, GROUP, NOON), undeliverable());

    personal.forget(ANN);

    assertThat(store.find(task.id())).contains(task);
  }

  @Test
  void aPictureThatAnotherTaskNeedsIsKept() {
    over(withPicture(ANN), undeliverable());
    store.accept(withPicture(BOB), OPEN);

    assertThat(forget(ANN).images()).isEmpty();
  }

  @Test
  void aPictureThatIsNotTheFirstOfAnotherTaskIsKeptToo() {
    ReferenceImage dog = new ReferenceImage("d0".repeat(32), "image/jpeg", 10, 10, 100);
    Task both = withPicture(BOB);
    over(withPicture(ANN), undeliverable());
    store.accept(both.withRequest(both.request().withPictures(List.of(dog, CAT))), OPEN);

    assertThat(forget(ANN).images()).isEmpty();
    assertThat(store.needsImage(CAT.sha256())).isTrue();
    assertThat(store.needsImage(dog.sha256())).isTrue();
    assertThat(store.needsImage("ef".repeat(32))).isFalse();
  }

  @Test
  void anOpenTaskIsForgottenWhenItIsOverAndALaterOneIsNot() {
    Task open = withPicture(ANN);
    store.accept(open, OPEN);
    assertThat(forget(ANN)).isEqualTo(new OrphanedFiles(List.of(), List.of()));
    assertThat(forgetRest()).isEqualTo(new OrphanedFiles(List.of(), List.of()));
    assertThat(store.find(open.id())).contains(open);

    Task later = over(Samples.task(), undeliverable());
    store.commit(Samples.change(open, undeliverable()));

    assertThat(forgetRest()).isEqualTo(new OrphanedFiles(List.of(CAT), List.of(Samples.VIDEO)));
    assertThat(store.find(open.id())).map(t -> t.request().prompt()).contains("");
    assertThat(store.find(later.id())).contains(later);
    assertThat(forgetRest()).isEqualTo(new OrphanedFiles(List.of(), List.of()));
  }

  @Test
  void draftsPreferencesAndTheTranscriptAreGone() {
    JdbiDraftStore drafts = new JdbiDraftStore(database);
    Draft draft = drafts.saveIfAbsent(draft());
    JdbiPreferenceStore preferences = new JdbiPreferenceStore(database);
    preferences.save(ANN, Map.of("model", "sora-2"));
    JdbiTranscriptStore transcript = new JdbiTranscriptStore(database, InstantSource.fixed(NOON));
    transcript.put("a", ANN, "{}");
    transcript.put("b", ANN, "{}");
    transcript.put("c", BOB, "{}");

    assertThat(forget(ANN).images()).containsExactly(CAT);

    assertThat(drafts.find(draft.id())).isEmpty();
    assertThat(preferences.load(ANN)).isEmpty();
    assertThat(transcript.changedAfter(ANN, 2, 9))
        .hasSize(2)
        .extracting(Entry::json)
        .containsOnlyNulls();
    assertThat(transcript.changedAfter(BOB, 0, 9)).hasSize(1);
  }

  @Test
  void askingTwiceDoesNoHarm() {
    over(withPicture(ANN), undeliverable());
    personal.forget(ANN);

    assertThat(forget(ANN)).isEqualTo(new OrphanedFiles(List.of(), List.of()));
  }

  @Test
  void oldTasksAreDroppedOpenOnesAndTheLedgerStay() {
    MessageRef posted = new MessageRef(GROUP, "42");
    Task old = over(Samples.task(), Samples.delivered(posted));
    Task open = Samples.task();
    store.accept(open, OPEN);
    Task owing = Samples.task();
    store.accept(owing, OPEN);
    store.commit(
        new TaskUpdate(
            0, owing.nextVersion(undeliverable(), NOON), List.of(LedgerEntry.settle(owing))));

    assertThat(retention.deleteTasksBefore(NOON)).isZero();
    assertThat(retention.deleteTasksBefore(NOON.plusMillis(1))).isOne();

    assertThat(store.find(old.id())).isEmpty();
    assertThat(store.findByMessage(posted)).isEmpty();
    assertThat(store.find(open.id())).isPresent();
    assertThat(store.find(owing.id())).isPresent();
    assertThat(new JdbiSpendReports(database).totals(ANN, GROUP, TODAY).personToday())
        .isEqualTo(Money.of("3.00"));
  }

  @Test
  void aClipStaysAsLongAsTheClipThatContinuesIt() {
    Task first = over(Samples.task(), Samples.delivered(new MessageRef(GROUP, "42")));
    Task second =
        Samples.task()
            .withRequest(VideoRequest.of(RequestKind.CONTINUE, "then it snows", first.id()));
    store.accept(second, OPEN);

    assertThat(retention.deleteTasksBefore(NOON.plusMillis(1))).isZero();
    assertThat(store.find(first.id())).isPresent();

    TaskState gone = new TaskState.Deleted(NOON);
    store.commit(
        new TaskUpdate(0, second.nextVersion(gone, null), List.of(LedgerEntry.settle(second))));
    assertThat(retention.deleteTasksBefore(NOON.plusMillis(1))).isEqualTo(2);
  }

  @Test
  void oldEventsAndMessagesAreDroppedWhetherAnybodyTookThemUpOrNot() {
    JdbiEventInbox inbox = new JdbiEventInbox(database);
    inbox.store(new Event("telegram", "1", "a", NOON));
    inbox.store(new Event("telegram", "2", "b", NOON.plus(Duration.ofDays(2))));
    inbox.store(new Event("discord", "of a platform that was switched off", "c", NOON));
    inbox.markHandled("telegram", "1");
    JdbiTranscriptStore transcript = new JdbiTranscriptStore(database, InstantSource.fixed(NOON));
    transcript.put("a", ANN, "{}");

    assertThat(retention.deleteEventsBefore(NOON.plus(Duration.ofDays(1)))).isEqualTo(2);
    assertThat(inbox.pending("discord", 9)).isEmpty();
    assertThat(inbox.pending("telegram", 9)).extracting(Event::key).containsExactly("2");
    assertThat(retention.deleteTranscriptBefore(NOON)).isZero();
    assertThat(retention.deleteTranscriptBefore(NOON.plusMillis(1))).isOne();
    assertThat(transcript.find("a")).isEmpty();
  }

  private OrphanedFiles forget(PersonRef person) {
    personal.forget(person);
    return discarded;
  }

  private OrphanedFiles forgetRest() {
    personal.forgetFinishedTasks();
    return discarded;
  }

  private Task over(Task task, TaskState state) {
    store.accept(task, OPEN);
    TaskUpdate update = Samples.change(task, state, LedgerEntry.settle(task));
    assertThat(store.commit(update)).isTrue();
    return update.task();
  }

  private static TaskState undeliverable() {
    return TaskState.Undeliverable.unposted(NOON, Samples.VIDEO, Failure.of(FailureKind.CHAT_GONE));
  }

  private static Task withPicture(PersonRef person) {
    Task task = Samples.task(person, GROUP, NOON);
    return Task.accepted(
        task.id(),
        task.origin(),
        task.requester(),
        new Destination(GROUP, null, null, "9", "secret ticket"),
        task.request().withPicture(CAT),
        task.offer(),
        NOON);
  }

  private static Draft draft() {
    return new Draft(
        "0000000000001",
        "o",
        new Requester(ANN, "Ann", Locale.ENGLISH),
        Destination.of(GROUP),
        TaskExamples.generate("a paper boat").withPicture(CAT),
        NOON);
  }
}
