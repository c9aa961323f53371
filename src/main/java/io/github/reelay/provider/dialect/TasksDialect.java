package io.github.reelay.provider.dialect;

import java.util.Optional;

/**
 * The tasks dialect of UCloud Modelverse: {@code POST /v1/tasks/submit} with {@code {model, input,
 * parameters}}, {@code GET /v1/tasks/status?task_id=}, answers in {@code {output}}. It has no
 * remix. Source: UCloudDoc-Team/modelverse, api_doc/video_api; docs/facts.md, "Relays: the
 * dialects".
 */
public final class TasksDialect implements Dialect {
  @Override
  public String name() {
    return "tasks";
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
  public String taskPath(String remoteId) {
    return "/v1/tasks/status?task_id=" + PathSegments.encode(remoteId);
  }
}
