package io.github.reelay.tracking.execution;

import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.StatusFingerprint;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.StatusViewFactory;
import io.github.reelay.tracking.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The updater of status messages: one slot per message, the latest view wins. One slot per message:
 * the latest view wins, one edit is in flight, a view that looks the same is not sent, a platform
 * that asks to wait is obeyed, and the last word is never dropped (it is owed in the task's row, so
 * the sweep finds it after a crash).
 *
 * <p>A slot lives only while there is something to show, so the map is bounded by what is under
 * way. Thread-safe.
 */
public final class StatusUpdater {
  private static final Logger log = LoggerFactory.getLogger(StatusUpdater.class);

  /** A platform that says "later" without a time is asked again after this. */
  private static final Duration RETRY_DELAY = Duration.ofMillis(100);

  private final Map<TaskId, Slot> slots = new ConcurrentHashMap<>();
  private final TaskUpdater updater;
  private final Map<String, ChatPlatform> platforms;
  private final Function<Task, @Nullable Integer> queuePosition;
  private final TaskLocks locks;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final Consumer<TaskId> onShown;

  /**
   * A status message that has something to show.
   *
   * @param dirty something changed since its view was made
   * @param pausedUntil the pace keeps its next edit back until then, unless it is a last word
   */
  private record Slot(boolean dirty, @Nullable Instant pausedUntil) {
    static final Slot DIRTY = new Slot(true, null);
    static final Slot IN_PROGRESS = new Slot(false, null);
  }

  /**
   * Not now.
   *
   * @param blocking nothing goes before, not even a last word: the platform asked to wait, or it is
   *     a last word itself that waits
   */
  private record Retry(Duration delay, boolean blocking) {}

  public StatusUpdater(
      TaskUpdater updater,
      Map<String, ChatPlatform> platforms,
      Function<Task, @Nullable Integer> queuePosition,
      TaskLocks locks,
      DelayedExecutor delayedExecutor,
      InstantSource clock,
      TrackerListener listener,
      Consumer<TaskId> onShown) {
    this.updater = updater;
    this.platforms = platforms;
    this.queuePosition = queuePosition;
    this.locks = locks;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
    this.listener = listener;
    this.onShown = onShown;
  }

  /** Something about the task may look different now. Returns at once. */
  public void refresh(TaskId id) {
    Slot before = slots.put(id, Slot.DIRTY);
    if (before == null || before.pausedUntil() != null) {
      delayedExecutor.runAfter(Duration.ZERO, () -> process(id));
    }
  }

  private void process(TaskId id) {
    slots.computeIfPresent(id, (_, _) -> Slot.IN_PROGRESS);
    Retry retry;
    try {
      retry = showLatest(id);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("task", id)
          .setCause(e)
          .log("Status not shown, it is tried again when the task is next due");
      slots.remove(id);
      return;
    }
    if (retry == null) {
      releaseSlot(id, null);
    } else if (retry.blocking()) {
      delayedExecutor.runAfter(retry.delay(), () -> process(id));
    } else {
      pause(id, retry.delay());
    }
  }

  /** What changed meanwhile may be a last word, which no pace keeps back. */
  private void pause(TaskId id, Duration time) {
    Slot paused = new Slot(false, clock.instant().plus(time));
    if (releaseSlot(id, paused)) {
      delayedExecutor.runAfter(
          time,
          () -> {
            if (slots.replace(id, paused, Slot.DIRTY)) {
              process(id);
            }
          });
    }
  }

  /** Leaves the slot like this, unless there is news: then it is worked on again at once. */
  private boolean releaseSlot(TaskId id, @Nullable Slot next) {
    Slot current = slots.computeIfPresent(id, (_, slot) -> slot.dirty() ? slot : next);
    boolean news = current != null && current.dirty();
    if (news) {
      delayedExecutor.runAfter(Duration.ZERO, () -> process(id));
    }
    return !news;
  }

  /**
   * Shows the latest view if it is time; the wait before another try, or null when nothing is left
   * to show.
   */
  private @Nullable Retry showLatest(TaskId id) {
    ReentrantLock lock = locks.of(id);
    lock.lock();
    try {
      Task task = updater.find(id).orElse(null);
      if (task == null || task.status().lost() || task.state() instanceof TaskState.Delivering) {
        return null;
      }
      ChatPlatform platform = platforms.get(task.address().chat().platform());
      if (platform == null) {
        return null;
      }
      StatusView view = StatusViewFactory.of(task, clock.instant(), queuePosition.apply(task));
      if (view.fingerprint().equals(StatusFingerprint.shownBy(task.status()))) {
        return null;
      }
      EditLimits.Urgency urgency = urgency(task.status(), view);
      Duration delay = editDelay(task, urgency, platform.editRate()).orElse(null);
      if (delay == null) {
        return null;
      }
      return delay.isZero()
          ? show(task, view, platform)
          : new Retry(delay, urgency != EditLimits.Urgency.PROGRESS);
    } finally {
      lock.unlock();
    }
  }

  /** Empty when the view is to be skipped. */
  private Optional<Duration> editDelay(Task task, EditLimits.Urgency urgency, EditLimits limits) {
    Instant shownAt = task.status().shownAt();
    if (!task.status().exists() || shownAt == null) {
      return Optional.of(Duration.ZERO);
    }
    Instant now = clock.instant();
    return limits.delay(
        urgency,
        task.status().edits(),
        Duration.between(task.acceptedAt(), now),
        Duration.between(shownAt, now));
  }

  private static EditLimits.Urgency urgency(StatusMessage status, StatusView view) {
    if (view.isFinal()) {
      return EditLimits.Urgency.LAST_WORD;
    }
    return confirmsCancel(status, view) ? EditLimits.Urgency.ANSWER : EditLimits.Urgency.PROGRESS;
  }

  /** Who presses Cancel sees at once what it came to; progress after that is paced again. */
  private static boolean confirmsCancel(StatusMessage status, StatusView view) {
    return view.phase() == StatusView.Phase.CANCELLED_RUNNING
        && StatusFingerprint.shownBy(status).phase() != view.phase();
  }

  private @Nullable Retry show(Task task, StatusView view, ChatPlatform platform) {
    StatusResult result = platform.showStatus(task, view);
    listener.statusShown(task, result);
    return switch (result) {
      case StatusResult.Shown(var message) -> {
        updater
            .apply(task.id(), new TaskEvent.StatusShown(message, view.fingerprint().text()))
            .ifPresent(t -> onShown.accept(t.id()));
        yield null;
      }
      case StatusResult.RetryLater(Duration wait) ->
          new Retry(wait.isPositive() ? wait : RETRY_DELAY, true);
      case StatusResult.Lost(var kind) -> {
        updater
            .apply(task.id(), new TaskEvent.StatusLost(kind))
            .ifPresent(t -> onShown.accept(t.id()));
        yield null;
      }
    };
  }
}
