package io.github.reelay.telegram.api;

import java.time.Duration;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;

/** The check of a token without changing anything, for {@code reelay check}. */
public final class TelegramCheck {
  private TelegramCheck() {}

  /** What was found. */
  public sealed interface TokenCheck {
    /**
     * @param username without the {@code @}
     * @param webhookUrl the address that is set; empty when there is none
     * @param canReadAllMessages privacy mode is off: the bot gets to see every message of its
     *     groups
     */
    record Valid(String username, String webhookUrl, boolean canReadAllMessages)
        implements TokenCheck {}

    /** Telegram knows no such token. */
    record Refused() implements TokenCheck {}

    /** No answer; says nothing about the token. */
    record Unreachable(String detail) implements TokenCheck {}
  }

  public static TokenCheck run(TelegramOptions options) {
    try (HttpClients http = new HttpClients(Duration.ofSeconds(1))) {
      BotApi api = new BotApi(http, new BotApiUrls(options.apiUrl(), options.token()));
      return switch (api.call(new GetMe())) {
        case TelegramResult.Done<User>(User me) ->
            new TokenCheck.Valid(
                me.getUserName(),
                webhookUrl(api),
                Boolean.TRUE.equals(me.getCanReadAllGroupMessages()));
        case TelegramResult.Refused<User> refused
            when refused.error() == TelegramError.TOKEN_REFUSED ->
            new TokenCheck.Refused();
        case TelegramResult.Refused<User> refused ->
            new TokenCheck.Unreachable(refused.code() + " " + refused.description());
        case TelegramResult.Unclear<User> unclear -> new TokenCheck.Unreachable(unclear.detail());
        case TelegramResult.RetryLater<User> _ ->
            new TokenCheck.Unreachable("Telegram asks to wait");
      };
    }
  }

  private static String webhookUrl(BotApi api) {
    return api.call(new GetWebhookInfo())
                instanceof TelegramResult.Done<WebhookInfo>(WebhookInfo info)
            && info.getUrl() != null
        ? info.getUrl()
        : "";
  }
}
