package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.discord.DiscordChat;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.ops.ChatSilenceMonitor.ChatConnection;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chats that other houses run, as far as they are switched on. They speak once made, and listen
 * once started.
 */
record ChatModule(Optional<DiscordChat> discord, Optional<TelegramChat> telegram) {
  static ChatModule create(
      Settings settings,
      StorageModule storage,
      MediaModule media,
      MessageRenderer renderer,
      Alert.Sink alerts,
      InstantSource clock) {
    return new ChatModule(
        settings
            .discord()
            .map(options ->
                new DiscordChat(
                    new DiscordChat.Dependencies(
                        options,
                        renderer,
                        storage.inbox(),
                        media.folder(),
                        media.converter(),
                        media.links(),
                        new GuardedHttp(GuardedHttp.isPrivate(options.apiUrl()), clock),
                        alerts,
                        clock))),
        settings
            .telegram()
            .map(options ->
                new TelegramChat(
                    options,
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

  /** The routes the chats are called by. */
  List<WebhookRoute> webhookRoutes() {
    return telegram
        .map(bot ->
            new WebhookRoute(
                TelegramOptions.Webhook.PATH,
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

  List<ChatConnection> connections() {
    return Stream.concat(
            discord
                .map(chat -> new ChatConnection("discord", chat.isReady(), chat.state()))
                .stream(),
            telegram
                .map(TelegramChat::health)
                .map(health -> new ChatConnection("telegram", health.ready(), health.detail()))
                .stream())
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
