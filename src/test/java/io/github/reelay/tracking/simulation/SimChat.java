package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat that drops answers, asks to wait and dies in the middle. Of three kinds, as the real ones
 * are: it can look for what it posted, turns a placeholder into the video, or puts a link into the
 * status message. What is asked of it is done at once; its answer takes its time.
 */
final class SimChat implements ChatPlatform {
  private static final EditLimits FEW_EDITS = new EditLimits(Duration.ofSeconds(4), 8);
  private static final EditLimits MANY_EDITS =
      new EditLimits(Duration.ofSeconds(2), Integer.MAX_VALUE);

  /** How it leaves exactly one video. */
  private enum Kind {
    SEARCH,
    PLACEHOLDER,
    LINK
  }

  /** A round of tries to deliver in a chat. */
  private record Round(TaskId task, ChatRef chat, Instant since) {}

  /** Messages that hold the video of a task, or the link to it. */
  final Map<TaskId, Set<MessageRef>> videos = new HashMap<>();

  /** Status messages that were taken away. */
  final Set<MessageRef> removed = new HashSet<>();

  /** Tasks whose status message was out of reach once. */
  final Set<TaskId> lost = new HashSet<>();

  final Map<TaskId, StatusView> shown = new HashMap<>();

  /** Who has shown that. */
  final Map<TaskId, SimProcess> shownBy = new HashMap<>();

  final Map<TaskId, Instant> shownAt = new HashMap<>();
  final Map<TaskId, Instant> firstShownAt = new HashMap<>();

  private final Simulation simulation;
  private final boolean fewEdits;
  private final Kind kind;

  /** Deliveries told to wait, refused, or with a lost answer, of a hundred. */
  private final int refusals;

  private final int answersLost;
  private final Set<Round> savedPlaceholders = new HashSet<>();
  private final Map<SimProcess, Set<TaskId>> showing = new HashMap<>();
  private final Map<SimProcess, Set<TaskId>> delivering = new HashMap<>();
  private long messages;
  private int calls;
  private Instant troubledAt = Instant.MIN;

  SimChat(Simulation simulation) {
    this.simulation = simulation;
    this.fewEdits = simulation.random.nextBoolean();
    this.kind = Kind.values()[simulation.random.nextInt(3)];
    this.answersLost = simulation.scenario.onceIn(SimScenario.DOUBT, 55, 25);
    this.refusals = simulation.scenario.onceIn(SimScenario.DOUBT, 20, 14);
  }

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public EditLimits editRate() {
    return fewEdits ? FEW_EDITS : MANY_EDITS;
  }

  /** Whether something about the task is shown or posted now. */
  boolean isBusyWith(SimProcess process, TaskId task) {
    return isUnderWay(showing, process, task) || isUnderWay(delivering, process, task);
  }

  /** Whether a task is locked for the sake of a call here. */
  boolean isCalled() {
    return calls > 0;
  }

  /** Whether nobody was told to wait since, and no answer was lost. */
  boolean isQuietSince(Instant moment) {
    return troubledAt.isBefore(moment);
  }

  private void begin(Map<SimProcess, Set<TaskId>> what, TaskId task) {
    SimProcess process = simulation.processes.current();
    if (isBusyWith(process, task)) {
      simulation.violated("an edit and a delivery, or two of them, overlap", task);
    }
    what.computeIfAbsent(process, _ -> new HashSet<>()).add(task);
    calls++;
  }

  private void end(Map<SimProcess, Set<TaskId>> what, TaskId task) {
    what.getOrDefault(simulation.processes.current(), new HashSet<>()).remove(task);
    calls--;
  }

  private static boolean isUnderWay(
      Map<SimProcess, Set<TaskId>> what, SimProcess process, TaskId task) {
    return what.getOrDefault(process, Set.of()).contains(task);
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    return showStatus(task, view, false);
  }

  private StatusResult showStatus(Task task, StatusView view, boolean remove) {
    simulation.processes.mayCrash();
    begin(showing, task.id());
    try {
      return show(task, view, remove);
    } finally {
      end(showing, task.id());
    }
  }

