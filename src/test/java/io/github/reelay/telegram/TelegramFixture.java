package io.github.reelay.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.config.Secret;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.testing.ChatPortsBuilder;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.InMemoryEventInbox;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.RecordingConversation;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A bot, its server, and people who write to it. */
public final class TelegramFixture implements AutoCloseable {
  public static final long ANN = 1001;
  static final long GROUP = -100777L;

  public final TelegramTestServer server = new TelegramTestServer();
  public final InMemoryEventInbox inbox = new InMemoryEventInbox();
  public final RecordingConversation conversation = new RecordingConversation();
  final FakeMedia media = new FakeMedia();
  final List<Alert> alerts = new CopyOnWriteArrayList<>();
  final InMemoryTaskStore tasks = new InMemoryTaskStore();
  private final boolean removeWebhook;
  private final TelegramOptions.@Nullable Webhook webhook;
  private TelegramChat bot;

  /** What Ann's client speaks. */
  String language = "en";

  /** Takes effect with a restart. */
  Optional<Path> localFiles = Optional.empty();

  public TelegramFixture() throws IOException {
    this(false, null);
  }

  public TelegramFixture(TelegramOptions.Webhook webhook) throws IOException {
    this(false, webhook);
  }

  TelegramFixture(boolean removeWebhook, TelegramOptions.@Nullable Webhook webhook)
      throws IOException {
    this.removeWebhook = removeWebhook;
    this.webhook = webhook;
    this.bot = create();
  }

  public TelegramFixture start() {
    return start(conversation);
  }

  TelegramFixture start(Conversation other) {
    bot.start(other);
    return this;
  }

  /** Ends the bot and begins another one over the same inbox, as after a restart. */
  void restart() {
    bot.close();
    bot = create();
    start();
  }

  public boolean isUp() {
    return bot.health().orElseThrow().up();
  }

  public TelegramChat bot() {
    return bot;
  }

  private TelegramChat create() {
    TelegramOptions options =
        new TelegramOptions(
            new Secret(TelegramTestServer.TOKEN),
            server.url(),
            50_000_000,
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            removeWebhook,
            webhook,
            Duration.ofDays(3),
            Optional.empty(),
            false,
            localFiles);
    ChatPortsBuilder ports = new ChatPortsBuilder();
    ports.inbox = inbox;
    ports.tasks = tasks;
    ports.alerts = alerts::add;
    return new TelegramChat(options, ports.build(media, Instant::now));
  }

  /** Ann writes in private. */
  int says(int message, String fields) {
    return server.update("message", message(message, ANN, "private", language, fields));
  }

  /** Ann writes in the group. */
  int saysInGroup(int message, String fields) {
    return server.update("message", message(message, GROUP, "supergroup", language, fields));
  }

  int presses(String id, long chat, int message, String data) {
    return server.update(
        "callback_query",
        """
        {"id":"%s","from":{"id":1001,"is_bot":false,"first_name":"Ann","language_code":"%s"},
         "chat_instance":"9","data":"%s",
         "message":{"message_id":%d,"date":1,"chat":{"id":%d,"type":"private"},"text":"t"}}
        """
            .formatted(id, language, data, message, chat));
  }

  /** A message as JSON; {@code fields} without the braces. */
  public static String message(int id, long chat, String type, String fields) {
    return message(id, chat, type, "en", fields);
  }

  private static String message(int id, long chat, String type, String language, String fields) {
    return """
    {"message_id":%d,"date":1,"chat":{"id":%d,"type":"%s","title":"T"},
     "from":{"id":1001,"is_bot":false,"first_name":"Ann","language_code":"%s"},%s}
    """
        .formatted(id, chat, type, language, fields);
  }

  List<String> texts(long chat) {
    return server.messages(chat).stream().map((ObjectNode m) -> m.path("text").asText()).toList();
  }

  @Override
  public void close() {
    bot.close();
    server.close();
  }
}
