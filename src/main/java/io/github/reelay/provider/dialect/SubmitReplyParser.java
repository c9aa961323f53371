package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.FailureKind;
import io.github.reelay.tracking.port.SubmitResult;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The parser of the answer to the paid POST: what it proves. Money-safe: only what is proven
 * unaccepted may lead to another POST (docs/decisions/0001).
 *
 * @param ids pointers to the task's id, in this order
 * @param modelInPath the request's path names the model, so a path that is not there is a model
 * @param idIsPath what they lead to is an address, whose path is what names the task
 */
record SubmitReplyParser(
    List<String> ids, boolean idIsPath, boolean modelInPath, ErrorRule errors) {
  SubmitReplyParser {
    ids = List.copyOf(ids);
  }

  SubmitResult parse(HttpReply answer, boolean remix) {
    HttpReply reply = errors.withWait(answer);
    ProviderError error = ProviderError.parse(reply, errors, false);
    if (error != null) {
      return parseError(reply, error, remix);
    }
    return id(reply.json())
        .<SubmitResult>map(SubmitResult.Accepted::new)
        .orElseGet(() -> new SubmitResult.Unknown("no id in " + reply.excerpt()));
  }

  private Optional<String> id(JsonNode json) {
    return ids.stream()
        .map(json::at)
        .filter(node -> node.isTextual() || node.isIntegralNumber())
        .map(node -> idIsPath ? pathOf(node.asText()) : node.asText())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** Empty if it is no address: without a path nobody can be asked about the task. */
  private static String pathOf(String address) {
    try {
      String path = URI.create(address).getPath();
      return path == null ? "" : path.replaceFirst("^/+", "");
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }

  private SubmitResult parseError(HttpReply reply, ProviderError error, boolean remix) {
    return switch (error.status()) {
      case 401, 402, 403 -> known(reply, error).orElseGet(() -> denied(error));
      case 404 -> known(reply, error).orElseGet(() -> notFound(error, remix));
      case 429 -> known(reply, error).orElseGet(() -> busy(reply, error));
      case 503 -> unavailable(reply, error);
      // Cloudflare's words for "no connection to the origin was made". 522 is not one of them: it
      // also stands for a request that was sent and not acknowledged. In a body, or with a relay's
      // own error beside it, such a number is hearsay.
      case 521, 523, 525, 526 ->
          reply.status() == error.status() && !error.hasErrorBody()
              ? notAccepted(error, FailureKind.PROVIDER_UNREACHABLE)
              : unknown(reply);
      // The request was not let in; nothing in these says that it might have been.
      case 400, 405, 406, 410, 411, 413, 414, 415, 422, 431, 451 ->
          known(reply, error).orElseGet(() -> invalid(error));
      case 500 -> error.wasNeverBuilt() ? invalid(error) : unknown(reply);
      // 408, 409 and 522 may hide an accepted request; 3xx, 5xx and whatever else prove nothing.
      default -> unknown(reply);
    };
  }

  /** What a refusal comes to if it says what it is about. */
  private static Optional<SubmitResult> known(HttpReply reply, ProviderError error) {
    return switch (error.meaning()) {
      case CONTENT ->
          Optional.of(new SubmitResult.Refused(error.toFailure(FailureKind.CONTENT_REJECTED)));
      case BALANCE -> Optional.of(notAccepted(error, FailureKind.PROVIDER_BALANCE));
      case ACCOUNT -> Optional.of(denied(error));
      case MODEL -> Optional.of(notAccepted(error, modelFailure(error)));
      case BUSY -> Optional.of(busy(reply, error));
      case DAY_QUOTA -> Optional.of(notAccepted(error, FailureKind.PROVIDER_QUOTA));
      case UPSTREAM, OTHER -> Optional.empty();
    };
  }

  /** A model that a key may not use, or that has no channel now, is not gone. */
  private static FailureKind modelFailure(ProviderError error) {
    return switch (error.status()) {
      case 401, 403, 503 -> FailureKind.MODEL_UNAVAILABLE;
      default -> FailureKind.MODEL_RETIRED;
    };
  }

  private static SubmitResult denied(ProviderError error) {
    return notAccepted(error, FailureKind.PROVIDER_AUTH);
  }

  private static SubmitResult invalid(ProviderError error) {
    return new SubmitResult.Refused(
        error.toFailure(FailureKind.INVALID_REQUEST).withSentence(error.sentence()));
  }

  /** A missing source is about the request, anything else that is missing about the provider. */
  private SubmitResult notFound(ProviderError error, boolean remix) {
    return remix
        ? new SubmitResult.Refused(error.toFailure(FailureKind.LOST_BY_PROVIDER))
        : notAccepted(
            error,
            modelInPath && error.hasErrorBody()
                ? FailureKind.MODEL_RETIRED
                : FailureKind.PROVIDER_UNREACHABLE);
  }

  /**
   * Proof only if the relay itself says it, and of itself. Gateways write JSON too: AWS says
   * {"message":"Service Unavailable"} when the relay behind it took too long, Spring and others
   * alike; no code of a relay stands in it.
   */
  private static SubmitResult unavailable(HttpReply reply, ProviderError error) {
    if (!error.hasErrorBody()) {
      return unknown(reply);
    }
    return known(reply, error)
        .orElseGet(() ->
            error.codes().isBlank() || ErrorMeaning.isHearsay(error)
                ? unknown(reply)
                : busy(reply, error));
  }

  private static SubmitResult busy(HttpReply reply, ProviderError error) {
    return reply.busy(error.toFailure(FailureKind.PROVIDER_BUSY).detail());
  }

  private static SubmitResult notAccepted(ProviderError error, FailureKind kind) {
    return new SubmitResult.NotAccepted(error.toFailure(kind), true);
  }

  private static SubmitResult unknown(HttpReply reply) {
    return new SubmitResult.Unknown(reply.excerpt());
  }
}
