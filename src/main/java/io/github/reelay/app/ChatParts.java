package io.github.reelay.app;

import io.github.reelay.config.DiscordSettings;
import io.github.reelay.config.Secret;
import io.github.reelay.config.Settings;
import io.github.reelay.config.TelegramSettings;
import io.github.reelay.conversation.Announcer;
import io.github.reelay.conversation.BundleWording;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.discord.Discord;
import io.github.reelay.discord.DiscordOptions;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.telegram.TelegramBot;
import io.github.reelay.telegram.TelegramOptions;
import io.github.reelay.telegram.TelegramPorts;
import io.github.reelay.telegram.TelegramWebhook;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.web.Hook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chats that other houses run, as far as they are switched on. They speak once made, and listen
 * once started.
 */
record ChatParts(Optional<Discord> discord, Optional<TelegramBot> telegram) {
  private static final String WEBHOOK = "/telegram/webhook";

  static ChatParts make(
      Settings settings,
      StoreParts store,
      MediaParts media,
      BundleWording wording,
      Alert.Sink alerts,
      InstantSource clock,
      SecureRandom random) {
    return new ChatParts(
        settings
            .discord()
            .token()
            .map(token ->
                new Discord(
                    new Discord.Parts(
                        discord(token, settings),
                        wording,
                        store.inbox(),
                        media.folder(),
                        media.fitter(),
                        media.links(),
                        new GuardedHttp(GuardedHttp.isPrivate(settings.discord().apiUrl()), clock),
                        alerts,
                        clock))),
        settings
            .telegram()
            .token()
            .map(token ->
                new TelegramBot(
                    called(telegram(token, settings), settings, random),
                    clock,
                    new TelegramPorts(
                        wording,
                        store.inbox(),
                        media.folder(),
                        media.fitter(),
                        media.links(),
                        store.tasks()::moveChat,
                        alerts))));
  }

  static DiscordOptions discord(Secret token, Settings settings) {
    DiscordSettings discord = settings.discord();
    DiscordOptions usual = DiscordOptions.of(token);
    return new DiscordOptions(
        token,
        discord.apiUrl().toString(),
        discord.gatewayUrl().map(URI::toString).orElse(null),
        discord.messageContent(),
        discord.uploadLimit(),
        usual.pictureLimit(),
        discord.shards().orElse(0),
        settings.media().keep());
  }

  static TelegramOptions telegram(Secret token, Settings settings) {
    TelegramSettings telegram = settings.telegram();
    return TelegramOptions.of(token)
        .withApi(telegram.apiUrl())
        .withUploadLimit(telegram.uploadLimit())
        .withRemoveWebhook(telegram.removeWebhook());
  }

  /**
   * The options with the webhook, if one is wanted. Its secret is new at each start: setWebhook
   * tells it.
   */
  private static TelegramOptions called(
      TelegramOptions options, Settings settings, SecureRandom random) {
    if (!settings.telegram().webhook()) {
      return options;
    }
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    URI address = settings.http().publicUrl().orElseThrow().resolve(WEBHOOK);
    return options.withWebhook(
        new TelegramOptions.Webhook(address, new Secret(HexFormat.of().formatHex(secret))));
  }

  /** The routes the chats are called by. */
  List<Hook> hooks() {
    return telegram
        .map(bot ->
            new Hook(
                WEBHOOK,
                (headers, body) -> received(bot, headers.get(TelegramWebhook.SECRET_HEADER), body)))
        .stream()
        .toList();
  }

  private static int received(TelegramBot bot, @Nullable String secret, byte[] body) {
    try {
      return bot.webhook().receive(secret, new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  List<ChatPlatform> platforms() {
    return Stream.concat(
            discord.map(Discord::platform).stream(), telegram.map(TelegramBot::platform).stream())
        .toList();
  }

  List<Announcer> announcers() {
    return Stream.concat(
            discord.map(Discord::announcer).stream(), telegram.map(TelegramBot::announcer).stream())
        .toList();
  }

  /** Begins to listen; returns at once, also when a chat is down. */
  void start(Conversation conversation, Closing closing) {
    discord.ifPresent(d -> {
      closing.add("Discord", d::stop);
      d.start(conversation);
    });
    telegram.ifPresent(t -> {
      closing.add("Telegram", t);
      t.start(conversation);
    });
  }
}
