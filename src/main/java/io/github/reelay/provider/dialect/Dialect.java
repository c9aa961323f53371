package io.github.reelay.provider.dialect;

import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wire protocol of a video API. Stateless; paths start with a slash and follow the base URL. */
public sealed interface Dialect permits WireDialect, ComfyUiDialect {
  /** A call without a body that costs nothing and may be repeated. */
  record FreeCall(String method, String path) {}

  String name();

  /** How the account's key is sent. */
  KeyHeader keyHeader();

  /** Sent with every request. */
  Map<String, String> headers();

  /** Whether the key goes along when a file lies at the relay's own origin. */
  boolean fileWithKey();

  /** Whether an account of it is used only once its key is there. */
  default boolean needsKey() {
    return true;
  }

  /** What is wrong with a row: values it offers and this dialect would not send. */
  List<String> problemsOf(WireFormat wire);

  HttpPost generate(GenerationRequest request);

  /**
   * The request for a remix; empty if the protocol has none.
   *
   * @param source the relay's id of the earlier task
   */
  Optional<HttpPost> remix(GenerationRequest request, String source);

  /** Whether a remix has the source's length, because the protocol has no word for another. */
  boolean remixKeepsDuration();

  default String taskPath(String remoteId) {
    return taskPath(remoteId, false);
  }

  /**
   * @param fromPicture whether the task started from a picture
   */
  String taskPath(String remoteId, boolean fromPicture);

  /** Where the file of a finished task is had with our key; empty where answers hold a link. */
  Optional<String> contentPath(String remoteId);

  /**
   * Where more is told of a finished task; empty where its answer tells all.
   *
   * @param told what the answer said
   */
  Optional<String> resultPath(String remoteId, HttpReply reply, PollResult told);

  /**
   * The call that stops a task so that it costs nothing; empty where there is none, or not now.
   *
   * @param reply what the query of the task was answered just now
   */
  default Optional<FreeCall> cancel(String remoteId, HttpReply reply) {
    return Optional.empty();
  }

  /** Whether a task that is cancelled is charged all the same. */
  default boolean chargesCancelled(HttpReply reply) {
    return false;
  }

  /** How far apart two queries of one task are at least. */
  default Duration minPollGap() {
    return Duration.ZERO;
  }

  SubmitResult parseSubmitReply(HttpReply reply, boolean remix);

  /**
   * @param elapsed since the relay accepted the task
   * @param linkTtl how long a link lives when the answer does not say
   */
  PollResult parsePollReply(HttpReply reply, Duration elapsed, Instant now, Duration linkTtl);

  /** What a {@link #resultPath result} says of a task that is done. */
  PollResult parseResultReply(HttpReply reply, Instant now, Duration linkTtl);
}