  private StatusResult show(Task task, StatusView view, boolean remove) {
    int dice = dice();
    boolean crowd = simulation.scenario == SimScenario.CROWD;
    if (dice < (crowd ? 35 : 14)) {
      troubledAt = simulation.time.now();
    }
    if (simulation.scenario == SimScenario.CLOCK && view.isFinal() && dice < 40) {
      troubledAt = simulation.time.now();
      simulation.setClockAmidTrouble();
      throw new SimFault("nothing was shown");
    }
    if (crowd && dice > 10 && dice < 35) {
      look(task, view, message(task, view, remove), remove);
    }
    if (dice < (crowd ? 35 : 10)) {
      simulation.calls.takesUpTo(800);
      return new StatusResult.RetryLater(Duration.ofSeconds(simulation.random.nextInt(15)));
    }
    if (dice < 11) {
      lost.add(task.id());
      return new StatusResult.Lost(FailureKind.CHAT_GONE);
    }
    MessageRef message = message(task, view, remove);
    look(task, view, message, remove);
    simulation.processes.mayCrash();
    simulation.calls.takesUpTo(800);
    if (dice < 14) {
      throw new SimFault("the answer was lost");
    }
    return new StatusResult.Shown(message);
  }

  /** A last word that nothing else tells is said anew where its message was taken away. */
  private MessageRef message(Task task, StatusView view, boolean remove) {
    MessageRef known = task.status().message();
    boolean isAnew = !remove && view.isFinal() && view.phase() != StatusView.Phase.DONE;
    return known == null || (isAnew && removed.contains(known))
        ? next(task.address().chat())
        : known;
  }

  /** What the person sees now. */
  private void look(Task task, StatusView view, MessageRef message, boolean remove) {
    TaskId id = task.id();
    if (remove) {
      removed.add(message);
    } else if (removed.contains(message)) {
      return; // who slept finds nothing to edit
    }
    if (videos.getOrDefault(id, Set.of()).contains(message)) {
      if (task.state() instanceof TaskState.Delivered) {
        simulation.violated("the message that holds the video was edited", id);
      }
      videos.getOrDefault(id, new HashSet<>()).remove(message);
    }
    if (view.phase() == StatusView.Phase.UNCONFIRMED) {
      simulation.provider.limits.mustNotBePosting(id);
    }
    firstShownAt.putIfAbsent(id, simulation.time.now());
    shownBy.put(id, simulation.processes.current());
    StatusView before = shown.put(id, view);
    if (before != null
        && !simulation.overlaps
        && !SimWatch.mayFollow(before, view, simulation.films.wasReported(id))) {
      simulation.violated("shows " + view.phase() + " after " + before.phase(), id);
    }
    if (before == null || !before.fingerprint().equals(view.fingerprint())) {
      shownAt.put(id, simulation.time.now());
      // Who slept may show what was; who deletes a video is told, whatever they had forgotten.
      if (!simulation.overlaps && view.phase() != StatusView.Phase.DELETED) {
        simulation.forgetting.mustNotBeForgotten(id, "is shown");
      }
    }
    if (before != null
        && before.percent() != null
        && view.percent() != null
        && view.percent() < before.percent()
        && !simulation.overlaps) {
      simulation.violated("progress went back", id);
    }
  }

  @Override
  public StatusResult removeStatus(Task task, StatusView view) {
    boolean hasVideo =
        task.state() instanceof TaskState.Delivered || task.state() instanceof TaskState.Deleted;
    if (simulation.keepsStatus || !hasVideo) {
      simulation.violated("its status message was taken away", task.id());
    }
    return showStatus(task, view, true);
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    simulation.processes.mayCrash();
    TaskId id = delivery.task().id();
    simulation.processes.mustNotBeStopped(id, "a delivery");
    simulation.forgetting.mustNotBeForgotten(id, "is posted");
    if (simulation.people.cancelled.contains(id)) {
      simulation.violated("posted though it was cancelled", id);
    }
    begin(delivering, id);
    try {
      return post(delivery);
    } finally {
      end(delivering, id);
    }
  }

