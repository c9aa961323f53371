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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class FairLineTest {
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

  /** Who may go now, and the places of the others. */
  private record Queue(Set<TaskId> ready, QueueSnapshot snapshot) {
    Map<TaskId, Integer> positions() {
      return snapshot.positions();
    }

    QueueSnapshot.@Nullable Place place(TaskId task) {
      return snapshot.place(task);
    }
  }

  private Queue queue(ConcurrencyLimits limits) {
    FairLine line = new FairLine();
    entries.forEach(line::add);
    return new Queue(ready(line, limits), line.snapshot(limits, NOW));
  }

  private static Set<TaskId> ready(FairLine line, ConcurrencyLimits limits) {
    return line.ready(limits, NOW).stream()
        .map(QueueEntry::task)
        .collect(Collectors.toCollection(LinkedHashSet::new));
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
    Queue queue = queue(ONE_AT_A_PROVIDER);
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
    Queue queue = queue(two);
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

  /** A line of ten thousand once took the processor: everybody in it was asked at each change. */
  @Test
  void whoIsNextIsFoundAtTheFrontOfALongLine() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger places = new AtomicInteger();
    ConcurrencyLimits limits =
        new ConcurrencyLimits(
            _ -> places.get(),
            _ -> 100,
            (_, _) -> {
              asked.incrementAndGet();
              return 2;
            },
            _ -> 100_000);
    FairLine line = new FairLine();
    for (int i = 0; i < 10_000; i++) {
      waits("p" + i / 2);
      line.add(entries.getLast());
    }
    assertThat(line.ready(limits, NOW)).isEmpty();
    assertThat(line.isReady(entries.getLast(), limits, NOW)).isFalse();
    assertThat(asked).as("nobody, while it is full").hasValue(0);
    places.set(3);
    assertThat(ready(line, limits))
        .as("the first ones of three people")
        .containsExactly(entries.get(0).task(), entries.get(2).task(), entries.get(4).task());
    assertThat(line.isReady(entries.get(2), limits, NOW)).isTrue();
    assertThat(asked.get()).isLessThan(10);
  }

  /** However it has come to be as it is, it is what a look at everybody says. */
  @Test
  void aLineThatWasChangedEntryByEntryIsTheSameAsOneThatIsPutInOrderAnew() {
    Random random = new Random(7);
    for (int run = 0; run < 300; run++) {
      entries.clear();
      FairLine line = new FairLine();
      List<QueueEntry> present = new ArrayList<>();
      ConcurrencyLimits limits = limits(random);
      for (int step = 0; step < 40; step++) {
        if (!present.isEmpty() && random.nextInt(5) < 2) {
          line.remove(present.remove(random.nextInt(present.size())));
        } else {
          add(
              "p" + random.nextInt(5),
              "room" + random.nextInt(3),
              "provider" + random.nextInt(2),
              random.nextInt(3) == 0,
              random.nextInt(5) > 0,
              random.nextInt(5) == 0 ? NOW.plusSeconds(60) : Instant.EPOCH);
          present.add(entries.getLast());
          line.add(entries.getLast());
        }
        List<TaskId> waiting = inOrder(present, limits);
        Set<TaskId> ready = ready(line, limits);
        assertThat(List.copyOf(ready))
            .as("run %d, step %d", run, step)
            .isEqualTo(waiting.subList(0, ready.size()));
        assertThat(places(line.snapshot(limits, NOW)))
            .as("run %d, step %d", run, step)
            .isEqualTo(waiting.subList(ready.size(), waiting.size()));
        for (QueueEntry entry : present) {
          assertThat(!entry.active() && line.isReady(entry, limits, NOW))
              .isEqualTo(ready.contains(entry.task()));
        }
      }
    }
  }

  private static ConcurrencyLimits limits(Random random) {
    int provider = random.nextInt(6);
    int person = 1 + random.nextInt(3);
    int chat = 1 + random.nextInt(5);
    return new ConcurrencyLimits(_ -> provider, _ -> 100, (_, _) -> person, _ -> chat);
  }

  private static List<TaskId> places(QueueSnapshot snapshot) {
    return snapshot.positions().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** By its definition: first all that may go, then the others, each in fair order. */
  private static List<TaskId> inOrder(List<QueueEntry> present, ConcurrencyLimits limits) {
    List<QueueEntry> working =
        new ArrayList<>(present.stream().filter(QueueEntry::active).toList());
    List<QueueEntry> waiting =
        present.stream()
            .filter(entry -> !entry.active())
            .sorted(
                Comparator.<QueueEntry>comparingLong(entry ->
                        present.stream()
                            .filter(other -> other.person().equals(entry.person()))
                            .filter(other ->
                                other.active()
                                    || other.task().value().compareTo(entry.task().value()) < 0)
                            .count())
                    .thenComparing(entry -> entry.task().value()))
            .toList();
    List<TaskId> ready = new ArrayList<>();
    List<TaskId> others = new ArrayList<>();
    for (QueueEntry entry : waiting) {
      if (entry.hasStatusMessage()
          && !entry.notBefore().isAfter(NOW)
          && among(working, QueueEntry::provider, entry) < limits.perProvider().applyAsInt("")
          && among(working, QueueEntry::person, entry)
              < limits.perPerson().applyAsInt(entry.person(), entry.chat())
          && among(working, QueueEntry::chat, entry) < limits.perChat().applyAsInt(entry.chat())) {
        working.add(entry);
        ready.add(entry.task());
      } else {
        others.add(entry.task());
      }
    }
    ready.addAll(others);
    return ready;
  }

  private static long among(
      List<QueueEntry> working, Function<QueueEntry, Object> of, QueueEntry entry) {
    return working.stream().filter(one -> of.apply(one).equals(of.apply(entry))).count();
  }
}
