package io.github.reelay.storage;

import static io.github.reelay.storage.Samples.ANN;
import static io.github.reelay.storage.Samples.BOB;
import static io.github.reelay.storage.Samples.GROUP;
import static io.github.reelay.storage.Samples.NOON;
import static io.github.reelay.storage.Samples.OPEN;
import static io.github.reelay.storage.Samples.TODAY;
import static io.github.reelay.storage.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports.GroupBy;
import io.github.reelay.policy.SpendReports.ReportLine;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link TaskStore} promises. Every contract here runs on SQLite ({@code *Test}) and on a
 * real PostgreSQL ({@code *IT}).
 */
abstract class TaskStoreContract {
  private static final MessageRef STATUS = new MessageRef(GROUP, "41");
  private static final MessageRef POSTED = new MessageRef(GROUP, "42");

  private Database database;
  private JdbiTaskStore store;
  private JdbiSpendReports spendReports;

  abstract Database open();

  /** Whether several programs can have this database open. */
  abstract boolean isShared();

  @BeforeEach
  void openStore() {
    database = open();
    store = reopen();
    spendReports = new JdbiSpendReports(database);
  }

  /** As a new run of the program finds the rows: nothing in memory. */
  private JdbiTaskStore reopen() {
    return new JdbiTaskStore(database, new TaskRowReader(Alert.Sink.NONE));
  }

  @AfterEach
  void closeStore() {
    database.close();
  }

  @Test
  void anAcceptedTaskIsFoundWithEverythingInIt() {
    Task task = Samples.task();

    assertThat(store.accept(task, OPEN)).isEqualTo(new AcceptResult.Accepted(task));

    assertThat(store.find(task.id())).contains(task);
    assertThat(store.find(Samples.task().id())).isEmpty();
  }

  @Test
  void whatMadeATaskLeadsToIt() {
    Task task = accepted();

    assertThat(store.findByOrigin(task.origin())).contains(task);
    assertThat(store.findByOrigin(Samples.task().origin())).isEmpty();
  }

  @Test
  void oneWhoseStatusMessageIsThereBeforeItIsFoundByIt() {
    Task task = Samples.task().withStatus(StatusMessage.NONE.shown(STATUS, "m", NOON));
    store.accept(task, OPEN);

    assertThat(store.findByMessage(STATUS)).contains(task);
  }

  @Test
  void anOpenTaskIsReadOnceWhereNobodyElseCanChangeIt() {
    assertThat(store.isShared()).isEqualTo(isShared());
    Task task = accepted();
    Task other = task.nextVersion(submitting(), NOON);
    changeBehindTheStore(other);

    assertThat(store.find(task.id())).contains(isShared() ? other : task);
    assertThat(store.commit(change(task, failed()))).as("its basis is gone").isFalse();
    assertThat(store.find(task.id())).as("read anew").contains(other);
  }

  private void changeBehindTheStore(Task task) {
    database
        .jdbi()
        .useHandle(handle -> {
          assertThat(TaskRows.update(handle, task, task.version() - 1)).isTrue();
          assertThat(TaskRows.update(handle, task, task.version() - 1)).isFalse();
        });
  }

  @Test
  void theFirstCommitAfterARestartNotesItsMessagesToo() {
    Task task = accepted();
    store = reopen();
    Task shown =
        task.nextVersion(task.state(), NOON)
            .withStatus(StatusMessage.NONE.shown(STATUS, "m", NOON));

    assertThat(store.commit(new TaskUpdate(task.version(), shown, List.of()))).isTrue();
    assertThat(store.findByMessage(STATUS)).contains(shown);
  }

  @Test
  void tasksAreCountedByState() {
    accepted();
    store.commit(change(accepted(), failed()));
    accepted();

    assertThat(store.countByState()).isEqualTo(Map.of("QUEUED", 2L, "FAILED", 1L));
  }

  @Test
  void theSameOriginMakesOneTask() {
    Task task = Samples.task();
    store.accept(task, OPEN);
    Task again = twin(task);

    assertThat(store.accept(again, OPEN)).isEqualTo(new AcceptResult.AlreadyAccepted(task));

    assertThat(store.find(again.id())).isEmpty();
    assertThat(totals().personTasksToday()).isOne();
  }

