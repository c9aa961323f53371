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
  public sealed interface Found {
    /**
     * @param username without the {@code @}
     * @param webhook the address that is set; empty when there is none
     * @param seesEverything privacy mode is off: the bot gets to see every message of its groups
     */
    record Works(String username, String webhook, boolean seesEverything) implements Found {}

    /** Telegram knows no such token. */
    record TokenRefused() implements Found {}

    /** No answer; says nothing about the token. */
    record Unreachable(String detail) implements Found {}
  }

  public static Found run(TelegramOptions options) {
    try (HttpClients http = new HttpClients(Duration.ofSeconds(1))) {
      BotApi api = new BotApi(http, new BotApiUrls(options.api(), options.token()));
      return switch (api.call(new GetMe())) {
        case TelegramResult.Done<User>(User me) ->
            new Found.Works(
                me.getUserName(),
                webhook(api),
                Boolean.TRUE.equals(me.getCanReadAllGroupMessages()));
        case TelegramResult.Refused<User> refused
            when refused.error() == TelegramError.TOKEN_REFUSED ->
            new Found.TokenRefused();
        case TelegramResult.Refused<User> refused ->
            new Found.Unreachable(refused.code() + " " + refused.words());
        case TelegramResult.Unclear<User> unclear -> new Found.Unreachable(unclear.words());
        case TelegramResult.Wait<User> _ -> new Found.Unreachable("Telegram asks to wait");
      };
    }
  }

  private static String webhook(BotApi api) {
    return api.call(new GetWebhookInfo())
                instanceof TelegramResult.Done<WebhookInfo>(WebhookInfo info)
            && info.getUrl() != null
        ? info.getUrl()
        : "";
  }
}
