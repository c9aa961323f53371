package io.github.reelay.provider.dialect;

import io.github.reelay.task.FailureKind;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wire protocol of a video API, as its file in {@code config/wires} describes it. Stateless;
 * paths start with a slash and follow the base URL.
 *
 * @param keyHeader how the account's key is sent
 * @param headers sent with every request
 * @param fileWithKey whether the key goes along when a file lies at the relay's own origin
 * @param remixing null if the protocol has no call for it
 * @param cancelling null if it has no call for that
 */
public record WireDialect(
    String name,
    KeyHeader keyHeader,
    Map<String, String> headers,
    boolean fileWithKey,
    PostTemplate generation,
    @Nullable PostTemplate remixing,
    TaskPaths paths,
    @Nullable CancelRule cancelling,
    Duration minPollGap,
    SubmitReplyParser submitReply,
    PollReplyParser pollReply)
    implements Dialect {
  public WireDialect {
    headers = Map.copyOf(headers);
  }

  @Override
  public boolean needsKey() {
    return keyHeader != KeyHeader.NONE;
  }

  @Override
  public List<String> problemsOf(WireFormat wire) {
    return generation.problemsOf(wire, name);
  }

  @Override
  public HttpPost generate(GenerationRequest request) {
    return generation.write(request, "");
  }

  @Override
  public Optional<HttpPost> remix(GenerationRequest request, String source) {
    return Optional.ofNullable(remixing).map(call -> call.write(request, source));
  }

  @Override
  public boolean remixKeepsDuration() {
    return remixing != null && remixing.keepsDuration();
  }

  @Override
  public String taskPath(String remoteId, boolean fromPicture) {
    return paths.task(remoteId, fromPicture);
  }

  @Override
  public Optional<String> contentPath(String remoteId) {
    return paths.content(remoteId);
  }

  @Override
  public Optional<String> resultPath(String remoteId, HttpReply reply, PollResult told) {
    return told instanceof PollResult.DoneWithoutFile
            || (told instanceof PollResult.Failed(var failure, var _)
                && failure.kind() != FailureKind.GENERATION_CANCELLED)
        ? paths.result(remoteId, pollReply.resultKey(reply))
        : Optional.empty();
  }

  @Override
  public Optional<FreeCall> cancel(String remoteId, HttpReply reply) {
    return cancelling == null
        ? Optional.empty()
        : cancelling.call(remoteId, pollReply.statusOf(reply));
  }

  @Override
  public boolean chargesCancelled(HttpReply reply) {
    return cancelling != null && cancelling.isCharged(pollReply.places().task(reply.json()));
  }

  @Override
  public SubmitResult parseSubmitReply(HttpReply reply, boolean remix) {
    return submitReply.parse(reply, remix);
  }

  @Override
  public PollResult parsePollReply(
      HttpReply reply, Duration elapsed, Instant now, Duration linkTtl) {
    return pollReply.parse(reply, elapsed, now, linkTtl);
  }

  @Override
  public PollResult parseResultReply(HttpReply reply, Instant now, Duration linkTtl) {
    return pollReply.parseResult(reply, now, linkTtl);
  }
}