  @Test
  void aKnownOriginIsKnownEvenWhenTheLimitIsReachedMeanwhile() {
    Task task = Samples.task();
    store.accept(task, OPEN);

    assertThat(store.accept(twin(task), new AdmissionCheck(TODAY, _ -> Optional.of(refusal()))))
        .isEqualTo(new AcceptResult.AlreadyAccepted(task));
  }

  @Test
  void aRefusedTaskLeavesNothingBehind() {
    Task task = Samples.task();

    AcceptResult answer =
        store.accept(task, new AdmissionCheck(TODAY, _ -> Optional.of(refusal())));

    assertThat(answer).isEqualTo(new AcceptResult.Refused(refusal()));
    assertThat(store.find(task.id())).isEmpty();
    assertThat(totals()).isEqualTo(SpendTotals.NONE);
  }

  @Test
  void theCheckSeesWhatIsReservedAndSettledInEachWindow() {
    store.accept(Samples.task(ANN, GROUP, NOON), OPEN);
    store.accept(Samples.task(BOB, GROUP, NOON.plusSeconds(5)), OPEN);
    store.accept(Samples.task(ANN, new ChatRef("telegram", "7"), NOON), OPEN);
    store.accept(Samples.task(ANN, GROUP, NOON.minus(Duration.ofDays(1))), OPEN);
    store.accept(Samples.task(ANN, GROUP, NOON.minus(Duration.ofDays(30))), OPEN);

    assertThat(totals())
        .isEqualTo(
            new SpendTotals(
                Money.of("2.00"), Money.of("2.00"), Money.of("3.00"), Money.of("4.00"), 2, NOON));
  }

  @Test
  void theLastMomentOfADayCountsToItAndTheNextToTheNext() {
    store.accept(Samples.task(ANN, GROUP, TODAY.dayEnd().minusMillis(1)), OPEN);
    store.accept(Samples.task(ANN, GROUP, TODAY.dayEnd()), OPEN);
    store.accept(Samples.task(ANN, GROUP, TODAY.dayStart()), OPEN);
    store.accept(Samples.task(ANN, GROUP, TODAY.dayStart().minusMillis(1)), OPEN);

    assertThat(totals().personToday()).isEqualTo(Money.of("2.00"));
    assertThat(totals().personTasksToday()).isEqualTo(2);
  }

  @Test
  void aCommitOnAnOldVersionWritesNothing() {
    Task task = accepted();
    TaskUpdate first = change(task, submitting());
    TaskUpdate second = change(task, new TaskState.Cancelled(NOON), LedgerEntry.release(task));

    assertThat(store.commit(first)).isTrue();
    assertThat(store.commit(second)).isFalse();

    assertThat(store.find(task.id())).contains(first.task());
    assertThat(totals().personToday()).isEqualTo(Money.of("1.00"));
  }

  @Test
  void aCommitOfAnUnknownTaskWritesNothing() {
    Task task = Samples.task();

    assertThat(store.commit(change(task, submitting()))).isFalse();
    assertThat(store.find(task.id())).isEmpty();
  }

  @Test
  void releasedMoneyIsFreeAgainButTheTaskStillCounts() {
    Task task = accepted();

    store.commit(change(task, failed(), LedgerEntry.release(task)));

    assertThat(totals().personToday()).isEqualTo(Money.ZERO);
    assertThat(totals().personTasksToday()).isOne();
    assertThat(totals().personLastAccepted()).isEqualTo(NOON);
  }

  @Test
  void aCheaperProviderSettlesForLessAndIsTheOneReported() {
    Task task = accepted();
    Task cheaper =
        task.nextVersion(TaskState.Ready.stored(NOON, Samples.VIDEO), NOON)
            .withOffer(offer("xcompute", "0.40"));

    store.commit(new TaskUpdate(task.version(), cheaper, List.of(LedgerEntry.settle(cheaper))));

    assertThat(totals().allToday()).isEqualTo(Money.of("0.40"));
    assertThat(report(GroupBy.PROVIDER, Scope.EVERYWHERE))
        .containsExactly(
            new ReportLine(
                "xcompute", Money.of("0.40"), 1, Money.ZERO, Money.of("1.00"), Money.ZERO));
  }

