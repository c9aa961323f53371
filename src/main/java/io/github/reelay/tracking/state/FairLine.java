package io.github.reelay.tracking.state;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.QueueEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The line of those that wait, fair between people: one task of each person in turn, in the order
 * of acceptance, so that somebody who asks for ten does not make the next person wait for ten. Kept
 * in order entry by entry, and looked at from its front: with ten thousand waiting, the next one is
 * found as quickly as with ten. Not thread-safe.
 */
public final class FairLine {
  private static final Comparator<TaskId> BY_ACCEPTANCE = Comparator.comparing(TaskId::value);

  /** A person's n-th task, counting those at work, comes after everybody's (n-1)-th. */
  private static final Comparator<Turn> IN_ORDER =
      Comparator.comparingInt(Turn::round)
          .thenComparing(turn -> turn.entry().task(), BY_ACCEPTANCE);

  private final Map<PersonRef, Person> people = new HashMap<>();

  /** Of each person the first one that waits. */
  private final NavigableSet<Turn> first = new TreeSet<>(IN_ORDER);

  /** How many are at work of each provider, person and chat. */
  private final Map<Object, Integer> busy = new HashMap<>();

  /** How many wait for each provider. */
  private final Map<String, Integer> waiting = new HashMap<>();

  private record Turn(int round, QueueEntry entry, Person person) {}

  private static final class Person {
    private int atWork;
    private final NavigableMap<TaskId, QueueEntry> waiting = new TreeMap<>(BY_ACCEPTANCE);

    @Nullable Turn first() {
      return waiting.isEmpty() ? null : new Turn(atWork + 1, waiting.firstEntry().getValue(), this);
    }

    @Nullable Turn after(Turn turn) {
      Map.Entry<TaskId, QueueEntry> next = waiting.higherEntry(turn.entry().task());
      return next == null ? null : new Turn(turn.round() + 1, next.getValue(), this);
    }
  }

  /** Adds one that waits, or is at work. */
  public void add(QueueEntry entry) {
    change(entry, 1);
  }

  /** Removes one that was added, as it was then. */
  public void remove(QueueEntry entry) {
    change(entry, -1);
  }

  public void clear() {
    people.clear();
    first.clear();
    busy.clear();
    waiting.clear();
  }

  private void change(QueueEntry entry, int change) {
    Person person = people.computeIfAbsent(entry.person(), _ -> new Person());
    Turn before = person.first();
    if (before != null) {
      first.remove(before);
    }
    if (entry.active()) {
      person.atWork += change;
      count(busy, entry, change);
    } else {
      if (change > 0) {
        person.waiting.put(entry.task(), entry);
      } else {
        person.waiting.remove(entry.task());
      }
      add(waiting, entry.provider(), change);
    }
    Turn after = person.first();
    if (after != null) {
      first.add(after);
    } else if (person.atWork == 0) {
      people.remove(entry.person());
    }
  }

  /** Those that may be submitted now, in the order of the line. */
  public List<QueueEntry> ready(ConcurrencyLimits limits, Instant now) {
    return ready(limits, now, null);
  }

  /** Whether a task that waits may be submitted now. */
  public boolean isReady(QueueEntry task, ConcurrencyLimits limits, Instant now) {
    // Whoever else waits: mostly it is full, and nobody need look at the line.
    return canStart(task, busy, limits, now) && ready(limits, now, task.task()).contains(task);
  }

  /**
   * @param last whoever is behind this one is of no interest
   */
  private List<QueueEntry> ready(ConcurrencyLimits limits, Instant now, @Nullable TaskId last) {
    Set<String> open = new HashSet<>();
    for (String provider : waiting.keySet()) {
      if (!isFull(busy, provider, limits.perProvider().applyAsInt(provider))) {
        open.add(provider);
      }
    }
    List<QueueEntry> ready = new ArrayList<>();
    Iterator<QueueEntry> line = new InOrder();
    boolean lookedAtLast = false;
    try {
      while (!open.isEmpty() && !lookedAtLast && line.hasNext()) {
        QueueEntry task = line.next();
        if (canStart(task, busy, limits, now)) {
          ready.add(task);
          count(busy, task, 1);
          if (isFull(busy, task.provider(), limits.perProvider().applyAsInt(task.provider()))) {
            open.remove(task.provider());
          }
        }
        lookedAtLast = task.task().equals(last);
      }
    } finally {
      ready.forEach(task -> count(busy, task, -1)); // they have only been tried
    }
    return ready;
  }

