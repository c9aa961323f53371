package io.github.reelay.telegram.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The processor of updates: stores them, then handles them beside the loop. What is stored is
 * handled, after a crash too; what cannot be read or keeps failing is given up without holding up
 * the rest.
 *
 * <p>An update is known by what it is about, the message or the press, not by its number: numbers
 * start anew after a quiet week, and one message may come under several. Thread-safe.
 */
public final class UpdateProcessor {
  private static final Logger log = LoggerFactory.getLogger(UpdateProcessor.class);

  private static final ObjectMapper JSON = BotApi.json();

  /** In memory at once; what is above waits in the inbox. */
  private static final int MAX_CONCURRENT = 500;

  private static final int MAX_TRIES = 8;
  private static final Duration FIRST_RETRY_DELAY = Duration.ofSeconds(5);

  private final EventInbox inbox;
  private final InstantSource clock;
  private final TelegramMessageHandler messageHandler;
  private final ButtonHandler buttons;
  private final KeyedExecutor executor;
  private final AlbumCollector albums;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  public UpdateProcessor(
      EventInbox inbox,
      InstantSource clock,
      TelegramMessageHandler messages,
      ButtonHandler buttons,
      Duration albumWait,
      Executor threads) {
    this.inbox = inbox;
    this.clock = clock;
    this.messageHandler = messages;
    this.buttons = buttons;
    this.executor = new KeyedExecutor(threads);
    this.albums = new AlbumCollector(albumWait, threads, this::albumComplete);
  }

  /**
   * Stores an update durably and lets it be handled. Throws if it cannot be stored; it must not be
   * confirmed then.
   */
  void accept(JsonNode update) {
    Optional<String> key = key(update);
    if (key.isEmpty()) {
      return; // nothing we act on: an edited message orders nothing
    }
    EventInbox.Event event =
        new EventInbox.Event(TelegramIds.PLATFORM, key.get(), update.toString(), clock.instant());
    if (inbox.store(event)) {
      begin(event);
    }
  }

  /** Handles what is stored and was not: after a start, and what failed before. */
  public void resume() {
    inbox.pending(TelegramIds.PLATFORM, MAX_CONCURRENT).forEach(this::begin);
  }

  private static Optional<String> key(JsonNode update) {
    JsonNode message = update.get("message");
    if (message != null) {
      String chat = message.path("chat").path("id").asText();
      return Optional.of("message:" + chat + ":" + message.path("message_id").asText());
    }
    JsonNode press = update.get("callback_query");
    return press == null ? Optional.empty() : Optional.of("press:" + press.path("id").asText());
  }

  private void begin(EventInbox.Event event) {
    Failures before = failures.getIfPresent(event.key());
    boolean tooEarly = before != null && before.notBefore().isAfter(clock.instant());
    if (tooEarly || underWay.size() >= MAX_CONCURRENT || !underWay.add(event.key())) {
      return;
    }
    Optional<Update> read = parse(event);
    if (read.isEmpty()) {
      markHandled(event.key());
      return;
    }
    Update update = read.get();
    executor.add(orderingKey(update), () -> handle(event.key(), update));
  }

  /**
   * In order is only what one person does in one place: nobody waits because another person's
   * answer has to wait for the chat's budget, and a press never waits for a message.
   */
  private static String orderingKey(Update update) {
    if (update.hasCallbackQuery()) {
      return "press:" + update.getCallbackQuery().getFrom().getId();
    }
    Message message = update.getMessage();
    return message.getChatId() + ":" + (message.getFrom() == null ? "" : message.getFrom().getId());
  }

  private static Optional<Update> parse(EventInbox.Event event) {
    try {
      Update update = JSON.readValue(event.payload(), Update.class);
      return update.hasCallbackQuery() || isWhole(update.getMessage())
          ? Optional.of(update)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      // The message of the exception quotes what people wrote.
      log.atWarn()
          .log(
              "Update {} could not be read, nobody gets an answer to it: {}",
              event.key(),
              e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static boolean isWhole(@Nullable Message message) {
    return message != null && message.getChat() != null && message.getMessageId() != null;
  }

  private void handle(String key, Update update) {
    if (update.hasCallbackQuery()) {
      guarded(List.of(key), () -> buttons.handle(update.getCallbackQuery()));
      return;
    }
    Message message = update.getMessage();
    if (message.getMediaGroupId() == null) {
      guarded(List.of(key), () -> messageHandler.handle(List.of(message)));
    } else if (!albums.add(new AlbumCollector.Part(key, message))) {
      markHandled(key);
    }
  }

  private void albumComplete(List<AlbumCollector.Part> parts) {
    List<Message> messages = parts.stream().map(AlbumCollector.Part::message).toList();
    List<String> keys = parts.stream().map(AlbumCollector.Part::key).toList();
    Update first = new Update();
    first.setMessage(messages.getFirst());
    executor.add(orderingKey(first), () -> guarded(keys, () -> messageHandler.handle(messages)));
  }

  private void guarded(List<String> keys, Runnable work) {
    try {
      work.run();
      keys.forEach(this::markHandled);
    } catch (RuntimeException e) {
      keys.forEach(key -> failed(key, e));
    }
  }

  private void failed(String key, RuntimeException e) {
    Failures before = failures.getIfPresent(key);
    int count = before == null ? 1 : before.count() + 1;
    log.atError()
        .setCause(e)
        .log("Update {} failed ({}. time); {}", key, count, count < MAX_TRIES ? "again" : "over");
    if (count >= MAX_TRIES) {
      markHandled(key);
      return;
    }
    Instant next = clock.instant().plus(FIRST_RETRY_DELAY.multipliedBy(1L << (count - 1)));
    failures.put(key, new Failures(count, next));
    underWay.remove(key);
  }

  private void markHandled(String key) {
    try {
      inbox.markHandled(TelegramIds.PLATFORM, key);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Update {} is handled, but stays in the inbox", key);
    }
    underWay.remove(key);
  }

  /** How often an event failed, and when it may be tried again. */
  private record Failures(int count, Instant notBefore) {}
}
