package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.ANN;
import static io.github.reelay.storage.Samples.BOB;
import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.EventInbox.Event;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.conversation.TranscriptStore.Entry;
import io.github.reelay.storage.database.Database;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.Alert;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link EventInbox}, {@link DraftStore}, {@link PreferenceStore} and {@link TranscriptStore}
 * promise.
 */
abstract class ConversationContract {
  private Database database;
  private EventInbox inbox;
  private DraftStore drafts;
  private PreferenceStore preferences;
  private TranscriptStore transcript;

  abstract Database open();

  @BeforeEach
  void openStores() {
    database = open();
    inbox = new JdbiEventInbox(database);
    drafts = new JdbiDraftStore(database);
    preferences = new JdbiPreferenceStore(database);
    transcript = new JdbiTranscriptStore(database, InstantSource.fixed(NOON));
  }

  @AfterEach
  void closeStores() {
    database.close();
  }

  @Test
  void eventsComeBackInTheOrderTheyCame() {
    inbox.store(event("10", "a"));
    inbox.store(event("9", "b"));
    inbox.store(new Event("discord", "9", "c", NOON));

    assertThat(inbox.pending("telegram", 9)).containsExactly(event("10", "a"), event("9", "b"));
    assertThat(inbox.pending("telegram", 1)).containsExactly(event("10", "a"));
  }

  @Test
  void anEventIsStoredOnce() {
    assertThat(inbox.store(event("1", "a"))).isTrue();
    assertThat(inbox.store(event("1", "other"))).isFalse();

    assertThat(inbox.pending("telegram", 9)).containsExactly(event("1", "a"));
  }

  @Test
  void aHandledEventIsNeverGivenOutAgainEvenWhenItIsRepeated() {
    inbox.store(event("1", "a"));
    inbox.markHandled("telegram", "1");

    assertThat(inbox.store(event("1", "a"))).isFalse();
    assertThat(inbox.pending("telegram", 9)).isEmpty();
  }

  @Test
  void aBookmarkMoves() {
    assertThat(inbox.bookmark("telegram")).isEmpty();
    inbox.bookmark("telegram", "817");
    inbox.bookmark("telegram", "818");

    assertThat(inbox.bookmark("telegram")).contains("818");
  }

  @Test
  void theSameOriginMakesOneDraft() {
    Draft first = draft("0000000000001", "telegram:update:1");
    Draft repeated = draft("0000000000002", "telegram:update:1");

    assertThat(drafts.saveIfAbsent(first)).isEqualTo(first);
    assertThat(drafts.saveIfAbsent(repeated)).isEqualTo(first);
    assertThat(drafts.find(repeated.id())).isEmpty();
  }

  @Test
  void aChangedDraftIsFoundChanged() {
    Draft draft = drafts.saveIfAbsent(draft("0000000000001", "o"));
    Draft longer =
        new Draft(
            draft.id(),
            draft.origin(),
            draft.requester(),
            draft.address(),
            draft.request().withSeconds(8),
            draft.at());

    drafts.update(longer);

    assertThat(drafts.find(draft.id())).contains(longer);
  }

  @Test
  void oldAndDroppedDraftsAreGone() {
    Draft draft = drafts.saveIfAbsent(draft("0000000000001", "o"));
    Draft other = drafts.saveIfAbsent(draft("0000000000002", "p"));

    drafts.delete(other.id());
    assertThat(drafts.find(other.id())).isEmpty();
    drafts.deleteBefore(NOON);
    assertThat(drafts.find(draft.id())).contains(draft);
    drafts.deleteBefore(NOON.plusMillis(1));
    assertThat(drafts.find(draft.id())).isEmpty();
  }

  @Test
  void aDroppedDraftIsNotChangedBackIntoLife() {
    Draft draft = drafts.saveIfAbsent(draft("0000000000001", "o"));
    drafts.delete(draft.id());
    drafts.update(draft);

    assertThat(drafts.find(draft.id())).isEmpty();
  }

  @Test
  void aCardThatIsToBeShownLaterIsFoundThenAndNotDroppedBefore() {
    Draft draft = drafts.saveIfAbsent(draft("0000000000001", "o"));
    drafts.saveIfAbsent(draft("0000000000002", "p"));
    Draft later = draft.later(NOON.plusSeconds(60));
    drafts.update(later);

    assertThat(drafts.findDue(NOON.plusSeconds(59))).isEmpty();
    drafts.deleteBefore(NOON.plusSeconds(999));
    assertThat(drafts.findDue(NOON.plusSeconds(60))).containsExactly(later);

    drafts.update(later.shown(NOON.plusSeconds(60)));
    assertThat(drafts.findDue(NOON.plusSeconds(60))).isEmpty();
    drafts.deleteBefore(NOON.plusSeconds(61));
    assertThat(drafts.find(draft.id())).isEmpty();
  }