  @Test
  void aTaskIsFoundByAMessageThatWasAddedToo() {
    Task task = accepted();
    MessageRef clip = new MessageRef(task.address().chat(), "clip");
    store.addMessage(task.id(), clip);
    store.addMessage(task.id(), clip);

    assertThat(store.findByMessage(clip)).contains(task);
    assertThat(store.messages(task.id())).contains(clip).doesNotHaveDuplicates();
    assertThat(store.copies(task)).containsExactly(clip);
  }

  @Test
  void whatTheSandboxMadeIsToldApart() {
    accepted();
    Task task = accepted();
    Task pretend =
        task.nextVersion(TaskState.Ready.stored(NOON, Samples.VIDEO), NOON)
            .withOffer(offer(Offer.SANDBOX, "0.40"));
    store.commit(new TaskUpdate(task.version(), pretend, List.of(LedgerEntry.settle(pretend))));

    ReportLine both = ReportLine.sum(report(GroupBy.MODEL, Scope.EVERYWHERE));
    assertThat(both.spent()).isEqualTo(Money.of("1.40"));
    assertThat(both.pretend()).isEqualTo(Money.of("0.40"));
    assertThat(totals().allToday()).as("limits count both").isEqualTo(Money.of("1.40"));
  }

  @Test
  void aReservationEndsOnce() {
    Task task = accepted();
    TaskUpdate settled =
        change(task, TaskState.Ready.stored(NOON, Samples.VIDEO), LedgerEntry.settle(task));
    store.commit(settled);

    TaskUpdate released = change(settled.task(), failed(), LedgerEntry.release(task));
    TaskUpdate settledAgain = change(settled.task(), failed(), LedgerEntry.settle(task));

    assertThatThrownBy(() -> store.commit(released)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.commit(settledAgain)).isInstanceOf(RuntimeException.class);
    assertThat(store.find(task.id())).contains(settled.task());
    assertThat(totals().allToday()).isEqualTo(Money.of("1.00"));
  }

  @Test
  void heldMoneyStaysReservedUntilTheOperatorRules() {
    Task task = accepted();
    TaskUpdate held =
        change(task, TaskState.Unconfirmed.unanswered(NOON, "reset", 0), LedgerEntry.hold(task));
    store.commit(held);
    assertThat(totals().allToday()).isEqualTo(Money.of("1.00"));

    store.commit(change(held.task(), new TaskState.Closed(NOON, false), LedgerEntry.release(task)));
    assertThat(totals().allToday()).isEqualTo(Money.ZERO);
  }

  @Test
  void theStatusMessageAndThePostedVideoLeadBackToTheTask() {
    Task task = accepted();
    Task shown =
        task.nextVersion(task.state(), NOON)
            .withStatus(StatusMessage.NONE.shown(STATUS, "m", NOON));
    store.commit(new TaskUpdate(task.version(), shown, List.of()));
    assertThat(store.findByMessage(STATUS)).contains(shown);
    assertThat(store.findByMessage(POSTED)).isEmpty();

    TaskUpdate posted = change(shown, Samples.delivered(POSTED));
    store.commit(posted);
    assertThat(store.findByMessage(STATUS)).contains(posted.task());
    assertThat(store.findByMessage(POSTED)).contains(posted.task());
    assertThat(store.findByMessage(new MessageRef(new ChatRef("telegram", "7"), "42"))).isEmpty();
  }

