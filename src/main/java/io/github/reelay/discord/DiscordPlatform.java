package io.github.reelay.discord;

import io.github.reelay.task.Task;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.DeliveryOrder;
import io.github.reelay.tracking.Pace;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.StatusView;
import java.time.Duration;

/** Discord as the tracker sees it. */
final class DiscordPlatform implements ChatPlatform {
  /** Five edits in five seconds are allowed per channel, for all tasks in it. */
  static final Duration GAP = Duration.ofMillis(2500);

  private final Farewells statuses;
  private final Deliveries deliveries;

  DiscordPlatform(Farewells statuses, Deliveries deliveries) {
    this.statuses = statuses;
    this.deliveries = deliveries;
  }

  @Override
  public String name() {
    return DiscordNames.PLATFORM;
  }

  @Override
  public Pace pace() {
    return new Pace(GAP, Integer.MAX_VALUE);
  }

  @Override
  public ShowAnswer show(Task task, StatusView view) {
    return statuses.show(task, view);
  }

  @Override
  public DeliveryAnswer deliver(DeliveryOrder order) {
    statuses.forget(order.task().id());
    return deliveries.deliver(order);
  }
}
