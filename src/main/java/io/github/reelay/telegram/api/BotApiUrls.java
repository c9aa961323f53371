package io.github.reelay.telegram.api;

import io.github.reelay.config.Secret;
import java.net.URI;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.TelegramUrl;

/**
 * The URLs of the Bot API. They hold the token, so they never leave this package: not in answers,
 * logs, exceptions or the database.
 */
public final class BotApiUrls {
  private final HttpUrl origin;
  private final Secret token;

  public BotApiUrls(URI origin, Secret token) {
    HttpUrl url = HttpUrl.get(origin.toString());
    if (url == null) {
      throw new IllegalArgumentException("not an http(s) address: " + origin);
    }
    this.origin = url;
    this.token = token;
  }

  public HttpUrl method(String name) {
    return origin.newBuilder().addPathSegment("bot" + token.reveal()).addPathSegment(name).build();
  }

  /**
   * Where a file is downloaded. (The library's own {@code File.getFileUrl()} always names the
   * public host.)
   */
  public HttpUrl file(String path) {
    return origin
        .newBuilder()
        .addPathSegment("file")
        .addPathSegment("bot" + token.reveal())
        .addPathSegments(path)
        .build();
  }

  TelegramUrl libraryUrl() {
    return new TelegramUrl(origin.scheme(), origin.host(), origin.port(), false);
  }

  String token() {
    return token.reveal();
  }

  /** The bot's user id: the token begins with it. */
  public long botId() {
    String text = token.reveal();
    int colon = text.indexOf(':');
    try {
      return Long.parseLong(colon < 0 ? text : text.substring(0, colon));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a Telegram token looks like 123456:ABC…", e);
    }
  }

  /** A text without the token, whatever it came from. */
  public String redact(@Nullable String text) {
    return text == null ? "" : text.replace(token.reveal(), "***");
  }
}
