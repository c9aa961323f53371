package io.github.reelay.telegram;

import io.github.reelay.task.Task;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.DeliveryOrder;
import io.github.reelay.tracking.Pace;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.StatusView;
import java.time.Duration;

/** Telegram as the tracker sees it. Thread-safe. */
final class TelegramPlatform implements ChatPlatform {
  /**
   * Eight edits, the last two kept: gaps of 4, 8, 16 … s carry six edits over four minutes, about
   * as long as a video takes. Edits count like messages, so a group of many tasks needs them few.
   */
  private static final Pace PACE = new Pace(Duration.ofSeconds(4), 8);

  private final StatusMessages statusMessages;
  private final Deliveries deliveries;

  TelegramPlatform(StatusMessages statusMessages, Deliveries deliveries) {
    this.statusMessages = statusMessages;
    this.deliveries = deliveries;
  }

  @Override
  public String name() {
    return Wire.PLATFORM;
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public ShowAnswer show(Task task, StatusView view) {
    return statusMessages.show(task, view);
  }

  @Override
  public DeliveryAnswer deliver(DeliveryOrder order) {
    return deliveries.deliver(order);
  }
}
