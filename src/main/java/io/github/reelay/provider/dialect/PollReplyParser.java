package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parser of the answer to a task query. Only a parsed last word ends a task; a page of an edge,
 * an empty body, a word nobody knows mean "ask later" (docs/facts.md, "Relays: polls that say
 * nothing").
 */
final class PollReplyParser {
  private static final Logger log = LoggerFactory.getLogger(PollReplyParser.class);

  /** Unknown words seen, so that each is logged once; relays have few words. */
  private static final LogOnce UNKNOWN_WORDS = new LogOnce(100);

  private PollReplyParser() {}

  /**
   * @param elapsed since the relay accepted the task
   * @param linkTtl how long a link lives when the answer does not say
   * @param contentRoute the file is had by a route of its own, so "done" needs no link
   */
  static PollResult parse(
      HttpReply reply, Duration elapsed, Instant now, Duration linkTtl, boolean contentRoute) {
    ProviderError error = ProviderError.parse(reply);
    if (error != null) {
      return parseError(reply, error, contentRoute);
    }
    JsonNode json = reply.json();
    JsonNode node = task(json);
    String word = node.path("status").asText(node.path("task_status").asText(""));
    if (word.isBlank()) {
      return new PollResult.Unclear("no status in " + reply.excerpt(), reply.retryAfter());
    }
    return switch (StatusWord.of(word)) {
      case WORKING -> working(node, elapsed);
      case UNKNOWN -> {
        if (UNKNOWN_WORDS.isFirst(word)) {
          log.atWarn()
              .addKeyValue("word", word)
              .log("A relay uses a status word we do not know; taken as still at work");
        }
        yield working(node, elapsed);
      }
      case DONE ->
          isModerated(node)
              ? new PollResult.Failed(
                  Failure.of(FailureKind.CONTENT_REJECTED, "done, but respect_moderation is false"),
                  charge(node))
              : done(node, now.plus(linkTtl), contentRoute);
      case FAILED -> new PollResult.Failed(ProviderError.ofFailedTask(node), charge(node));
      case CANCELLED ->
          new PollResult.Failed(
              Failure.of(FailureKind.GENERATION_CANCELLED, "status " + word), charge(node));
    };
  }

  /** The task in its wrapping: {@code data}, a list of one, {@code output}, or none. */
  private static JsonNode task(JsonNode json) {
    String wrapping = json.at("/output/task_status").isTextual() ? "/output" : "/data";
    return Stream.of(wrapping, "/data/0")
        .map(json::at)
        .filter(JsonNode::isObject)
        .findFirst()
        .orElse(json);
  }

  private static PollResult working(JsonNode node, Duration elapsed) {
    return new PollResult.Working(ProgressParser.parse(node), remaining(node, elapsed));
  }

  /** The relay's estimate is for the whole task; past it, nothing is known. */
  private static @Nullable Duration remaining(JsonNode node, Duration elapsed) {
    JsonNode value =
        node.hasNonNull("estimated_time")
            ? node.path("estimated_time")
            : node.at("/task_info/estimated_time");
    if (!value.isNumber() || value.asDouble() <= 0 || value.asDouble() > 86_400) {
      return null;
    }
    Duration remaining = Duration.ofMillis((long) (value.asDouble() * 1000)).minus(elapsed);
    return remaining.isPositive() ? remaining : null;
  }

  /** xAI calls a video that it withholds done, and even names a link; gateways wrap it. */
  private static boolean isModerated(JsonNode node) {
    return node.findValuesAsText("respect_moderation").contains("false");
  }

  private static PollResult done(JsonNode node, Instant assumedEnd, boolean contentRoute) {
    Optional<VideoLink> link = VideoLink.find(node);
    if (link.isEmpty() && !contentRoute) {
      return new PollResult.DoneWithoutFile();
    }
    Instant stated = link.map(VideoLink::expiresAt).orElse(null);
    return new PollResult.Done(
        new RemoteFile(
            link.map(VideoLink::url).orElse(null),
            stated == null ? assumedEnd : stated,
            seconds(node),
            charge(node)));
  }

  private static @Nullable Integer seconds(JsonNode node) {
    JsonNode value = node.hasNonNull("seconds") ? node.path("seconds") : node.path("duration");
    int seconds = value.asInt(0);
    return seconds > 0 ? seconds : null;
  }

  /** A cost that is no amount of money (a word, less than nothing) is not told. */
  private static @Nullable Money charge(JsonNode node) {
    JsonNode value = node.path("cost");
    if (!value.isNumber() && !value.isTextual()) {
      return null;
    }
    try {
      Money charge = Money.rounded(value.asText());
      return charge.micros() < 0 ? null : charge;
    } catch (NumberFormatException | ArithmeticException noAmount) {
      return null;
    }
  }

  private static PollResult parseError(HttpReply reply, ProviderError error, boolean contentRoute) {
    return switch (error.status()) {
      case 401, 402, 403 -> known(reply, error).orElseGet(() -> blocked(error));
      case 0, 400, 404, 410, 422 ->
          known(reply, error)
              .orElseGet(() ->
                  error.status() == 0 && !contentRoute
                      ? unclear(reply)
                      : missing(reply, error, contentRoute));
      default -> unclear(reply);
    };
  }

  /** What an error comes to if it says what it is about. */
  private static Optional<PollResult> known(HttpReply reply, ProviderError error) {
    return switch (error.meaning()) {
      case CONTENT ->
          Optional.of(new PollResult.Failed(error.toFailure(FailureKind.CONTENT_REJECTED)));
      case BALANCE ->
          Optional.of(new PollResult.AccountBlocked(error.toFailure(FailureKind.PROVIDER_BALANCE)));
      case ACCOUNT -> Optional.of(blocked(error));
      case MODEL, UPSTREAM -> Optional.of(unclear(reply));
      case OTHER -> Optional.empty();
    };
  }

  private static PollResult blocked(ProviderError error) {
    return new PollResult.AccountBlocked(error.toFailure(FailureKind.PROVIDER_AUTH));
  }

  /** Modelverse answers the query of a failed task with nothing but {error}. */
  private static PollResult missing(HttpReply reply, ProviderError error, boolean contentRoute) {
    return new PollResult.Missing(
        Failure.of(
            contentRoute && error.describesTaskFailure()
                ? FailureKind.GENERATION_FAILED
                : FailureKind.LOST_BY_PROVIDER,
            reply.excerpt()));
  }

  private static PollResult unclear(HttpReply reply) {
    return new PollResult.Unclear(reply.excerpt(), reply.retryAfter());
  }
}
