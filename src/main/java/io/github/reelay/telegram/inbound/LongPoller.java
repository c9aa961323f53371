package io.github.reelay.telegram.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.telegram.api.Backoff;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.BotApiUrls;
import io.github.reelay.telegram.api.HttpClients;
import io.github.reelay.telegram.api.StopSignal;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.telegram.outbound.TelegramClient;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;

/**
 * The long-polling loop over getUpdates; it never ends by itself. Updates are read one by one, so
 * that one that cannot be read does not hold up the rest, and each is stored before the next
 * question confirms it.
 */
public final class LongPoller {
  private static final Logger log = LoggerFactory.getLogger(LongPoller.class);

  private static final ObjectMapper JSON = BotApi.newObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");

  /** What we act on; everything else would only be carried about. */
  static final List<String> ALLOWED_UPDATES = List.of("message", "callback_query");

  /**
   * Between tries while somebody else polls or a webhook is set; short, so that the two are seen to
   * be at odds all the time.
   */
  private static final Duration CONFLICT_RETRY_DELAY = Duration.ofSeconds(5);

  /** The same number asked for twice although something came: then not more often than this. */
  private static final Duration STUCK_RETRY_DELAY = Duration.ofSeconds(1);

  private final HttpClients http;
  private final BotApiUrls urls;
  private final BotApi api;
  private final UpdateProcessor processor;
  private final EventInbox inbox;
  private final UpdateHealth health;
  private final Alert.Sink alerts;
  private final StopSignal stop;
  private final Duration longPoll;
  private final boolean removeWebhook;
  private final Backoff backoff = new Backoff();
  private volatile @Nullable Call currentCall;

  /**
   * Whether the last question was answered. The first one, and the first after trouble, does not
   * wait for something to happen: whether the part is ready is known at once.
   */
  private boolean lastPollSucceeded;

  public LongPoller(
      TelegramClient client,
      UpdateProcessor processor,
      EventInbox inbox,
      UpdateHealth health,
      Alert.Sink alerts,
      StopSignal stop,
      TelegramOptions options) {
    this.http = client.http();
    this.urls = client.urls();
    this.api = client.api();
    this.processor = processor;
    this.inbox = inbox;
    this.health = health;
    this.alerts = alerts;
    this.stop = stop;
    this.longPoll = options.longPollTimeout();
    this.removeWebhook = options.removeWebhook();
  }

  /** Runs until it is stopped; nothing that happens ends it. */
  public void run() {
    while (!stop.isStopped()) {
      Duration wait;
      try {
        wait = pollOnce();
      } catch (RuntimeException | StackOverflowError e) {
        // Most likely the database: nothing was confirmed, so everything comes again.
        log.atError().setCause(e).log("Updates could not be stored; asking again");
        health.recordProblem("updates cannot be stored");
        wait = backoff.next();
      }
      if (!wait.isZero()) {
        stop.sleepUnlessStopped(wait);
      }
    }
  }

  /** Breaks off the question under way; what it would have brought stays unconfirmed. */
  public void interrupt() {
    Call call = currentCall;
    if (call != null) {
      call.cancel();
    }
  }

  private Duration pollOnce() {
    String bookmark = "telegram.offset." + urls.botId();
    long offset = inbox.bookmark(bookmark).map(Long::parseLong).orElse(0L);
    PollResult result = getUpdates(offset);
    lastPollSucceeded = false;
    return switch (result) {
      case PollResult.Updates(List<JsonNode> updates) -> {
        backoff.reset();
        lastPollSucceeded = true;
        health.recordPoll();
        yield accept(bookmark, offset, updates);
      }
      case PollResult.Conflict(String words) -> handleConflict(words);
      case PollResult.TokenRefused _ -> {
        health.tokenRefused();
        alerts.raise(
            new Alert(
                Alert.Kind.CHAT_TOKEN_REFUSED,
                TelegramIds.PLATFORM,
                "Telegram refuses the bot's token"));
        yield backoff.next();
      }
      case PollResult.Unavailable(String words) -> {
        if (!stop.isStopped()) {
          log.atWarn().log("No updates from Telegram: {}; asking again", words);
          health.recordProblem(words);
        }
        yield backoff.next();
      }
    };
  }

  /**
   * Follows the numbers wherever they go: after a quiet week Telegram starts anew at random,
   * perhaps lower.
   */
  private Duration accept(String bookmark, long offset, List<JsonNode> updates) {
    if (updates.isEmpty()) {
      return Duration.ZERO;
    }
    long highest = 0;
    for (JsonNode update : updates) {
      processor.accept(update);
      highest = Math.max(highest, update.path("update_id").asLong());
    }
    long next = highest + 1;
    inbox.bookmark(bookmark, Long.toString(next));
    return next == offset ? STUCK_RETRY_DELAY : Duration.ZERO;
  }

  private Duration handleConflict(String words) {
    boolean webhook = words.contains("webhook");
    if (webhook && removeWebhook) {
      log.atWarn().log("A webhook was set; it is removed, as configured, in order to poll");
      api.call(DeleteWebhook.builder().dropPendingUpdates(false).build());
      return backoff.next();
    }
    String detail =
        webhook
            ? "a webhook is set, so polling gets nothing; remove it, or allow its removal"
            : "another program polls with the same token";
    health.recordConflict(detail);
    alerts.raise(new Alert(Alert.Kind.CHAT_CONFLICT, TelegramIds.PLATFORM, detail));
    return CONFLICT_RETRY_DELAY;
  }

  private PollResult getUpdates(long offset) {
    ObjectNode parameters = JSON.createObjectNode();
    parameters.put("offset", offset).put("timeout", lastPollSucceeded ? longPoll.toSeconds() : 0);
    parameters.set("allowed_updates", JSON.valueToTree(ALLOWED_UPDATES));
    Request request =
        new Request.Builder()
            .url(urls.method("getUpdates"))
            .post(RequestBody.create(parameters.toString(), JSON_TYPE))
            .build();
    Call call = http.polling().newCall(request);
    currentCall = call;
    try (Response response = call.execute()) {
      JsonNode answer = JSON.readTree(response.body().byteStream());
      if (answer != null && answer.path("ok").asBoolean() && answer.path("result").isArray()) {
        return new PollResult.Updates(answer.path("result").valueStream().toList());
      }
      String words = answer == null ? "" : urls.redact(answer.path("description").asText());
      return switch (response.code()) {
        case 401, 404 -> new PollResult.TokenRefused();
        case 409 -> new PollResult.Conflict(words);
        default -> new PollResult.Unavailable(response.code() + " " + words);
      };
    } catch (IOException e) {
      return new PollResult.Unavailable(
          e.getClass().getSimpleName() + " " + urls.redact(e.getMessage()));
    } finally {
      currentCall = null;
    }
  }

  /** What a question came to. */
  private sealed interface PollResult {
    record Updates(List<JsonNode> updates) implements PollResult {}

    record Conflict(String description) implements PollResult {}

    record TokenRefused() implements PollResult {}

    record Unavailable(String detail) implements PollResult {}
  }
}
