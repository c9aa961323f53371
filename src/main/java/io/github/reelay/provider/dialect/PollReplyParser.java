package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parser of the answer to a task query. Only a parsed last word ends a task; a page of an edge,
 * an empty body, a word nobody knows mean "ask later" (docs/facts.md, "Relays: polls that say
 * nothing").
 *
 * @param places where everything stands
 * @param contentRoute the file is had by a route of its own, so "done" needs no link
 */
record PollReplyParser(TaskPointers places, boolean contentRoute, ErrorRule errors) {
  private static final Logger log = LoggerFactory.getLogger(PollReplyParser.class);

  /** Unknown words seen, so that each is logged once; relays have few words. */
  private static final Set<String> UNKNOWN_WORDS = ConcurrentHashMap.newKeySet();

  /** Whoever makes up words for ever does not fill the memory with them. */
  private static final int MAX_UNKNOWN_WORDS = 100;

  /** Longer than any status; a relay may write anything. */
  private static final int MAX_LOGGED_WORD = 60;

  /**
   * @param elapsed since the relay accepted the task
   * @param linkTtl how long a link lives when the answer does not say
   */
  PollResult parse(HttpReply answer, Duration elapsed, Instant now, Duration linkTtl) {
    HttpReply reply = errors.withWait(answer);
    JsonNode node = places.task(reply.json());
    String word = places.statusOf(node);
    ProviderError error = ProviderError.parse(reply, errors, !word.isBlank());
    if (error != null) {
      return parseError(reply, error);
    }
    StatusWord status = word.isBlank() ? places.unspoken(reply, node) : places.meaning(word);
    return switch (status) {
      case WORKING -> working(node, elapsed);
      case UNKNOWN -> {
        if (word.isBlank()) {
          yield new PollResult.Unclear("no status in " + reply.excerpt(), reply.retryAfter());
        }
        if (UNKNOWN_WORDS.size() < MAX_UNKNOWN_WORDS && UNKNOWN_WORDS.add(word)) {
          log.atWarn()
              .addKeyValue("word", HttpReply.oneLine(word, MAX_LOGGED_WORD))
              .log("A relay uses a status word we do not know; taken as still at work");
        }
        yield working(node, elapsed);
      }
      case DONE -> done(node, now, linkTtl);
      case FAILED -> new PollResult.Failed(places.failure(node), places.charge(node));
      case CANCELLED -> cancelled(node, "status " + word);
      case MISSING ->
          new PollResult.Missing(Failure.of(FailureKind.LOST_BY_PROVIDER, reply.excerpt()));
    };
  }

  String statusOf(HttpReply reply) {
    return places.statusOf(places.task(reply.json()));
  }

  /** What a task's answer names to ask on with; blank if nothing. */
  String resultKey(HttpReply reply) {
    return places.resultKey(reply.json());
  }

  /** A task that is done may still have failed: fal says so here. */
  PollResult parseResult(HttpReply reply, Instant now, Duration linkTtl) {
    ProviderError error = ProviderError.parse(reply, errors, true);
    if (error == null) {
      return done(reply.json(), now, linkTtl);
    }
    return switch (error.meaning()) {
      case CONTENT -> new PollResult.Failed(error.toFailure(FailureKind.CONTENT_REJECTED));
      case OTHER ->
          error.status() == 422
              ? new PollResult.Failed(error.toFailure(FailureKind.GENERATION_FAILED))
              : unclear(reply);
      case ACCOUNT, BALANCE, MODEL, UPSTREAM, BUSY, DAY_QUOTA -> unclear(reply);
    };
  }

  private PollResult working(JsonNode node, Duration elapsed) {
    return new PollResult.Working(
        places.percentOf(node), places.remaining(node, elapsed), places.placeOf(node));
  }

  private PollResult cancelled(JsonNode node, String evidence) {
    return new PollResult.Failed(
        Failure.of(FailureKind.GENERATION_CANCELLED, evidence), places.charge(node));
  }

  private PollResult done(JsonNode node, Instant now, Duration linkTtl) {
    if (Pointers.any(places.cancelledIf(), node)) {
      return cancelled(node, "done, but cancelled");
    }
    if (Pointers.any(places.moderatedIf(), node)) {
      return new PollResult.Failed(
          Failure.of(FailureKind.CONTENT_REJECTED, "done, but withheld by moderation"),
          places.charge(node));
    }
    if (Pointers.any(places.failedIf(), node)) {
      return new PollResult.Failed(places.failure(node), places.charge(node));
    }
    Optional<VideoLink> link = VideoLink.find(node, places.links());
    if (link.isEmpty() && !contentRoute) {
      return new PollResult.DoneWithoutFile();
    }
    Instant stated = link.map(VideoLink::expiresAt).orElse(null);
    return new PollResult.Done(
        new RemoteFile(
            link.map(VideoLink::url).orElse(null),
            stated == null ? now.plus(places.ttl(linkTtl)) : stated,
            places.secondsOf(node),
            places.charge(node)));
  }

  private PollResult parseError(HttpReply reply, ProviderError error) {
    return switch (error.status()) {
      case 401, 402, 403 -> known(reply, error).orElseGet(() -> blocked(error));
      case 0, 400, 404, 410, 422 ->
          known(reply, error)
              .orElseGet(() ->
                  error.status() == 0 && !contentRoute ? unclear(reply) : missing(reply, error));
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
      case MODEL, UPSTREAM, BUSY, DAY_QUOTA -> Optional.of(unclear(reply));
      case OTHER -> Optional.empty();
    };
  }

  private static PollResult blocked(ProviderError error) {
    return new PollResult.AccountBlocked(error.toFailure(FailureKind.PROVIDER_AUTH));
  }

  /** Modelverse answers the query of a failed task with nothing but {error}. */
  private PollResult missing(HttpReply reply, ProviderError error) {
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