  @Test
  void aTaskIsFoundByWhatItsProviderCallsIt() {
    Task task = accepted();
    String provider = task.offer().provider();
    TaskUpdate running =
        change(task, TaskState.Running.started("fal-ai/a_b/requests/1", NOON, NOON));
    store.commit(running);
    TaskUpdate over = change(running.task(), failed());
    store.commit(over);

    assertThat(store.findByRemoteId(provider, "fal-ai/a_b/requests/1")).contains(over.task());
    assertThat(store.findByRemoteId(provider, "fal-ai/aXb/requests/1")).isEmpty();
    assertThat(store.findByRemoteId(provider, "fal-ai/a_b/requests/%")).isEmpty();
    assertThat(store.findByRemoteId(provider, "requests/1")).isEmpty();
    assertThat(store.findByRemoteId("another", "fal-ai/a_b/requests/1")).isEmpty();
    assertThat(store.findByRemoteId(provider, "")).as("that of who has none").isEmpty();
  }

  @Test
  void oneThatWasWrittenBeforeThatWasNotedIsFoundByItToo() {
    Task task = accepted();
    String provider = task.offer().provider();
    TaskUpdate running = change(task, TaskState.Running.started("remote-1", NOON, NOON));
    store.commit(running);
    database.jdbi().useHandle(handle -> handle.execute("UPDATE task SET remote_id = NULL"));

    assertThat(store.findByRemoteId(provider, "remote-1")).contains(running.task());
    assertThat(store.findByRemoteId(provider, "remote-")).isEmpty();
    assertThat(store.findByRemoteId(provider, "remote_1")).as("no wildcard").isEmpty();
  }

  @Test
  void theNewestDeliveredIsTheOnePostedLast() {
    Task early = accepted();
    Task late = accepted();
    deliver(late, NOON.plusSeconds(1));
    deliver(early, NOON.plusSeconds(2));
    accepted();

    assertThat(store.newestDelivered(ANN, GROUP)).map(Task::id).contains(early.id());
    assertThat(store.newestDelivered(BOB, GROUP)).isEmpty();
    assertThat(store.newestDelivered(ANN, new ChatRef("telegram", "7"))).isEmpty();
  }

  @Test
  void theClipsOfAFilmAreFoundInTheirOrder() {
    Task first = accepted();
    Task second = continued(first);
    Task third = continued(second);
    Task other = continued(first);
    Task remix = Samples.task().withRequest(TaskExamples.remix("in winter", first.id()));
    store.accept(remix, OPEN);

    assertThat(store.continuations(first.id())).containsExactly(second, other);
    assertThat(store.madeFrom(first.id(), 9))
        .extracting(Task::id)
        .containsExactly(remix.id(), other.id(), second.id());
    assertThat(store.madeFrom(first.id(), 1)).extracting(Task::id).containsExactly(remix.id());
    assertThat(store.continuations(third.id())).isEmpty();
    assertThat(store.clips(third)).containsExactly(first, second, third);
    assertThat(store.clips(first)).containsExactly(first);
    assertThat(store.filmWith(second)).containsExactly(first, second, third);
    assertThat(store.filmWith(first)).as("the newest way on").containsExactly(first, other);

    Task deleted = other.nextVersion(new TaskState.Deleted(NOON), null);
    store.commit(new TaskUpdate(other.version(), deleted, List.of()));
    assertThat(store.filmWith(first)).as("undone").containsExactly(first, second, third);
  }

  @Test
  void whatATaskIsDeliveredAsIsFoundAgain() {
    Task clip = continued(accepted());
    Task joined = clip.withFilm(Task.Film.joined(2, Samples.VIDEO)).nextVersion(submitting(), NOON);
    assertThat(store.commit(new TaskUpdate(clip.version(), joined, List.of()))).isTrue();
    assertThat(store.find(clip.id())).contains(joined);

    Task alone =
        joined
            .withFilm(Task.Film.clipAlone(2, Task.Film.Obstacle.CLIP_GONE))
            .nextVersion(submitting(), NOON);
    assertThat(store.commit(new TaskUpdate(joined.version(), alone, List.of()))).isTrue();
    assertThat(store.find(clip.id())).contains(alone);
  }

  private Task continued(Task before) {
    Task task =
        Samples.task()
            .withRequest(VideoRequest.of(RequestKind.CONTINUE, "then it snows", before.id()));
    store.accept(task, OPEN);
    return task;
  }

