package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class QueueSnapshotTest {
  private static final Instant NOW = TaskStateExamples.NOW;
  private static final ConcurrencyLimits ONE_AT_A_PROVIDER =
      new ConcurrencyLimits(_ -> 1, _ -> 100, (_, _) -> 100, _ -> 100);

  private final List<QueueEntry> entries = new ArrayList<>();

  private TaskId waits(String person) {
    return add(person, "room", "first", false, true, Instant.EPOCH);
  }

  private TaskId works(String person) {
    return add(person, "room", "first", true, true, Instant.EPOCH);
  }

  private TaskId add(
      String person,
      String chat,
      String provider,
      boolean working,
      boolean visible,
      Instant notBefore) {
    TaskId id = TaskId.of(NOW.toEpochMilli(), entries.size());
    PersonRef who = new PersonRef("sim", person);
    entries.add(
        new QueueEntry(id, who, new ChatRef("sim", chat), provider, working, visible, notBefore));
    return id;
  }

  private QueueSnapshot queue(ConcurrencyLimits limits) {
    return QueueSnapshot.of(entries, limits, NOW);
  }

  @Test
  void withoutBoundsEverybodyGoesAtOnce() {
    TaskId one = waits("ann");
    TaskId two = waits("ann");
    assertThat(queue(ConcurrencyLimits.UNLIMITED).ready()).containsExactlyInAnyOrder(one, two);
    assertThat(queue(ConcurrencyLimits.UNLIMITED).positions()).isEmpty();
  }

  @Test
  void whoWasToldToWaitWaitsUnlessTheClockWasSetBackSince() {
    add("ann", "room", "first", false, true, NOW.plusSeconds(60));
    TaskId bob = add("bob", "room", "first", false, true, NOW.plus(Duration.ofHours(2)));
    assertThat(queue(ConcurrencyLimits.UNLIMITED).ready()).containsExactly(bob);
  }

  @Test
  void whoAskedFirstGoesFirst() {
    TaskId ann = waits("ann");
    TaskId bob = waits("bob");
    assertThat(queue(ONE_AT_A_PROVIDER).ready()).containsExactly(ann);
    assertThat(queue(ONE_AT_A_PROVIDER).positions()).containsEntry(bob, 1);
  }

  @Test
  void whoAsksForTenDoesNotMakeTheNextPersonWaitForTen() {
    List<TaskId> anns = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      anns.add(waits("ann"));
    }
    TaskId bob = waits("bob");
    QueueSnapshot queue = queue(ONE_AT_A_PROVIDER);
    assertThat(queue.ready()).containsExactly(anns.getFirst());
    assertThat(queue.positions()).containsEntry(bob, 1).containsEntry(anns.get(1), 2);
    assertThat(queue.positions()).containsEntry(anns.get(9), 10);
  }

  @Test
  void whoHasOneAtWorkComesAfterWhoHasNone() {
    works("ann");
    TaskId anns = waits("ann");
    TaskId bobs = waits("bob");
    ConcurrencyLimits two = new ConcurrencyLimits(_ -> 2, _ -> 100, (_, _) -> 100, _ -> 100);
    assertThat(queue(two).ready()).containsExactly(bobs);
    assertThat(queue(two).positions()).containsEntry(anns, 1);
  }

  @Test
  void aPersonsOwnBoundKeepsNobodyElseWaiting() {
    works("ann");
    TaskId anns = waits("ann");
    TaskId bobs = waits("bob");
    ConcurrencyLimits limits = new ConcurrencyLimits(_ -> 100, _ -> 100, (_, _) -> 1, _ -> 100);
    assertThat(queue(limits).ready()).containsExactly(bobs);
    assertThat(queue(limits).positions()).containsOnlyKeys(anns);
  }

  @Test
  void aChatsBoundCountsAllItsPeople() {
    works("ann");
    waits("bob");
    TaskId elsewhere = add("cy", "other room", "first", false, true, Instant.EPOCH);
    ConcurrencyLimits limits = new ConcurrencyLimits(_ -> 100, _ -> 100, (_, _) -> 100, _ -> 1);
    assertThat(queue(limits).ready()).containsExactly(elsewhere);
  }

  @Test
  void theWaitIsThePlaceOverThePlacesAtTheProvider() {
    works("ann");
    works("bob");
    TaskId first = waits("cy");
    TaskId second = waits("dee");
    TaskId third = waits("eve");
    ConcurrencyLimits two = new ConcurrencyLimits(_ -> 2, _ -> 100, (_, _) -> 100, _ -> 100);
    QueueSnapshot queue = queue(two);
    assertThat(queue.place(first)).isEqualTo(new QueueSnapshot.Place(1, 0.5));
    assertThat(queue.place(second)).isEqualTo(new QueueSnapshot.Place(2, 1));
    assertThat(queue.place(third)).isEqualTo(new QueueSnapshot.Place(3, 1.5));
  }

  /** Who waits for another provider is in nobody's way there. */
  @Test
  void theWaitIsCountedAtTheProviderThatIsWaitedFor() {
    works("ann");
    waits("bob");
    add("cy", "room", "second", true, true, Instant.EPOCH);
    TaskId other = add("dee", "room", "second", false, true, Instant.EPOCH);
    assertThat(queue(ONE_AT_A_PROVIDER).place(other)).isEqualTo(new QueueSnapshot.Place(2, 1));
  }

  @Test
  void whoWaitsForTheirOwnTaskWaitsForOneWholeTurn() {
    works("ann");
    works("bob");
    works("cy");
    TaskId anns = waits("ann");
    ConcurrencyLimits limits = new ConcurrencyLimits(_ -> 100, _ -> 100, (_, _) -> 1, _ -> 100);
    assertThat(queue(limits).place(anns)).isEqualTo(new QueueSnapshot.Place(1, 1));
    assertThat(queue(ConcurrencyLimits.UNLIMITED).place(anns)).isNull();
  }

  @Test
  void aFullProviderKeepsNobodyFromAnother() {
    works("ann");
    waits("bob");
    TaskId other = add("cy", "room", "second", false, true, Instant.EPOCH);
    assertThat(queue(ONE_AT_A_PROVIDER).ready()).containsExactly(other);
  }

  @Test
  void whoCannotBeSeenOrMustStillWaitTakesNobodysTurn() {
    TaskId unseen = add("ann", "room", "first", false, false, Instant.EPOCH);
    TaskId early = add("bob", "room", "first", false, true, NOW.plusMillis(1));
    TaskId third = waits("cy");
    assertThat(queue(ONE_AT_A_PROVIDER).ready()).containsExactly(third);
    assertThat(queue(ONE_AT_A_PROVIDER).positions()).containsOnlyKeys(unseen, early);
  }

  @Test
  void theMomentItMayGoItGoes() {
    TaskId early = add("bob", "room", "first", false, true, NOW);
    assertThat(queue(ONE_AT_A_PROVIDER).ready()).containsExactly(early);
  }

  @Test
  void aProviderSwitchedToNoneTakesNobody() {
    waits("ann");
    ConcurrencyLimits none = new ConcurrencyLimits(_ -> 0, _ -> 100, (_, _) -> 100, _ -> 100);
    assertThat(queue(none).ready()).isEmpty();
  }

  /** What is full tells how long: a person's own two places, or the provider's ten. */
  @Test
  void theWaitGoesByTheNarrowestOfWhatIsFull() {
    for (int i = 0; i < 4; i++) {
      works("p" + i);
    }
    works("ann");
    works("ann");
    TaskId third = waits("ann");
    TaskId fourth = waits("ann");
    ConcurrencyLimits perPerson = new ConcurrencyLimits(_ -> 100, _ -> 100, (_, _) -> 2, _ -> 100);
    assertThat(queue(perPerson).place(third)).isEqualTo(new QueueSnapshot.Place(1, 0.5));
    assertThat(queue(perPerson).place(fourth)).isEqualTo(new QueueSnapshot.Place(2, 1));

    ConcurrencyLimits perChat = new ConcurrencyLimits(_ -> 100, _ -> 100, (_, _) -> 100, _ -> 6);
    assertThat(queue(perChat).place(third)).isEqualTo(new QueueSnapshot.Place(1, 1 / 6.0));

    ConcurrencyLimits both = new ConcurrencyLimits(_ -> 6, _ -> 100, (_, _) -> 2, _ -> 100);
    assertThat(queue(both).place(fourth)).isEqualTo(new QueueSnapshot.Place(2, 1));
    ConcurrencyLimits perProvider =
        new ConcurrencyLimits(_ -> 6, _ -> 100, (_, _) -> 100, _ -> 100);
    assertThat(queue(perProvider).place(fourth)).isEqualTo(new QueueSnapshot.Place(2, 2 / 6.0));
  }

  @Test
  void whoWaitsForSomethingElseIsCountedAtTheProvider() {
    works("bob");
    works("bob");
    TaskId unseen = add("ann", "room", "first", false, false, Instant.EPOCH);
    assertThat(queue(ConcurrencyLimits.UNLIMITED).place(unseen))
        .isEqualTo(new QueueSnapshot.Place(1, 0.5));
  }

  @Test
  void withoutLimitsNoProviderIsFull() {
    assertThat(ConcurrencyLimits.UNLIMITED.submitsPerMinute().applyAsInt("first"))
        .isEqualTo(Integer.MAX_VALUE);
  }
}
