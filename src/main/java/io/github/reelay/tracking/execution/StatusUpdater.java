package io.github.reelay.tracking.execution;

import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.EditRate;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps status messages current. One slot per message: the latest view wins, one edit is in flight,
 * a view that looks the same is not sent, a platform that asks to wait is obeyed, and the last word
 * is never dropped (it is owed in the task's row, so the sweep finds it after a crash).
 *
 * <p>A slot lives only while there is something to show, so the map is bounded by what is under
 * way. Thread-safe.
 */
public final class StatusUpdater {
  private static final Logger log = LoggerFactory.getLogger(StatusUpdater.class);

  /** Edits kept back for last words ("posting", "done") on platforms that allow few. */
  private static final int KEPT_FOR_LAST_WORDS = 2;

  /** A platform that says "later" without a time is asked again after this. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final Map<TaskId, Slot> slots = new ConcurrentHashMap<>();
  private final TaskUpdater updater;
  private final Map<String, ChatPlatform> platforms;
  private final Function<Task, @Nullable Integer> place;
  private final TaskLocks locks;
  private final DelayedExecutor delay;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final Consumer<TaskId> onShown;

  /**
   * A status message that has something to show.
   *
   * @param news something changed since its view was made
   * @param pausedUntil the pace keeps its next edit back until then, unless it is a last word
   */
  private record Slot(boolean news, @Nullable Instant pausedUntil) {
    static final Slot NEWS = new Slot(true, null);
    static final Slot AT_WORK = new Slot(false, null);
  }

  /**
   * Not now.
   *
   * @param asked the platform asked to wait: nothing goes before, not even a last word
   */
  private record Wait(Duration time, boolean asked) {}

  public StatusUpdater(
      TaskUpdater updater,
      Map<String, ChatPlatform> platforms,
      Function<Task, @Nullable Integer> place,
      TaskLocks locks,
      DelayedExecutor delay,
      InstantSource clock,
      TrackerListener listener,
      Consumer<TaskId> onShown) {
    this.updater = updater;
    this.platforms = platforms;
    this.place = place;
    this.locks = locks;
    this.delay = delay;
    this.clock = clock;
    this.listener = listener;
    this.onShown = onShown;
  }

  /** Something about the task may look different now. Returns at once. */
  public void refresh(TaskId id) {
    Slot before = slots.put(id, Slot.NEWS);
    if (before == null || before.pausedUntil() != null) {
      delay.after(Duration.ZERO, () -> work(id));
    }
  }

  private void work(TaskId id) {
    slots.computeIfPresent(id, (_, _) -> Slot.AT_WORK);
    Wait wait;
    try {
      wait = showLatest(id);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("task", id)
          .setCause(e)
          .log("Status not shown, it is tried again when the task is next due");
      slots.remove(id);
      return;
    }
    if (wait == null) {
      goOn(id, null);
    } else if (wait.asked()) {
      delay.after(wait.time(), () -> work(id));
    } else {
      pause(id, wait.time());
    }
  }

  /** What changed meanwhile may be a last word, which no pace keeps back. */
  private void pause(TaskId id, Duration time) {
    Slot paused = new Slot(false, clock.instant().plus(time));
    if (goOn(id, paused)) {
      delay.after(
          time,
          () -> {
            if (slots.replace(id, paused, Slot.NEWS)) {
              work(id);
            }
          });
    }
  }

  /** Leaves the slot like this, unless there is news: then it is worked on again at once. */
  private boolean goOn(TaskId id, @Nullable Slot next) {
    Slot left = slots.computeIfPresent(id, (_, slot) -> slot.news() ? slot : next);
    boolean news = left != null && left.news();
    if (news) {
      delay.after(Duration.ZERO, () -> work(id));
    }
    return !news;
  }

  /**
   * Shows the latest view if it is time; the wait before another try, or null when nothing is left
   * to show.
   */
  private @Nullable Wait showLatest(TaskId id) {
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
      StatusView view = StatusViewFactory.of(task, clock.instant(), place.apply(task));
      if (view.fingerprint().equals(StatusFingerprint.shownBy(task.status()))) {
        return null;
      }
      Duration early = tooEarly(task.status(), view, platform.pace());
      if (early == null) {
        return show(task, view, platform);
      }
      return early.isZero() ? null : new Wait(early, false);
    } finally {
      lock.unlock();
    }
  }

  /** Null when the view may be shown now; zero when this one is to be skipped. */
  private @Nullable Duration tooEarly(StatusMessage status, StatusView view, EditRate rate) {
    Instant shownAt = status.shownAt();
    if (view.isLast() || !status.exists() || shownAt == null || answersCancel(status, view)) {
      return null;
    }
    if (status.edits() >= rate.mostEdits() - KEPT_FOR_LAST_WORDS) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), shownAt.plus(rate.gapAfter(status.edits())));
    return left.isPositive() ? left : null;
  }

  /** Who presses Cancel sees at once what it came to; progress after that is paced again. */
  private static boolean answersCancel(StatusMessage status, StatusView view) {
    return view.phase() == StatusView.Phase.CANCELLED_RUNNING
        && StatusFingerprint.shownBy(status).phase() != view.phase();
  }

  private @Nullable Wait show(Task task, StatusView view, ChatPlatform platform) {
    StatusResult result = platform.show(task, view);
    listener.shown(task, result);
    return switch (result) {
      case StatusResult.Shown(var message) -> {
        updater
            .apply(task.id(), new TaskEvent.StatusShown(message, view.fingerprint().text()))
            .ifPresent(t -> onShown.accept(t.id()));
        yield null;
      }
      case StatusResult.Later(Duration wait) -> new Wait(wait.isPositive() ? wait : SOON, true);
      case StatusResult.Lost(var kind) -> {
        updater
            .apply(task.id(), new TaskEvent.StatusLost(kind))
            .ifPresent(t -> onShown.accept(t.id()));
        yield null;
      }
    };
  }
}
