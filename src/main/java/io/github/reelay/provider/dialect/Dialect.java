package io.github.reelay.provider.dialect;

import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A wire protocol of a video API. Stateless; paths start with a slash and follow the base URL. */
public sealed interface Dialect permits EnvelopeDialect, OpenAiDialect, TasksDialect {
  /** The dialects by the names used in reelay.yaml. */
  List<Dialect> ALL = List.of(new EnvelopeDialect(), new OpenAiDialect(), new TasksDialect());

  static Optional<Dialect> find(String name) {
    return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }

  String name();

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

  String taskPath(String remoteId);

  /** Where the file of a finished task is had with our key; empty where answers hold a link. */
  Optional<String> contentPath(String remoteId);

  SubmitResult parseSubmitReply(HttpReply reply, boolean remix);

  /**
   * @param elapsed since the relay accepted the task
   * @param linkTtl how long a link lives when the answer does not say
   */
  PollResult parsePollReply(HttpReply reply, Duration elapsed, Instant now, Duration linkTtl);
}
