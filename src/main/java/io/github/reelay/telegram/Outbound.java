package io.github.reelay.telegram;

import io.github.reelay.conversation.Wording;
import io.github.reelay.task.ChatRef;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;

/** Everything that speaks to Telegram, put together. */
final class Outbound implements AutoCloseable {
  private final HttpLines http;
  private final Endpoint endpoint;
  private final BotApi api;
  private final PacedApi paced;
  private final Posting posting;
  private final TelegramPlatform platform;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("telegram-").factory());
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param moveChat moves everything that is kept about a group that became a supergroup
   */
  Outbound(
      TelegramOptions options,
      InstantSource clock,
      Wording wording,
      ImageFitter fitter,
      MediaLinks links,
      BiConsumer<ChatRef, ChatRef> moveChat) {
    http = new HttpLines(options.longPoll());
    endpoint = new Endpoint(options.api(), options.token());
    api = new BotApi(http, endpoint);
    paced = new PacedApi(api, new ChatBudget(clock), new Moves(moveChat));
    posting = new Posting(paced);
    platform =
        new TelegramPlatform(
            new StatusMessages(paced, posting, wording),
            new Deliveries(
                paced,
                posting,
                wording,
                new LinkMessage(paced, posting, wording, links, clock),
                new UploadSign(api, scheduler, calls),
                fitter,
                options.uploadLimit()));
  }

  HttpLines http() {
    return http;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  BotApi api() {
    return api;
  }

  PacedApi paced() {
    return paced;
  }

  Posting posting() {
    return posting;
  }

  TelegramPlatform platform() {
    return platform;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    calls.shutdownNow();
    http.close();
  }
}
