package io.github.reelay.telegram.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.InaccessibleMessage;
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

  /**
   * Telegram's own are some ten deep. The library's types take so much of the stack for each level
   * that Jackson's thousand exhaust it, which no loop survives.
   */
  private static final int MAX_DEPTH = 100;

  private static final ObjectMapper JSON = newObjectMapper();

  /** In memory at once; what is above waits in the inbox. */
  private static final int MAX_CONCURRENT = 500;

  private static final int MAX_TRIES = 8;
  private static final Duration FIRST_RETRY_DELAY = Duration.ofSeconds(5);

  private final EventInbox inbox;
  private final InstantSource clock;
  private final TelegramMessageHandler messageHandler;
  private final ButtonHandler buttonHandler;
  private final KeyedExecutor executor;
  private final AlbumCollector albums;
  private final Set<String> inProgress = ConcurrentHashMap.newKeySet();
  private final Cache<String, Failures> failures =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  public UpdateProcessor(
      EventInbox inbox,
      InstantSource clock,
      TelegramMessageHandler messages,
      ButtonHandler buttonHandler,
      Duration albumWait,
      Executor threads) {
    this.inbox = inbox;
    this.clock = clock;
    this.messageHandler = messages;
    this.buttonHandler = buttonHandler;
    this.executor = new KeyedExecutor(threads);
    this.albums = new AlbumCollector(albumWait, threads, this::handleAlbum);
  }

  private static ObjectMapper newObjectMapper() {
    ObjectMapper mapper = BotApi.newObjectMapper();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
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
      dispatch(event);
    }
  }

  /** Handles what is stored and was not: after a start, and what failed before. */
  public void resume() {
    inbox.pending(TelegramIds.PLATFORM, MAX_CONCURRENT).forEach(this::dispatch);
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

  private void dispatch(EventInbox.Event event) {
    Failures previous = failures.getIfPresent(event.key());
    boolean tooEarly = previous != null && previous.notBefore().isAfter(clock.instant());
    if (tooEarly || inProgress.size() >= MAX_CONCURRENT || !inProgress.add(event.key())) {
      return;
    }
    Optional<Update> parsed = parse(event);
    if (parsed.isEmpty()) {
      markHandled(event.key());
      return;
    }
    Update update = parsed.get();
    executor.execute(orderingKey(update), () -> handle(event.key(), update));
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
      boolean isComplete =
          update.hasCallbackQuery()
              ? isComplete(update.getCallbackQuery())
              : isComplete(update.getMessage());
      return isComplete ? Optional.of(update) : Optional.empty();
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

  private static boolean isComplete(CallbackQuery press) {
    boolean onNothing =
        switch (press.getMessage()) {
          case Message message -> !isComplete(message);
          case InaccessibleMessage message ->
              message.getChat() == null || message.getMessageId() == null;
          case null, default -> false; // an inline message, which the bot has none of
        };
    return press.getFrom() != null && !onNothing;
  }

  private static boolean isComplete(@Nullable Message message) {
    return message != null && message.getChat() != null && message.getMessageId() != null;
  }

  private void handle(String key, Update update) {
    if (update.hasCallbackQuery()) {
      runAndRecord(List.of(key), () -> buttonHandler.handle(update.getCallbackQuery()));
      return;
    }
    Message message = update.getMessage();
    if (message.getMediaGroupId() == null) {
      runAndRecord(List.of(key), () -> messageHandler.handle(List.of(message)));
    } else if (!albums.add(new AlbumCollector.Part(key, message))) {
      markHandled(key);
    }
  }

  private void handleAlbum(List<AlbumCollector.Part> parts) {
    List<Message> messages = parts.stream().map(AlbumCollector.Part::message).toList();
    List<String> keys = parts.stream().map(AlbumCollector.Part::key).toList();
    Update first = new Update();
    first.setMessage(messages.getFirst());
    executor.execute(
        orderingKey(first), () -> runAndRecord(keys, () -> messageHandler.handle(messages)));
  }

  private void runAndRecord(List<String> keys, Runnable work) {
    try {
      work.run();
      keys.forEach(this::markHandled);
    } catch (RuntimeException e) {
      keys.forEach(key -> recordFailure(key, e));
    }
  }

  private void recordFailure(String key, RuntimeException e) {
    Failures previous = failures.getIfPresent(key);
    int count = previous == null ? 1 : previous.count() + 1;
    log.atError()
        .setCause(e)
        .log("Update {} failed ({}. time); {}", key, count, count < MAX_TRIES ? "again" : "over");
    if (count >= MAX_TRIES) {
      markHandled(key);
      return;
    }
    Instant next = clock.instant().plus(FIRST_RETRY_DELAY.multipliedBy(1L << (count - 1)));
    failures.put(key, new Failures(count, next));
    inProgress.remove(key);
  }

  private void markHandled(String key) {
    try {
      inbox.markHandled(TelegramIds.PLATFORM, key);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("Update {} is handled, but stays in the inbox", key);
    }
    inProgress.remove(key);
  }

  /** How often an event failed, and when it may be tried again. */
  private record Failures(int count, Instant notBefore) {}
}
