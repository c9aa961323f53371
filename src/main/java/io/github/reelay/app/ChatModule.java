package io.github.reelay.app;

import io.github.reelay.config.DiscordSettings;
import io.github.reelay.config.Secret;
import io.github.reelay.config.Settings;
import io.github.reelay.config.TelegramSettings;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.discord.DiscordChat;
import io.github.reelay.discord.api.DiscordOptions;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.telegram.TelegramChat;
import io.github.reelay.telegram.TelegramDependencies;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.telegram.inbound.TelegramWebhook;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.web.WebhookRoute;
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
record ChatModule(Optional<DiscordChat> discord, Optional<TelegramChat> telegram) {
  private static final String TELEGRAM_WEBHOOK_PATH = "/telegram/webhook";

  static ChatModule create(
      Settings settings,
      StorageModule storage,
      MediaModule media,
      MessageRenderer renderer,
      Alert.Sink alerts,
      InstantSource clock,
      SecureRandom random) {
    return new ChatModule(
        settings
            .discord()
            .token()
            .map(token ->
                new DiscordChat(
                    new DiscordChat.Dependencies(
                        discord(token, settings),
                        renderer,
                        storage.inbox(),
                        media.folder(),
                        media.converter(),
                        media.links(),
                        new GuardedHttp(GuardedHttp.isPrivate(settings.discord().apiUrl()), clock),
                        alerts,
                        clock))),
        settings
            .telegram()
            .token()
            .map(token ->
                new TelegramChat(
                    withWebhook(telegram(token, settings), settings, random),
                    clock,
                    new TelegramDependencies(
                        renderer,
                        storage.inbox(),
                        media.folder(),
                        media.converter(),
                        media.links(),
                        storage.tasks()::moveChat,
                        alerts))));
  }

  static DiscordOptions discord(Secret token, Settings settings) {
    DiscordSettings discord = settings.discord();
    DiscordOptions defaults = DiscordOptions.of(token);
    return new DiscordOptions(
        token,
        discord.apiUrl().toString(),
        discord.gatewayUrl().map(URI::toString).orElse(null),
        discord.messageContent(),
        discord.uploadLimit(),
        defaults.pictureLimit(),
        discord.shards().orElse(0),
        settings.media().keep());
  }

  static TelegramOptions telegram(Secret token, Settings settings) {
    TelegramSettings telegram = settings.telegram();
    return TelegramOptions.of(token)
        .withApiUrl(telegram.apiUrl())
        .withUploadLimit(telegram.uploadLimit())
        .withRemoveWebhook(telegram.removeWebhook());
  }

  /**
   * The options with the webhook, if one is wanted. Its secret is new at each start: setWebhook
   * tells it.
   */
  private static TelegramOptions withWebhook(
      TelegramOptions options, Settings settings, SecureRandom random) {
    if (!settings.telegram().webhook()) {
      return options;
    }
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    URI address = settings.http().publicUrl().orElseThrow().resolve(TELEGRAM_WEBHOOK_PATH);
    return options.withWebhook(
        new TelegramOptions.Webhook(address, new Secret(HexFormat.of().formatHex(secret))));
  }

  /** The routes the chats are called by. */
  List<WebhookRoute> webhookRoutes() {
    return telegram
        .map(bot ->
            new WebhookRoute(
                TELEGRAM_WEBHOOK_PATH,
                (headers, body) ->
                    handleWebhook(bot, headers.get(TelegramWebhook.SECRET_HEADER), body)))
        .stream()
        .toList();
  }

  private static int handleWebhook(TelegramChat bot, @Nullable String secret, byte[] body) {
    try {
      return bot.webhook().receive(secret, new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  List<ChatPlatform> platforms() {
    return Stream.concat(
            discord.map(DiscordChat::platform).stream(),
            telegram.map(TelegramChat::platform).stream())
        .toList();
  }

  List<ChatNotifier> notifiers() {
    return Stream.concat(
            discord.map(DiscordChat::notifier).stream(),
            telegram.map(TelegramChat::notifier).stream())
        .toList();
  }

  /** Begins to listen; returns at once, also when a chat is down. */
  void start(Conversation conversation, CloseStack closeStack) {
    discord.ifPresent(d -> {
      closeStack.add("Discord", d::stop);
      d.start(conversation);
    });
    telegram.ifPresent(t -> {
      closeStack.add("Telegram", t);
      t.start(conversation);
    });
  }
}
