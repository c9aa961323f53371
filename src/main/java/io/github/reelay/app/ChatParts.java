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
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.ChatPlatform;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chats that other houses run, as far as they are switched on. They speak once made, and listen
 * once started.
 */
record ChatParts(Optional<Discord> discord, Optional<TelegramBot> telegram) {
  static ChatParts make(
      Settings settings,
      StoreParts store,
      MediaParts media,
      BundleWording wording,
      Alert.Sink alerts,
      InstantSource clock) {
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
                    telegram(token, settings),
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
