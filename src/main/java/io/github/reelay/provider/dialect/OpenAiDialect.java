package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The openai dialect of UCloud Modelverse and any OpenAI-style {@code /v1/videos}: a multipart form
 * in, a flat video object out, the file by {@code /content} with our key. Source: docs/facts.md,
 * "Relays: the dialects".
 */
public final class OpenAiDialect implements Dialect {
  @Override
  public String name() {
    return "openai";
  }

  @Override
  public List<String> problemsOf(WireFormat wire) {
    List<String> problems = new ArrayList<>(wire.problemsOfOptions());
    if (wire.aspectField() != null || wire.resolutionField() != null) {
      problems.add(
          "aspect-field and resolution-field are not sent in the openai dialect; take size-field"
              + " and sizes");
    }
    problems.addAll(wire.problemsOfSizes());
    if (wire.imageRule() != null && !wire.imageRule().template().findParents("").isEmpty()) {
      problems.add("picture.value is not sent in the openai dialect, whose requests are forms");
    }
    return problems;
  }

  @Override
  public HttpPost generate(GenerationRequest request) {
    WireFormat wire = request.wire();
    List<HttpPost.Part> parts = new ArrayList<>();
    parts.add(new HttpPost.Part.Field("model", wire.model()));
    parts.add(new HttpPost.Part.Field("prompt", request.prompt()));
    WireFormat.Size size = request.exactSize();
    if (wire.sizeField() != null && size != null) {
      parts.add(new HttpPost.Part.Field(wire.sizeField(), size.toString()));
    }
    if (wire.durationField() != null) {
      parts.add(new HttpPost.Part.Field(wire.durationField(), String.valueOf(request.seconds())));
    }
    wire.optionFields(request.options())
        .forEach((field, value) -> parts.add(new HttpPost.Part.Field(field, value.asText())));
    for (Map.Entry<String, JsonNode> extra : new TreeMap<>(wire.extra()).entrySet()) {
      parts.add(new HttpPost.Part.Field(extra.getKey(), extra.getValue().asText()));
    }
    if (wire.imageRule() != null && !request.images().isEmpty()) {
      parts.add(
          switch (request.images().getFirst()) {
            // A file part with its real type, as Modelverse's example has it; the table beside
            // it says "string".
            case GenerationRequest.ImageInput.File(Bytes jpeg) ->
                new HttpPost.Part.File(wire.imageRule().field(), "picture.jpg", "image/jpeg", jpeg);
            case GenerationRequest.ImageInput.Text(String text) ->
                new HttpPost.Part.Field(wire.imageRule().field(), text);
          });
    }
    return new HttpPost("/v1/videos", new HttpPost.Body.Form(parts));
  }

  @Override
  public Optional<HttpPost> remix(GenerationRequest request, String source) {
    return Optional.of(
        new HttpPost(
            videoPath(source) + "/remix",
            new HttpPost.Body.Json(
                JsonNodeFactory.instance.objectNode().put("prompt", request.prompt()).toString())));
  }

  @Override
  public boolean remixKeepsDuration() {
    return true;
  }

  @Override
  public String taskPath(String remoteId) {
    return videoPath(remoteId);
  }

  @Override
  public Optional<String> contentPath(String remoteId) {
    return Optional.of(videoPath(remoteId) + "/content");
  }

  private static String videoPath(String remoteId) {
    return "/v1/videos/" + PathSegments.encode(remoteId);
  }
}
