package io.github.reelay.telegram.api;

import io.github.reelay.chat.TokenCheck;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;

/** The check of a token without changing anything, for {@code reelay check}. */
public final class TelegramCheck {
  private TelegramCheck() {}

  public static TokenCheck run(TelegramOptions options) {
    try (HttpClients http = new HttpClients(Duration.ofSeconds(1))) {
      BotApi api = new BotApi(http, new BotApiUrls(options.apiUrl(), options.token()));
      return switch (api.call(new GetMe())) {
        case TelegramResult.Done<User>(User me) ->
            new TokenCheck.Works("@" + me.getUserName(), hints(options, me, webhookUrl(api)));
        case TelegramResult.Refused<User> refused
            when refused.error() == TelegramError.TOKEN_REFUSED ->
            new TokenCheck.Refused("does not know the token", "take it from @BotFather");
        case TelegramResult.Refused<User> refused ->
            new TokenCheck.Unreachable(refused.code() + " " + refused.description());
        case TelegramResult.Unclear<User> unclear -> new TokenCheck.Unreachable(unclear.detail());
        case TelegramResult.RetryLater<User> _ ->
            new TokenCheck.Unreachable("Telegram asks to wait");
      };
    }
  }

  private static List<TokenCheck.Hint> hints(TelegramOptions options, User me, String webhookUrl) {
    List<TokenCheck.Hint> hints = new ArrayList<>();
    if (!webhookUrl.isEmpty() && options.webhook() == null) {
      String what = "a webhook is set, so polling gets nothing; ";
      hints.add(
          options.removeWebhook()
              ? new TokenCheck.Hint(
                  TokenCheck.Severity.WARNING, "", what + "it is removed at the start")
              : new TokenCheck.Hint(
                  TokenCheck.Severity.ERROR,
                  "",
                  what
                      + "another bot may run with this token. To take it over, set"
                      + " telegram.remove-webhook: true"));
    }
    if (options.localFiles().isEmpty() && options.usesOwnServer()) {
      hints.add(
          new TokenCheck.Hint(
              TokenCheck.Severity.WARNING,
              "pictures",
              "if the server at telegram.api-url runs with --local, it hands out no files: name its"
                  + " folder in telegram.local-files, or no picture that people send can be read"));
    }
    options
        .localFiles()
        .filter(folder -> !Files.isDirectory(folder) || !Files.isReadable(folder))
        .ifPresent(folder ->
            hints.add(
                new TokenCheck.Hint(
                    TokenCheck.Severity.ERROR,
                    "pictures",
                    "telegram.local-files: no folder that can be read at " + folder)));
    if (!Boolean.TRUE.equals(me.getCanReadAllGroupMessages())) {
      hints.add(
          new TokenCheck.Hint(
              TokenCheck.Severity.INFO,
              "groups",
              "privacy mode is on: the bot sees commands and replies to it, which is enough"));
    }
    return hints;
  }

  /** The address of the webhook that is set; empty when there is none. */
  private static String webhookUrl(BotApi api) {
    return api.call(new GetWebhookInfo())
                instanceof TelegramResult.Done<WebhookInfo>(WebhookInfo info)
            && info.getUrl() != null
        ? info.getUrl()
        : "";
  }
}
