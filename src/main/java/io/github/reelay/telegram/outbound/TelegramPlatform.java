package io.github.reelay.telegram.outbound;

import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.RateDelay;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;

/** The Telegram implementation of the tracker's chat port. Thread-safe. */
public final class TelegramPlatform implements ChatPlatform {
  /**
   * Eight edits, the last two kept: gaps of 4, 8, 16 … s carry six edits over four minutes, about
   * as long as a video takes. Edits count like messages, so a group of many tasks needs them few.
   */
  private static final EditLimits EDIT_LIMITS = new EditLimits(Duration.ofSeconds(4), 8);

  private final TelegramStatusMessages statusMessages;
  private final TelegramVideoDelivery videoDelivery;

  TelegramPlatform(TelegramStatusMessages statusMessages, TelegramVideoDelivery videoDelivery) {
    this.statusMessages = statusMessages;
    this.videoDelivery = videoDelivery;
  }

  @Override
  public String name() {
    return TelegramIds.PLATFORM;
  }

  @Override
  public EditLimits editRate() {
    return EDIT_LIMITS;
  }

  @Override
  public RateDelay rateDelay(
      ChatRef chat, EditLimits.Urgency urgency, int underWayInChat, int underWay) {
    return statusMessages.rateDelay(chat, urgency, 1 + underWayInChat, 1 + underWay);
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    return statusMessages.show(task, view);
  }

  @Override
  public StatusResult removeStatus(Task task, StatusView view) {
    return statusMessages.remove(task, view);
  }

  @Override
  public long maxFileBytes(Task task) {
    return videoDelivery.maxFileBytes();
  }

  @Override
  public void uploadAhead(Task task, GrowingFile file) {
    videoDelivery.uploadAhead(task, file);
  }

  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    return videoDelivery.deliver(delivery);
  }
}
