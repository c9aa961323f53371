package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
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
import java.util.Map;

/**
 * A chat that drops answers, asks to wait and dies in the middle; it can look for what it posted.
 */
final class SimChat implements ChatPlatform {
  private static final EditLimits FEW_EDITS = new EditLimits(Duration.ofSeconds(4), 8);
  private static final EditLimits MANY_EDITS =
      new EditLimits(Duration.ofSeconds(2), Integer.MAX_VALUE);

  final Map<TaskId, Integer> videos = new HashMap<>();
  final Map<TaskId, StatusView> shown = new HashMap<>();
  final Map<TaskId, Instant> shownAt = new HashMap<>();

  private final Simulation simulation;
  private long messages;

  SimChat(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public String name() {
    return "sim";
  }

  @Override
  public EditLimits editRate() {
    return simulation.fewEdits ? FEW_EDITS : MANY_EDITS;
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    simulation.mayCrash();
    simulation.takesUpTo(800);
    int dice = simulation.isCalm() ? 100 : simulation.random.nextInt(100);
    if (dice < 10) {
      return new StatusResult.RetryLater(Duration.ofSeconds(simulation.random.nextInt(15)));
    }
    if (dice < 11) {
      return new StatusResult.Lost(FailureKind.CHAT_GONE);
    }
    shownAt.put(task.id(), simulation.clock.instant());
    StatusView before = shown.put(task.id(), view);
    if (before != null
        && before.percent() != null
        && view.percent() != null
        && view.percent() < before.percent()) {
      simulation.violated("progress went back", task.id());
    }
    simulation.mayCrash();
    if (dice < 14) {
      throw new IllegalStateException("the answer was lost");
    }
    MessageRef message = task.status().message();
    return new StatusResult.Shown(message == null ? next() : message);
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    simulation.mayCrash();
    simulation.takesUpTo(5_000);
    TaskId id = delivery.task().id();
    int dice = simulation.isCalm() ? 100 : simulation.random.nextInt(100);
    if (dice < 10) {
      return new DeliveryResult.RetryLater(Duration.ofSeconds(5), true);
    }
    if (dice < 14) {
      return new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_FORBIDDEN, "403"));
    }
    boolean there = delivery.possiblyPosted() && videos.containsKey(id);
    if (!there) {
      videos.merge(id, 1, Integer::sum);
    }
    simulation.mayCrash();
    if (dice < 22) {
      return new DeliveryResult.RetryLater(Duration.ofSeconds(5), false);
    }
    if (dice < 25) {
      throw new IllegalStateException("502 after the work");
    }
    return new DeliveryResult.Posted(next(), false);
  }

  private MessageRef next() {
    return new MessageRef(new ChatRef("sim", "room"), "m" + messages++);
  }
}
