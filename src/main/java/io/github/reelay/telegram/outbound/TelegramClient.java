package io.github.reelay.telegram.outbound;

import io.github.reelay.chat.LinkMessages;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.BotApiUrls;
import io.github.reelay.telegram.api.ChatMigrations;
import io.github.reelay.telegram.api.ChatRateLimiter;
import io.github.reelay.telegram.api.HttpClients;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.tracking.port.MediaConverter;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;

/** The outbound side of Telegram, put together. */
public final class TelegramClient implements AutoCloseable {
  private final HttpClients http;
  private final BotApiUrls urls;
  private final BotApi api;
  private final RateLimitedApi rateLimited;
  private final MessageSender messages;
  private final TelegramPlatform platform;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("telegram-").factory());
  private final ExecutorService callExecutor = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param moveChat moves everything that is kept about a group that became a supergroup
   */
  public TelegramClient(
      TelegramOptions options,
      InstantSource clock,
      MessageTexts texts,
      MediaConverter converter,
      LinkMessages links,
      BiConsumer<ChatRef, ChatRef> moveChat) {
    http = new HttpClients(options.longPollTimeout());
    urls = new BotApiUrls(options.apiUrl(), options.token());
    api = new BotApi(http, urls);
    rateLimited = new RateLimitedApi(api, new ChatRateLimiter(clock), new ChatMigrations(moveChat));
    messages = new MessageSender(rateLimited);
    platform =
        new TelegramPlatform(
            new TelegramStatusMessages(rateLimited, messages, texts),
            new TelegramVideoDelivery(
                rateLimited,
                messages,
                texts,
                new LinkDelivery(rateLimited, messages, links),
                new UploadIndicator(api, scheduler, callExecutor),
                converter,
                new EarlyUploads(http, urls, converter),
                options.uploadLimit(),
                options.spoiler()));
  }

  public HttpClients http() {
    return http;
  }

  public BotApiUrls urls() {
    return urls;
  }

  public BotApi api() {
    return api;
  }

  public RateLimitedApi rateLimited() {
    return rateLimited;
  }

  public MessageSender messages() {
    return messages;
  }

  public TelegramPlatform platform() {
    return platform;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    callExecutor.shutdownNow();
    http.close();
  }
}
