package io.github.reelay.tracking.state;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.QueueEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the queue, fair between people: one task of each person in turn, in the order of
 * acceptance, so that somebody who asks for ten does not make the next person wait for ten. Pure; a
 * value of one moment.
 *
 * @param ready tasks that may be submitted now, in the order of the line
 * @param positions place in the line of those that wait, from 1
 * @param turns of those that wait: how often what is in their way has to be made first
 */
public record QueueSnapshot(
    Set<TaskId> ready, Map<TaskId, Integer> positions, Map<TaskId, Double> turns) {

  public static final QueueSnapshot NOBODY_WAITS = new QueueSnapshot(Set.of(), Map.of(), Map.of());

  /**
   * A place in the line.
   *
   * @param position from 1
   * @param turns how many times as long as one task takes the wait is: the third in front of two
   *     places waits for one and a half
   */
  public record Place(int position, double turns) {}

  /** Null for a task that does not wait. */
  public @Nullable Place place(TaskId task) {
    Integer position = positions.get(task);
    return position == null ? null : new Place(position, turns.getOrDefault(task, 1.0));
  }

  public static QueueSnapshot of(List<QueueEntry> entries, ConcurrencyLimits limits, Instant now) {
    Map<Object, Integer> busy = new HashMap<>();
    int active = 0;
    for (QueueEntry entry : entries) {
      if (entry.active()) {
        active++;
        count(busy, entry, 1);
      }
    }
    if (active == entries.size()) {
      return NOBODY_WAITS; // the usual case, every second
    }
    Set<TaskId> ready = new LinkedHashSet<>();
    Map<TaskId, Integer> positions = new HashMap<>();
    Map<TaskId, Double> turns = new HashMap<>();
    Map<Object, Integer> waitingBefore = new HashMap<>();
    for (QueueEntry waiting : inFairOrder(entries)) {
      if (canStart(waiting, busy, limits, now)) {
        count(busy, waiting, 1);
        ready.add(waiting.task());
      } else {
        positions.put(waiting.task(), positions.size() + 1);
        count(waitingBefore, waiting, 1);
        turns.put(waiting.task(), turns(waiting, waitingBefore, busy, limits));
      }
    }
    return new QueueSnapshot(ready, positions, turns);
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

  private static boolean isFull(Map<Object, Integer> busy, Object place, int limit) {
    return busy.getOrDefault(place, 0) >= limit;
  }

  private static double share(
      Map<Object, Integer> waiting, Map<Object, Integer> busy, Object place) {
    return waiting.getOrDefault(place, 1) / (double) Math.max(1, busy.getOrDefault(place, 0));
  }

  private static boolean canStart(
      QueueEntry task, Map<Object, Integer> busy, ConcurrencyLimits limits, Instant now) {
    return task.hasStatusMessage()
        && !mustWait(task.notBefore(), now)
        && hasRoom(task, busy, limits);
  }

  /** What is further ahead than anybody may ask to wait was said before the clock was set back. */
  static boolean mustWait(Instant notBefore, Instant now) {
    return now.isBefore(notBefore) && !now.plus(TrackingConfig.OFFER_TIMEOUT).isBefore(notBefore);
  }

  /**
   * Whether there is room for one more task of its provider, person and chat.
   *
   * @param busy how many are at work of each of them
   */
  public static boolean hasRoom(
      QueueEntry task, Map<Object, Integer> busy, ConcurrencyLimits limits) {
    return busy.getOrDefault(task.provider(), 0) < limits.perProvider().applyAsInt(task.provider())
        && busy.getOrDefault(task.person(), 0)
            < limits.perPerson().applyAsInt(task.person(), task.chat())
        && busy.getOrDefault(task.chat(), 0) < limits.perChat().applyAsInt(task.chat());
  }

  /** Counts one more, or one less, at work of the task's provider, person and chat. */
  public static void count(Map<Object, Integer> busy, QueueEntry task, int change) {
    for (Object one : List.of(task.provider(), task.person(), task.chat())) {
      busy.merge(one, change, (before, more) -> before + more == 0 ? null : before + more);
    }
  }

  /** A person's n-th task, counting those at work, comes after everybody's (n-1)-th. */
  private static List<QueueEntry> inFairOrder(List<QueueEntry> entries) {
    Map<PersonRef, Integer> turns = new HashMap<>();
    entries.stream()
        .filter(QueueEntry::active)
        .forEach(t -> turns.merge(t.person(), 1, Integer::sum));
    Map<Integer, List<QueueEntry>> rounds = new TreeMap<>();
    for (QueueEntry task : entries) {
      if (!task.active()) {
        int round = turns.merge(task.person(), 1, Integer::sum);
        rounds.computeIfAbsent(round, _ -> new ArrayList<>()).add(task);
      }
    }
    return rounds.values().stream().flatMap(List::stream).toList();
  }
}
