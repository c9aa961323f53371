package io.github.reelay.discord.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.chat.TokenCheck;
import io.github.reelay.http.OutboundProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks Discord who we are, without a gateway connection: for {@code reelay check}, and before the
 * log-in. Free, may be repeated.
 */
public final class DiscordCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Application flags GATEWAY_MESSAGE_CONTENT and …_LIMITED (documentation, "Application"). */
  private static final long MESSAGE_CONTENT_FLAGS = 1L << 18 | 1L << 19;

  private final DiscordOptions options;
  private final OkHttpClient http =
      OutboundProxy.newClient().callTimeout(Duration.ofSeconds(15)).build();

  public DiscordCheck(DiscordOptions options) {
    this.options = options;
  }

  public TokenCheck run() {
    try (Response me = get("users/@me")) {
      if (me.code() == 401) {
        return new TokenCheck.Refused(
            "Discord does not know the token", "set DISCORD_TOKEN to the bot's token");
      }
      if (!me.isSuccessful()) {
        return new TokenCheck.Unreachable("users/@me: HTTP " + me.code());
      }
      JsonNode user = JSON.readTree(me.body().bytes());
      return checkApplication(user.path("username").asText());
    } catch (IOException e) {
      return new TokenCheck.Unreachable(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private TokenCheck checkApplication(String name) throws IOException {
    try (Response answer = get("applications/@me")) {
      if (!answer.isSuccessful()) {
        return new TokenCheck.Unreachable("applications/@me: HTTP " + answer.code());
      }
      JsonNode application = JSON.readTree(answer.body().bytes());
      boolean mayRead = (application.path("flags").asLong() & MESSAGE_CONTENT_FLAGS) != 0;
      List<TokenCheck.Hint> hints = new ArrayList<>();
      hints.add(
          new TokenCheck.Hint(
              TokenCheck.Severity.INFO,
              "invite link",
              BotPermissions.inviteUrl(application.path("id").asText())));
      if (options.messageContent() && !mayRead) {
        // Discord would refuse every connection.
        hints.add(
            new TokenCheck.Hint(
                TokenCheck.Severity.ERROR,
                "",
                "discord.message-content is true, but the application does not have the Message"
                    + " Content intent; switch it on in the developer portal, or set it to"
                    + " false"));
      }
      return new TokenCheck.Works(name, hints);
    }
  }

  private Response get(String path) throws IOException {
    return http.newCall(
            new Request.Builder()
                .url(options.apiUrl() + path)
                .header("Authorization", "Bot " + options.token().reveal())
                .header("User-Agent", "DiscordBot (https://github.com/reelay/reelay, 1)")
                .build())
        .execute();
  }
}