  @Test
  void tasksOfAPersonComeNewestFirst() {
    Task one = accepted();
    Task two = accepted();
    Task three = accepted();
    store.accept(Samples.task(BOB, GROUP, NOON), OPEN);

    assertThat(store.ofPerson(ANN, 2)).containsExactly(three, two);
    assertThat(store.ofPerson(ANN, 9)).containsExactly(three, two, one);
  }

  @Test
  void whatIsDueComesOldestFirst() {
    Task later = due(accepted(), NOON.plusSeconds(2));
    Task sooner = due(accepted(), NOON.plusSeconds(1));
    Task future = due(accepted(), NOON.plusSeconds(9));
    store.commit(
        new TaskUpdate(0, accepted().nextVersion(new TaskState.Cancelled(NOON), null), List.of()));

    assertThat(store.dueBefore(NOON.plusSeconds(5), 9)).containsExactly(sooner.id(), later.id());
    assertThat(store.dueBefore(NOON.plusSeconds(9), 2)).containsExactly(sooner.id(), later.id());
    assertThat(store.dueBefore(NOON.plusSeconds(9), 9)).contains(future.id());
  }

  @Test
  void somethingStillOwedAfterTheEndIsDueToo() {
    Task task = accepted();
    Task over = task.nextVersion(failed(), NOON);
    store.commit(new TaskUpdate(0, over, List.of(LedgerEntry.release(task))));

    assertThat(store.dueBefore(NOON, 9)).containsExactly(task.id());
  }

  @Test
  void tasksAreFoundByState() {
    Task queued = accepted();
    Task sent = accepted();
    store.commit(change(sent, submitting()));
    Task cancelled = accepted();
    store.commit(change(cancelled, new TaskState.Cancelled(NOON), LedgerEntry.release(cancelled)));

    assertThat(store.inStates(Set.of(TaskState.Submitting.class, TaskState.Queued.class), 9))
        .extracting(Task::id)
        .containsExactly(queued.id(), sent.id());
    assertThat(store.inStates(Set.of(TaskState.EndedWithoutVideo.class), 9))
        .extracting(Task::id)
        .containsExactly(cancelled.id());
    assertThat(store.inStates(Set.of(), 9)).isEmpty();
  }

  @Test
  void theLineHoldsWhoWaitsAndWhoWorksInOrder() {
    Task waiting = accepted();
    Task later = accepted();
    Instant retry = NOON.plusSeconds(30);
    store.commit(
        new TaskUpdate(
            0,
            later
                .nextVersion(
                    new TaskState.Queued(NOON, retry, Set.of("apimart"), 1, null, null), retry)
                .withStatus(StatusMessage.NONE.shown(STATUS, "m", NOON)),
            List.of()));
    Task running = accepted();
    store.commit(change(running, TaskState.Running.started("r", NOON, NOON)));
    Task ready = accepted();
    store.commit(
        change(ready, TaskState.Ready.stored(NOON, Samples.VIDEO), LedgerEntry.settle(ready)));
    Task made = accepted();
    Task charged = made.withCharge(made.reserved());
    store.commit(
        change(
            charged,
            TaskState.Running.started("r2", NOON, NOON).completedWithoutFile(NOON),
            LedgerEntry.settle(charged)));

    assertThat(store.queueEntries())
        .as("what is made and waits for its file alone takes no place")
        .containsExactly(
            new QueueEntry(waiting.id(), ANN, GROUP, "apimart", false, false, Instant.EPOCH),
            new QueueEntry(later.id(), ANN, GROUP, "apimart", false, true, retry),
            new QueueEntry(running.id(), ANN, GROUP, "apimart", true, false, Instant.EPOCH));
  }