  @Test
  void aMovedChatTakesItsDraftsAlong() {
    Draft draft = drafts.saveIfAbsent(draft("0000000000001", "o"));
    ChatRef moved = new ChatRef("telegram", "-200");

    new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE)).moveChat(GROUP, moved);

    assertThat(drafts.find(draft.id())).map(d -> d.address().chat()).contains(moved);
  }

  @Test
  void preferencesAreReplacedAsAWhole() {
    assertThat(preferences.load(ANN)).isEmpty();
    preferences.save(ANN, Map.of("model", "sora-2", "duration", "8"));
    preferences.save(BOB, Map.of("model", "veo"));
    preferences.save(ANN, Map.of("aspect", "9:16"));

    assertThat(preferences.load(ANN)).isEqualTo(Map.of("aspect", "9:16"));
    preferences.save(ANN, Map.of());
    assertThat(preferences.load(ANN)).isEmpty();
    assertThat(preferences.load(BOB)).isEqualTo(Map.of("model", "veo"));
  }

  @Test
  void everyChangeOfTheTranscriptGetsTheNextNumber() {
    assertThat(transcript.put("a", ANN, "{1}")).isEqualTo(new Entry("a", ANN, 1, "{1}"));
    assertThat(transcript.put("b", BOB, "{2}")).isEqualTo(new Entry("b", BOB, 2, "{2}"));
    assertThat(transcript.put("a", ANN, "{3}")).isEqualTo(new Entry("a", ANN, 3, "{3}"));

    assertThat(transcript.changedAfter(ANN, 0, 9)).containsExactly(new Entry("a", ANN, 3, "{3}"));
    assertThat(transcript.changedAfter(ANN, 3, 9)).isEmpty();
    assertThat(transcript.find("b")).contains(new Entry("b", BOB, 2, "{2}"));
  }

  @Test
  void whatIsPutOnceStaysAsItWas() {
    Entry first = transcript.putIfAbsent("a", ANN, "{1}");

    assertThat(transcript.putIfAbsent("a", ANN, "{2}")).isEqualTo(first);
    assertThat(transcript.changedAfter(ANN, first.sequence(), 9)).isEmpty();
  }

  @Test
  void aDeletedEntryIsToldOnceWithoutItsText() {
    transcript.put("a", ANN, "{1}");
    transcript.delete("a");
    List<Entry> told = transcript.changedAfter(ANN, 1, 9);

    assertThat(told).extracting(Entry::id, Entry::json).containsExactly(tuple("a", null));
    transcript.delete("a");
    assertThat(transcript.changedAfter(ANN, told.getFirst().sequence(), 9)).isEmpty();
  }

  @Test
  void aReaderWhoHasSeenANumberNeverMissesASmallerOne() throws Exception {
    int writers = 8;
    int each = 25;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> writing =
          IntStream.range(0, writers)
              .mapToObj(w ->
                  threads.submit(
                      (Callable<Integer>)
                          () -> {
                            for (int i = 0; i < each; i++) {
                              transcript.put(w + "-" + i, ANN, "{}");
                            }
                            return each;
                          }))
              .toList();
      long seen = 0;
      int read = 0;
      while (read < writers * each) {
        boolean allWritten = writing.stream().allMatch(Future::isDone);
        List<Entry> entries = transcript.changedAfter(ANN, seen, 1000);
        read += entries.size();
        seen = entries.isEmpty() ? seen : entries.getLast().sequence();
        if (allWritten && entries.isEmpty()) {
          break;
        }
      }
      assertThat(read).isEqualTo(writers * each);
    }
  }

  private static Event event(String key, String payload) {
    return new Event("telegram", key, payload, NOON);
  }

  private static Draft draft(String id, String origin) {
    return new Draft(
        id,
        origin,
        new Requester(ANN, "Ann", Locale.ENGLISH),
        Destination.of(GROUP),
        TaskExamples.generate("a paper boat"),
        NOON);
  }

  @Test
  void draftsOfAPersonInAChatAreFoundNewestFirst() {
    Draft first = drafts.saveIfAbsent(draft("0000000000001", "a"));
    Draft second = drafts.saveIfAbsent(draft("0000000000002", "b"));
    PersonRef person = first.requester().person();
    ChatRef chat = first.address().chat();

    assertThat(drafts.findSince(person, chat, first.at())).containsExactly(second, first);
    assertThat(drafts.findSince(person, chat, first.at().plusMillis(1))).isEmpty();
    assertThat(drafts.findSince(new PersonRef("telegram", "77"), chat, first.at())).isEmpty();
    assertThat(drafts.findSince(person, new ChatRef("telegram", "77"), first.at())).isEmpty();
  }
}
