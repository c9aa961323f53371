package io.github.reelay.provider.dialect;

import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A wire protocol of a video API. Stateless; paths start with a slash and follow the base URL. */
public sealed interface Dialect
    permits EnvelopeDialect, OpenAiDialect, TasksDialect, ComfyUiDialect {
  String name();

  /** Whether an account of it is used only once its key is there. */
  default boolean needsKey() {
    return true;
  }

  /** What is wrong with a row: values it offers and this dialect would not send. */
  default List<String> problemsOf(WireFormat wire) {
    return wire.problemsInJson();
  }

  HttpPost generate(GenerationRequest request);

  /**
   * The request for a remix; empty if the protocol has none.
   *
   * @param source the relay's id of the earlier task
   */
  Optional<HttpPost> remix(GenerationRequest request, String source);

  /** Whether a remix has the source's length, because the protocol has no word for another. */
  default boolean remixKeepsDuration() {
    return false;
  }

  String taskPath(String remoteId);

  /** Where the file of a finished task is had with our key; empty where answers hold a link. */
  default Optional<String> contentPath(String remoteId) {
    return Optional.empty();
  }

  default SubmitResult parseSubmitReply(HttpReply reply, boolean remix) {
    return SubmitReplyParser.parse(reply, remix);
  }

  /**
   * @param elapsed since the relay accepted the task
   * @param linkTtl how long a link lives when the answer does not say
   */
  default PollResult parsePollReply(
      HttpReply reply, Duration elapsed, Instant now, Duration linkTtl) {
    return PollReplyParser.parse(reply, elapsed, now, linkTtl, contentPath("any").isPresent());
  }
}