  @Test
  void aMovedChatTakesItsTasksMessagesAndSpendingAlong() {
    Task task = accepted();
    Task shown =
        task.nextVersion(task.state(), NOON)
            .withStatus(StatusMessage.NONE.shown(STATUS, "m", NOON));
    store.commit(new TaskUpdate(0, shown, List.of()));
    Task delivered = deliver(accepted(), NOON);
    ChatRef moved = new ChatRef("telegram", "-200");
    store.accept(Samples.task(BOB, moved, NOON), OPEN);

    store.moveChat(GROUP, moved);

    assertThat(store.findByMessage(new MessageRef(moved, "41"))).map(Task::id).contains(task.id());
    assertThat(store.findByMessage(STATUS)).isEmpty();
    Task after = store.find(task.id()).orElseThrow();
    assertThat(after.address().chat()).isEqualTo(moved);
    assertThat(after.status())
        .as("posted anew: the old one cannot be edited")
        .isEqualTo(StatusMessage.NONE);
    assertThat(store.newestDelivered(ANN, moved)).map(Task::id).contains(delivered.id());
    assertThat(spendReports.totals(BOB, moved, TODAY).chatToday()).isEqualTo(Money.of("3.00"));
    assertThat(spendReports.totals(BOB, GROUP, TODAY).chatToday()).isEqualTo(Money.ZERO);
    assertThat(store.mendSpendTotals(NOON)).isFalse();
  }

  /** They are kept beside the ledger, and have to say what it says, to the quarter of an hour. */
  @Test
  void theSumsOfADayAndAMonthAreThoseOfTheLedger() {
    Random chance = new Random(15);
    ZoneId zone = ZoneId.of("Asia/Kathmandu"); // begins at a quarter past
    Instant noon = Instant.parse("2026-11-30T12:00:00Z");
    List<ChatRef> chats = List.of(GROUP, new ChatRef("telegram", "-300"));
    for (int i = 0; i < 120; i++) {
      Instant at = noon.minusSeconds(chance.nextInt(40 * 86_400));
      Task task = Samples.task(ANN, chats.get(chance.nextInt(2)), at);
      store.accept(task, OPEN);
      switch (chance.nextInt(4)) {
        case 0 -> store.commit(change(task, failed(), LedgerEntry.release(task)));
        case 1 -> {
          Task cheaper =
              task.nextVersion(TaskState.Ready.stored(NOON, Samples.VIDEO), NOON)
                  .withOffer(offer("xcompute", "0.40"));
          store.commit(
              new TaskUpdate(task.version(), cheaper, List.of(LedgerEntry.settle(cheaper))));
        }
        case 2 -> store.commit(change(task, failed(), LedgerEntry.hold(task)));
        default -> {}
      }
    }
    for (int day = 0; day < 40; day++) {
      BudgetWindows windows = BudgetWindows.at(noon.minus(Duration.ofDays(day)), zone);
      SpendTotals totals = spendReports.totals(ANN, GROUP, windows);
      assertThat(totals.allToday())
          .isEqualTo(spent(windows.dayStart(), windows.dayEnd(), Scope.EVERYWHERE));
      assertThat(totals.chatToday())
          .isEqualTo(spent(windows.dayStart(), windows.dayEnd(), Scope.chat(GROUP)));
      assertThat(totals.allThisMonth())
          .isEqualTo(spent(windows.monthStart(), windows.monthEnd(), Scope.EVERYWHERE));
    }
  }

  private Money spent(Instant from, Instant to, Scope scope) {
    return ReportLine.sum(spendReports.report(from, to, GroupBy.PERSON, scope)).spent();
  }

  /** In between, or as a copy that was restored. */
  @Test
  void theSumsAreMadeAnewWhereAnEarlierVersionHasWorked() {
    accepted();
    SpendTotals before = totals();
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM spend_total"));
    assertThat(totals().allToday()).isEqualTo(Money.ZERO);

    assertThat(store.mendSpendTotals(NOON)).isTrue();

    assertThat(totals()).isEqualTo(before);
    assertThat(store.mendSpendTotals(NOON)).as("they are right").isFalse();
  }

  @Test
  void aDecisionMadeBeforeTheChatMovedIsMadeAgain() {
    Task task = accepted();
    store.moveChat(GROUP, new ChatRef("telegram", "-200"));

    assertThat(store.commit(change(task, submitting()))).isFalse();
  }

