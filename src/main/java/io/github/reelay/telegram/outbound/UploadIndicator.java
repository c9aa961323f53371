package io.github.reelay.telegram.outbound;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramIds;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.telegram.telegrambots.meta.api.methods.ActionType;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;

/**
 * The "… is sending a video" indicator, shown for as long as an upload lasts. Costs nothing of the
 * chat's budget.
 */
record UploadIndicator(BotApi api, ScheduledExecutorService scheduler, Executor callExecutor) {
  /** Telegram shows an action for at most 5 s (Bot API, sendChatAction). */
  private static final int INTERVAL_SECONDS = 4;

  /** Shows the sign until it is closed. */
  ActiveIndicator show(Destination destination) {
    SendChatAction action =
        SendChatAction.builder()
            .chatId(destination.chat().id())
            .messageThreadId(TelegramIds.threadId(destination))
            .action(ActionType.UPLOAD_VIDEO.toString())
            .build();
    ScheduledFuture<?> repeated =
        scheduler.scheduleAtFixedRate(
            () -> callExecutor.execute(() -> api.call(action)),
            0,
            INTERVAL_SECONDS,
            TimeUnit.SECONDS);
    return () -> repeated.cancel(false);
  }

  /** A sign that is shown. */
  @FunctionalInterface
  interface ActiveIndicator extends AutoCloseable {
    @Override
    void close();
  }
}
