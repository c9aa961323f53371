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

/** The Discord implementation of the tracker's chat port. */
public final class DiscordPlatform implements ChatPlatform {
  /** Five edits in five seconds are allowed per channel, for all tasks in it. */
  static final Duration MIN_EDIT_INTERVAL = Duration.ofMillis(2500);

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
    return new EditLimits(MIN_EDIT_INTERVAL, Integer.MAX_VALUE);
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    return notices.show(task, view);
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    notices.forget(delivery.task().id());
    return videoDelivery.deliver(delivery);
  }
}