  @Test
  void aMovedChatGivesWayToMessagesTheNewOneAlreadyHas() {
    Task old = deliver(accepted(), NOON);
    ChatRef moved = new ChatRef("telegram", "-200");
    Task fresh = Samples.task(ANN, moved, NOON);
    store.accept(fresh, OPEN);
    store.commit(change(fresh, Samples.delivered(new MessageRef(moved, POSTED.id()))));

    store.moveChat(GROUP, moved);

    assertThat(store.findByMessage(new MessageRef(moved, POSTED.id())))
        .map(Task::id)
        .contains(fresh.id());
    assertThat(store.find(old.id())).map(t -> t.address().chat()).contains(moved);
  }

  @Test
  void reportsAddUpByPersonModelAndProvider() {
    store.accept(Samples.task(ANN, GROUP, NOON), OPEN);
    store.accept(Samples.task(ANN, GROUP, NOON), OPEN);
    store.accept(Samples.task(BOB, GROUP, NOON), OPEN);
    store.accept(Samples.task(BOB, GROUP, TODAY.dayEnd()), OPEN);

    assertThat(report(GroupBy.PERSON, Scope.EVERYWHERE))
        .containsExactly(reserved("telegram:7", "2.00", 2), reserved("telegram:8", "1.00", 1));
    assertThat(report(GroupBy.MODEL, Scope.chat(GROUP)))
        .containsExactly(reserved("sora-2", "3.00", 3));
    assertThat(report(GroupBy.MODEL, Scope.person(BOB)))
        .containsExactly(reserved("sora-2", "1.00", 1));
    assertThat(report(GroupBy.MODEL, Scope.role("discord", "1"))).isEmpty();
    assertThat(report(GroupBy.MODEL, Scope.server("telegram", "1"))).isEmpty();

    Task inServer = Samples.task().withAddress(new Destination(GROUP, "1", null, null, null));
    store.accept(inServer, OPEN);
    assertThat(report(GroupBy.MODEL, Scope.server("telegram", "1")))
        .containsExactly(reserved("sora-2", "1.00", 1));
    assertThat(report(GroupBy.MODEL, Scope.server("discord", "1"))).isEmpty();
  }

  private Task accepted() {
    Task task = Samples.task();
    store.accept(task, OPEN);
    return task;
  }

  private Task due(Task task, Instant at) {
    Task next = task.nextVersion(task.state(), at);
    assertThat(store.commit(new TaskUpdate(task.version(), next, List.of()))).isTrue();
    return next;
  }

  private Task deliver(Task task, Instant at) {
    Task delivered =
        task.nextVersion(
            new TaskState.Delivered(
                at, Samples.VIDEO, new MessageRef(GROUP, POSTED.id()), false, false),
            null);
    assertThat(
            store.commit(
                new TaskUpdate(task.version(), delivered, List.of(LedgerEntry.settle(task)))))
        .isTrue();
    return delivered;
  }

  private SpendTotals totals() {
    return spendReports.totals(ANN, GROUP, TODAY);
  }

  private List<ReportLine> report(GroupBy by, Scope scope) {
    return spendReports.report(TODAY.dayStart(), TODAY.dayEnd(), by, scope);
  }

  private static Task twin(Task task) {
    return Task.accepted(
        Samples.task().id(),
        task.origin(),
        task.requester(),
        task.address(),
        task.request(),
        task.offer(),
        NOON);
  }

  private static Offer offer(String provider, String price) {
    Offer o = Samples.OFFER;
    return new Offer(
        provider,
        o.model(),
        o.means(),
        o.seconds(),
        o.aspect(),
        o.resolution(),
        Money.of(price),
        o.typical(),
        o.hardDeadline(),
        false);
  }

  private static TaskState submitting() {
    return new TaskState.Submitting(NOON, "run-1", Set.of(), 0);
  }

  private static TaskState failed() {
    return new TaskState.Failed(NOON, Failure.of(FailureKind.GENERATION_FAILED));
  }

  private static ReportLine reserved(String key, String amount, int tasks) {
    Money money = Money.of(amount);
    return new ReportLine(key, money, tasks, money, money, Money.ZERO);
  }

  private static LimitRefusal refusal() {
    return new LimitRefusal(LimitRefusal.Limit.SPEND_PER_DAY_TOTAL, "3.00", NOON);
  }
}
