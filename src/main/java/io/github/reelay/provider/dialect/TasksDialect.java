package io.github.reelay.provider.dialect;

import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tasks dialect of UCloud Modelverse: {@code POST /v1/tasks/submit} with {@code {model, input,
 * parameters}}, {@code GET /v1/tasks/status?task_id=}, answers in {@code {output}}. It has no
 * remix. Source: UCloudDoc-Team/modelverse, api_doc/video_api; docs/facts.md, "Relays: dialects".
 */
public final class TasksDialect implements Dialect {
  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public List<String> problemsOf(WireFormat wire) {
    return wire.problemsInJson();
  }

  @Override
  public HttpPost generate(GenerationRequest request) {
    return new HttpPost("/v1/tasks/submit", JsonBody.write(request));
  }

  @Override
  public Optional<HttpPost> remix(GenerationRequest request, String source) {
    return Optional.empty();
  }

  @Override
  public boolean remixKeepsDuration() {
    return false;
  }

  @Override
  public String taskPath(String remoteId) {
    return "/v1/tasks/status?task_id=" + PathSegments.encode(remoteId);
  }

  @Override
  public Optional<String> contentPath(String remoteId) {
    return Optional.empty();
  }

  @Override
  public SubmitResult parseSubmitReply(HttpReply reply, boolean remix) {
    return SubmitReplyParser.parse(reply, remix);
  }

  @Override
  public PollResult parsePollReply(
      HttpReply reply, Duration elapsed, Instant now, Duration linkTtl) {
    return PollReplyParser.parse(reply, elapsed, now, linkTtl, false);
  }
}
