package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The envelope dialect of APIMart and xcompute: {@code POST /v1/videos/generations}, {@code GET
 * /v1/tasks/{id}}, answers in {@code {code, data}} or flat (both are read everywhere). Source:
 * docs/facts.md, "Relays: two dialects".
 */
public final class EnvelopeDialect implements Dialect {
  @Override
  public String name() {
    return "envelope";
  }

  @Override
  public List<String> problemsOf(WireFormat wire) {
    List<String> problems = new ArrayList<>();
    if (wire.sizeField() != null || !wire.sizes().isEmpty()) {
      problems.add("size-field and sizes are not sent in the envelope dialect");
    }
    if (wire.aspects().size() > 1 && wire.aspectField() == null) {
      problems.add("several aspects need aspect-field: without it none is sent");
    }
    if (wire.resolutions().size() > 1 && wire.resolutionField() == null) {
      problems.add("several resolutions need resolution-field: without it none is sent");
    }
    if (wire.usesImageTransfer(WireFormat.ImageTransfer.FILE)) {
      problems.add("picture.by: file is not sent in the envelope dialect; take upload or link");
    }
    return problems;
  }

  @Override
  public HttpPost generate(GenerationRequest request) {
    WireFormat wire = request.wire();
    ObjectNode body = baseBody(request);
    if (wire.aspectField() != null && request.aspect() != null) {
      String word = wire.aspects().get(request.aspect());
      if (word != null) {
        body.put(wire.aspectField(), word);
      }
    }
    if (wire.resolutionField() != null && request.resolution() != null) {
      String word = wire.resolutions().get(request.resolution());
      if (word != null) {
        body.put(wire.resolutionField(), word);
      }
    }
    WireFormat.ImageRule picture = wire.imageRule();
    if (picture != null
        && request.image() instanceof GenerationRequest.ImageInput.Url(String url)) {
      if (picture.asList()) {
        body.putArray(picture.field()).add(url);
      } else {
        body.put(picture.field(), url);
      }
    }
    for (Map.Entry<String, Object> extra : new TreeMap<>(wire.extra()).entrySet()) {
      body.putPOJO(extra.getKey(), extra.getValue());
    }
    return new HttpPost("/v1/videos/generations", new HttpPost.Body.Json(body.toString()));
  }

  @Override
  public HttpPost remix(GenerationRequest request, String source) {
    // APIMart's page names model, prompt and duration; no shape, no pictures.
    return new HttpPost(
        "/v1/videos/" + PathSegments.encode(source) + "/remix",
        new HttpPost.Body.Json(baseBody(request).toString()));
  }

  private static ObjectNode baseBody(GenerationRequest request) {
    WireFormat wire = request.wire();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", wire.model());
    body.put("prompt", request.prompt());
    if (wire.durationAsText()) {
      body.put(wire.durationField(), String.valueOf(request.seconds()));
    } else {
      body.put(wire.durationField(), request.seconds());
    }
    return body;
  }

  @Override
  public boolean remixKeepsDuration() {
    return false;
  }

  @Override
  public String taskPath(String remoteId) {
    return "/v1/tasks/" + PathSegments.encode(remoteId);
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