  @Override
  public long maxFileBytes(Task task) {
    return simulation.films.maxFileBytes();
  }

  private DeliveryResult post(DeliveryRequest delivery) {
    simulation.films.check(delivery);
    int dice = dice();
    if (dice < 10) {
      simulation.calls.takesUpTo(5_000);
      return new DeliveryResult.RetryLater(Duration.ofSeconds(5), true);
    }
    if (dice < refusals) {
      return new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_FORBIDDEN, "403"));
    }
    if (kind != Kind.SEARCH && nothingIsLeft(delivery)) {
      return new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_FORBIDDEN, "nothing is left"));
    }
    MessageRef message =
        switch (kind) {
          case SEARCH -> search(delivery);
          case PLACEHOLDER -> place(delivery);
          case LINK -> link(delivery);
        };
    if (message == null) {
      return new DeliveryResult.RetryLater(Duration.ofSeconds(5), false);
    }
    videos.computeIfAbsent(delivery.task().id(), _ -> new HashSet<>()).add(message);
    simulation.processes.mayCrash();
    simulation.calls.takesUpTo(5_000);
    if (dice < answersLost - 3) {
      return new DeliveryResult.RetryLater(Duration.ofSeconds(5), false);
    }
    if (dice < answersLost) {
      throw new SimFault("502 after the work");
    }
    return new DeliveryResult.Posted(message, kind == Kind.LINK, null);
  }

  /** In doubt with no message to edit; who asks for it afresh gets a fresh one. */
  private static boolean nothingIsLeft(DeliveryRequest delivery) {
    return delivery.possiblyPosted()
        && delivery.placeholder() == null
        && !delivery.task().status().exists()
        && delivery.task().state() instanceof TaskState.Delivering delivering
        && delivering.attempts() > 1;
  }

  private MessageRef search(DeliveryRequest delivery) {
    ChatRef chat = delivery.task().address().chat();
    return videos.getOrDefault(delivery.task().id(), Set.of()).stream()
        .filter(message -> delivery.possiblyPosted() && message.chat().equals(chat))
        .findFirst()
        .orElseGet(() -> next(chat));
  }

  /** Into the status message, and a placeholder is taken back; without one, into a placeholder. */
  private @Nullable MessageRef link(DeliveryRequest delivery) {
    MessageRef status = delivery.task().status().message();
    MessageRef placeholder = delivery.placeholder();
    if (status != null && placeholder != null && !placeholder.equals(status)) {
      videos.getOrDefault(delivery.task().id(), new HashSet<>()).remove(placeholder);
    }
    return status == null ? place(delivery) : status;
  }

  /** A placeholder first; in doubt about it never a second, the status message is there. */
  private @Nullable MessageRef place(DeliveryRequest delivery) {
    MessageRef known = delivery.placeholder();
    if (known != null) {
      return known;
    }
    TaskId id = delivery.task().id();
    ChatRef chat = delivery.task().address().chat();
    if (savedPlaceholders.contains(new Round(id, chat, delivery.task().state().since()))) {
      simulation.violated("its placeholder was forgotten", id);
    }
    MessageRef status = delivery.task().status().message();
    if (delivery.possiblyPosted() && status != null) {
      return status;
    }
    MessageRef fresh = next(chat);
    simulation.processes.mayCrash();
    simulation.calls.takesUpTo(500);
    if (!delivery.savePlaceholder().test(fresh)) {
      return null;
    }
    savedPlaceholders.add(new Round(id, fresh.chat(), delivery.task().state().since()));
    return fresh;
  }

  private int dice() {
    return simulation.time.isCalm() ? 100 : simulation.random.nextInt(100);
  }

  private MessageRef next(ChatRef chat) {
    return new MessageRef(chat, "m" + messages++);
  }
}
