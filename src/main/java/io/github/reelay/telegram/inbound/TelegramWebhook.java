package io.github.reelay.telegram.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.chat.WebhookRoute;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook: the web server hands it each POST of its route. An update is acknowledged only when
 * it is stored; Telegram repeats what is not. Thread-safe.
 */
public final class TelegramWebhook implements WebhookRoute.Handler {
  /** The header that carries the secret (Bot API, setWebhook). */
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

  private static final Logger log = LoggerFactory.getLogger(TelegramWebhook.class);
  private static final ObjectMapper JSON = BotApi.newObjectMapper();

  /** What the inbox takes; real updates are a few kilobytes. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private final TelegramOptions.@Nullable Webhook options;
  private final UpdateHealth health;
  private volatile @Nullable UpdateProcessor processor;

  public TelegramWebhook(TelegramOptions.@Nullable Webhook options, UpdateHealth health) {
    this.options = options;
    this.health = health;
  }

  public void open(UpdateProcessor updateProcessor) {
    processor = updateProcessor;
  }

  /**
   * Takes one call.
   *
   * @return the HTTP status to answer: 200 stored, 400 not an update, 403 not Telegram, 404 no
   *     webhook here, 413 too large, 503 to be sent again
   */
  @Override
  public int handle(WebhookRoute.Headers headers, byte[] body) {
    if (options == null) {
      return 404;
    }
    String secret = headers.get(SECRET_HEADER);
    if (secret == null || !HmacSigner.constantTimeEquals(secret, options.secret().reveal())) {
      return 403;
    }
    if (body.length > MAX_BODY_BYTES) {
      return 413;
    }
    UpdateProcessor updateProcessor = processor;
    return updateProcessor == null ? 503 : store(updateProcessor, body);
  }

  private int store(UpdateProcessor updateProcessor, byte[] bytes) {
    try {
      JsonNode update = JSON.readTree(bytes);
      if (update == null || !update.isObject()) {
        return 400;
      }
      updateProcessor.accept(update);
      health.recordPoll();
      return 200;
    } catch (JsonProcessingException e) {
      return 400;
    } catch (IOException | RuntimeException e) {
      log.atError().setCause(e).log("An update could not be stored; Telegram sends it again");
      return 503;
    }
  }
}
