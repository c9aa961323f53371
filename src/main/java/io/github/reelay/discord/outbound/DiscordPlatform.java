package io.github.reelay.discord.outbound;

import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.util.List;

/** The Discord implementation of the tracker's chat port. */
public final class DiscordPlatform implements ChatPlatform {
  /** Five edits in five seconds are allowed per channel, for all tasks in it. */
  private static final Duration MIN_EDIT_INTERVAL = Duration.ofMillis(2500);

  /** Edits of messages older than an hour have a low limit of their own (30046). */
  private static final EditLimits EDIT_LIMITS =
      new EditLimits(
          MIN_EDIT_INTERVAL,
          Integer.MAX_VALUE,
          MIN_EDIT_INTERVAL,
          List.of(
              new EditLimits.Slowdown(Duration.ofMinutes(2), Duration.ofSeconds(5)),
              new EditLimits.Slowdown(Duration.ofMinutes(10), Duration.ofSeconds(15))),
          Duration.ofHours(1));

  private final TokenExpiryNotifier notices;
  private final DiscordVideoDelivery videoDelivery;

  public DiscordPlatform(TokenExpiryNotifier notices, DiscordVideoDelivery videoDelivery) {
    this.notices = notices;
    this.videoDelivery = videoDelivery;
  }

  @Override
  public String name() {
    return DiscordIds.PLATFORM;
  }

  @Override
  public EditLimits editRate() {
    return EDIT_LIMITS;
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    return notices.show(task, view);
  }

  @Override
  public StatusResult removeStatus(Task task, StatusView view) {
    return notices.remove(task, view);
  }

  @Override
  public long maxFileBytes(Task task) {
    return videoDelivery.maxFileBytes(task);
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    notices.forget(delivery.task().id());
    return videoDelivery.deliver(delivery);
  }
}