  /** The place of everybody who waits; looks at all of them. */
  public QueueSnapshot snapshot(ConcurrencyLimits limits, Instant now) {
    if (first.isEmpty()) {
      return QueueSnapshot.NOBODY_WAITS; // the usual case, every second
    }
    Map<Object, Integer> taken = new HashMap<>(busy);
    Map<TaskId, Integer> positions = new HashMap<>();
    Map<TaskId, Double> turns = new HashMap<>();
    Map<Object, Integer> waitingBefore = new HashMap<>();
    for (Iterator<QueueEntry> line = new InOrder(); line.hasNext(); ) {
      QueueEntry task = line.next();
      if (canStart(task, taken, limits, now)) {
        count(taken, task, 1);
      } else {
        positions.put(task.task(), positions.size() + 1);
        count(waitingBefore, task, 1);
        turns.put(task.task(), turns(task, waitingBefore, taken, limits));
      }
    }
    return new QueueSnapshot(positions, turns);
  }

  /** By the narrowest of what is full; who waits for something else is counted at the provider. */
  private static double turns(
      QueueEntry task,
      Map<Object, Integer> waiting,
      Map<Object, Integer> busy,
      ConcurrencyLimits limits) {
    double most = 0;
    if (isFull(busy, task.person(), limits.perPerson().applyAsInt(task.person(), task.chat()))) {
      most = share(waiting, busy, task.person());
    }
    if (isFull(busy, task.chat(), limits.perChat().applyAsInt(task.chat()))) {
      most = Math.max(most, share(waiting, busy, task.chat()));
    }
    return most == 0
            || isFull(busy, task.provider(), limits.perProvider().applyAsInt(task.provider()))
        ? Math.max(most, share(waiting, busy, task.provider()))
        : most;
  }

  private static double share(
      Map<Object, Integer> waiting, Map<Object, Integer> busy, Object place) {
    return waiting.getOrDefault(place, 1) / (double) Math.max(1, busy.getOrDefault(place, 0));
  }

  private static boolean canStart(
      QueueEntry task, Map<Object, Integer> busy, ConcurrencyLimits limits, Instant now) {
    return task.hasStatusMessage()
        && !QueueSnapshot.mustWait(task.notBefore(), now)
        && !isFull(busy, task.provider(), limits.perProvider().applyAsInt(task.provider()))
        && !isFull(busy, task.person(), limits.perPerson().applyAsInt(task.person(), task.chat()))
        && !isFull(busy, task.chat(), limits.perChat().applyAsInt(task.chat()));
  }

  private static boolean isFull(Map<Object, Integer> busy, Object place, int limit) {
    return busy.getOrDefault(place, 0) >= limit;
  }

  private static void count(Map<Object, Integer> busy, QueueEntry task, int change) {
    add(busy, task.provider(), change);
    add(busy, task.person(), change);
    add(busy, task.chat(), change);
  }

  private static <K> void add(Map<K, Integer> counts, K key, int change) {
    counts.merge(key, change, (before, more) -> before + more == 0 ? null : before + more);
  }

  /** All that wait, in fair order: a person's next one comes up when the one before is taken. */
  private final class InOrder implements Iterator<QueueEntry> {
    private final Iterator<Turn> firsts = first.iterator();
    private final PriorityQueue<Turn> others = new PriorityQueue<>(IN_ORDER);
    private @Nullable Turn nextFirst = firsts.hasNext() ? firsts.next() : null;

    @Override
    public boolean hasNext() {
      return nextFirst != null || !others.isEmpty();
    }

    @Override
    public QueueEntry next() {
      Turn other = others.peek();
      Turn turn = nextFirst;
      if (turn != null && (other == null || IN_ORDER.compare(turn, other) < 0)) {
        nextFirst = firsts.hasNext() ? firsts.next() : null;
      } else {
        turn = others.remove();
      }
      Turn after = turn.person().after(turn);
      if (after != null) {
        others.add(after);
      }
      return turn.entry();
    }
  }
}
