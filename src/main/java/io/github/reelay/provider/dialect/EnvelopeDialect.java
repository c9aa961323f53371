package io.github.reelay.provider.dialect;

import java.util.Optional;

/**
 * The envelope dialect of APIMart and xcompute: {@code POST /v1/videos/generations}, {@code GET
 * /v1/tasks/{id}}, answers in {@code {code, data}} or flat (both are read everywhere). Source:
 * docs/facts.md, "Relays: the dialects".
 */
public final class EnvelopeDialect implements Dialect {
  @Override
  public String name() {
    return "envelope";
  }

  @Override
  public HttpPost generate(GenerationRequest request) {
    return new HttpPost("/v1/videos/generations", JsonBody.write(request));
  }

  @Override
  public Optional<HttpPost> remix(GenerationRequest request, String source) {
    return Optional.of(
        new HttpPost(
            "/v1/videos/" + PathSegments.encode(source) + "/remix", JsonBody.write(request)));
  }

  @Override
  public String taskPath(String remoteId) {
    return "/v1/tasks/" + PathSegments.encode(remoteId);
  }
}
