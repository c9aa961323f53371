package io.github.reelay.tracking.execution;

import io.github.reelay.task.FailureKind;
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
import io.github.reelay.tracking.state.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The updater of status messages: the latest view wins, one edit of a message is in flight, a view
 * that looks the same is not sent, a platform that asks to wait is obeyed, and the last word is
 * never dropped (it is owed in the task's row, so the sweep finds it after a crash).
 *
 * <p>What it keeps is bounded by what is under way. Thread-safe.
 */
public final class StatusUpdater {
  private static final Logger log = LoggerFactory.getLogger(StatusUpdater.class);

  /** A platform that says "later" without a time is asked again after this. */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /**
   * An edit that is yet to come was made before the clock was set back: no gap is kept to it, or
   * even a last word would wait until the clock is there again.
   */
  private static final Duration CLOCK_SET_BACK = Duration.ofDays(1);

  private final Map<String, StatusQueue> queues = new HashMap<>();

  /** Until when the gap between two edits keeps a task's next one back. */
  private final Map<TaskId, Instant> paused = new ConcurrentHashMap<>();

  /** Messages that may show more than is known, as the answer to the last edit was lost. */
  private final Set<TaskId> unsure = ConcurrentHashMap.newKeySet();

  private final TaskUpdater updater;
  private final Function<Task, StatusView> views;
  private final TaskLocks locks;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final Consumer<TaskId> onShown;
  private final boolean keepStatus;

  /**
   * A view that its message does not show yet, and how long the gap between edits keeps it back.
   */
  private record Edit(StatusView view, EditLimits.Urgency urgency, Duration delay) {}

  /**
   * @param views what a task's message is to say at this moment
   */
  public StatusUpdater(
      TaskUpdater updater,
      Map<String, ChatPlatform> platforms,
      Function<Task, StatusView> views,
      TaskLocks locks,
      DelayedExecutor delayedExecutor,
      InstantSource clock,
      TrackerListener listener,
      Consumer<TaskId> onShown,
      boolean keepStatus) {
    this.updater = updater;
    this.views = views;
    this.locks = locks;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
    this.listener = listener;
    this.onShown = onShown;
    this.keepStatus = keepStatus;
    platforms.forEach((name, platform) ->
        queues.put(
            name,
            new StatusQueue(platform, id -> showLatest(id, platform), delayedExecutor, clock)));
  }

  /** What the task's message is to say at this moment. */
  public StatusView view(Task task) {
    return views.apply(task);
  }

  /** Something about the task may look different now. Returns at once. */
  public void refresh(Task task) {
    StatusQueue queue = queues.get(task.address().chat().platform());
    Edit edit = queue == null ? null : nextEdit(task, queue.platform());
    if (queue == null || edit == null) {
      return;
    }
    if (edit.delay().isZero()) {
      queue.add(task.id(), task.address().chat(), edit.urgency());
    } else {
      pause(task.id(), edit.delay());
    }
  }

  /** What its message says has changed though the task has not: a video it links to is gone. */
  public void showAnew(Task task) {
    if (task.status().exists() && !isTakenAway(task)) {
      unsure.add(task.id());
      refresh(task);
    }
  }

  /** As {@link #refresh(Task)}, of the task as it is stored when there is time to look. */
  public void refreshSoon(TaskId id) {
    delayedExecutor.runAfter(Duration.ZERO, () -> updater.find(id).ifPresent(this::refresh));
  }

  /** What comes meanwhile and may not wait, like a last word, goes by this. */
  private void pause(TaskId id, Duration time) {
    Instant until = clock.instant().plus(time);
    if (until.equals(paused.merge(id, until, (one, other) -> one.isBefore(other) ? one : other))) {
      delayedExecutor.runAfter(
          time,
          () -> {
            if (paused.remove(id, until)) {
              updater.find(id).ifPresent(this::refresh);
            }
          });
    }
  }

  /** How long its chat is to be left alone before another try; null when nothing is left to do. */
  private @Nullable Duration showLatest(TaskId id, ChatPlatform platform) {
    ReentrantLock lock = locks.of(id);
    if (!lock.tryLock()) {
      return null; // it is being delivered, and is looked at after that
    }
    try {
      Task task = updater.find(id).orElse(null);
      Edit edit = task == null ? null : nextEdit(task, platform);
      if (task == null || edit == null) {
        return null;
      }
      if (edit.delay().isPositive()) {
        pause(id, edit.delay());
        return null;
      }
      return show(task, edit.view(), platform);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("task", id)
          .setCause(e)
          .log("Status not shown, it is tried again when the task is next due");
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Null when there is nothing to show. */
  private @Nullable Edit nextEdit(Task task, ChatPlatform platform) {
    if (task.status().lost()) {
      unsure.remove(task.id());
      return null;
    }
    if (task.state() instanceof TaskState.Delivering) {
      return null;
    }
    StatusView view = view(task);
    if (view.fingerprint().equals(StatusFingerprint.shownBy(task.status()))
        && !unsure.contains(task.id())) {
      return null;
    }
    EditLimits.Urgency urgency = urgency(task, view);
    return editDelay(task, urgency, platform.editRate())
        .map(delay -> new Edit(view, urgency, delay))
        .orElse(null);
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
        now.isBefore(shownAt) ? CLOCK_SET_BACK : Duration.between(shownAt, now));
  }

  private EditLimits.Urgency urgency(Task task, StatusView view) {
    StatusMessage status = task.status();
    if (view.isFinal()) {
      return EditLimits.Urgency.LAST_WORD;
    }
    if (!status.exists()) {
      return EditLimits.Urgency.ANSWER;
    }
    if (StatusFingerprint.shownBy(status).phase() == view.phase() && !unsure.contains(task.id())) {
      return view.phase() == StatusView.Phase.WAITING
          ? EditLimits.Urgency.PLACE
          : EditLimits.Urgency.PROGRESS;
    }
    // Who presses Cancel sees at once what it came to; progress after that is paced again.
    return view.phase() == StatusView.Phase.CANCELLED_RUNNING
        ? EditLimits.Urgency.ANSWER
        : EditLimits.Urgency.PHASE;
  }

  /** The video itself is the last word of a task: no second message is left beside it. */
  private StatusResult call(Task task, StatusView view, ChatPlatform platform) {
    if (!isTakenAway(task)) {
      return platform.showStatus(task, view);
    }
    return task.status().exists()
        ? platform.removeStatus(task, view)
        : new StatusResult.Lost(FailureKind.CHAT_GONE); // it stayed behind in a chat that moved
  }

  private boolean isTakenAway(Task task) {
    return !keepStatus
        && (task.state() instanceof TaskState.Delivered
            || task.state() instanceof TaskState.Deleted);
  }

  private @Nullable Duration show(Task task, StatusView view, ChatPlatform platform) {
    unsure.add(task.id());
    StatusResult result = call(task, view, platform);
    listener.statusShown(task, result);
    return switch (result) {
      case StatusResult.Shown(var message) -> {
        Optional<Task> after =
            updater.apply(
                task.id(),
                new TaskEvent.StatusShown(
                    message, view.fingerprint().text(), task.status().message()));
        unsure.remove(task.id()); // what could not be stored is not known
        // Only a first message and a last word change what is owed.
        if (after.isPresent() && (!task.status().exists() || view.isFinal())) {
          onShown.accept(task.id());
        }
        yield null;
      }
      case StatusResult.RetryLater(Duration wait) -> wait.isPositive() ? wait : RETRY_DELAY;
      case StatusResult.Lost(var kind) -> {
        updater
            .apply(task.id(), new TaskEvent.StatusLost(kind))
            .ifPresent(t -> onShown.accept(t.id()));
        unsure.remove(task.id());
        yield null;
      }
    };
  }
}
