package io.github.reelay.load;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.RateDelay;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A chat that takes so many calls a second over all its rooms, 20 ms each. */
final class LimitedChat implements ChatPlatform {
  static final int MAX_EDITS = 8;

  private static final EditLimits LIMITS = new EditLimits(Duration.ofSeconds(4), MAX_EDITS);
  private static final Duration LATENCY = Duration.ofMillis(20);

  final AtomicLong shown = new AtomicLong();
  final AtomicLong later = new AtomicLong();
  final Set<TaskId> posted = ConcurrentHashMap.newKeySet();

  private final double perSecond;
  private double tokens;
  private long refilledAt = System.nanoTime();

  LimitedChat(double perSecond) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
  }

  @Override
  public String name() {
    return "load";
  }

  @Override
  public EditLimits editRate() {
    return LIMITS;
  }

  @Override
  public RateDelay rateDelay(ChatRef room, EditLimits.Urgency urgency, int inChat, int underWay) {
    return new RateDelay(Duration.ZERO, missing(1 + underWay, false));
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    Duration wait = missing(1, true);
    if (!wait.isZero()) {
      later.incrementAndGet();
      return new StatusResult.RetryLater(wait);
    }
    pause();
    shown.incrementAndGet();
    posted.add(task.id());
    MessageRef message = task.status().message();
    return new StatusResult.Shown(
        message == null ? new MessageRef(task.address().chat(), "s" + task.id()) : message);
  }

  @Override
  public StatusResult removeStatus(Task task, StatusView view) {
    return showStatus(task, view);
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    Duration wait = missing(1, true);
    if (!wait.isZero()) {
      return new DeliveryResult.RetryLater(wait, true);
    }
    pause();
    return DeliveryResult.Posted.file(
        new MessageRef(delivery.task().address().chat(), "v" + delivery.task().id()), false);
  }

  private synchronized Duration missing(int calls, boolean take) {
    long now = System.nanoTime();
    tokens = Math.min(perSecond, tokens + (now - refilledAt) / 1e9 * perSecond);
    refilledAt = now;
    if (tokens < calls) {
      return Duration.ofMillis((long) Math.ceil((calls - tokens) / perSecond * 1000));
    }
    if (take) {
      tokens--;
    }
    return Duration.ZERO;
  }

  private static void pause() {
    try {
      Thread.sleep(LATENCY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
