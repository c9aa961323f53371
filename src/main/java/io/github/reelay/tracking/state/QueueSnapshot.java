package io.github.reelay.tracking.state;

import io.github.reelay.task.TaskId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's place in the {@link FairLine} at one moment.
 *
 * @param positions place in the line of those that wait, from 1; who may go now has none
 * @param turns of those that wait: how often what is in their way has to be made first
 */
public record QueueSnapshot(Map<TaskId, Integer> positions, Map<TaskId, Double> turns) {

  public static final QueueSnapshot NOBODY_WAITS = new QueueSnapshot(Map.of(), Map.of());

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

  /** What is further ahead than anybody may ask to wait was said before the clock was set back. */
  static boolean mustWait(Instant notBefore, Instant now) {
    return now.isBefore(notBefore) && !now.plus(TrackingConfig.OFFER_TIMEOUT).isBefore(notBefore);
  }
}
