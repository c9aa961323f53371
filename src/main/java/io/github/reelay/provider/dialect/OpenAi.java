package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reelay.tracking.PollAnswer;
import io.github.reelay.tracking.SubmitAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * UCloud Modelverse and any OpenAI-style {@code /v1/videos}: a multipart form in, a flat video
 * object out, the file by {@code /content} with our key. Source: modelverse-sora-2.md.
 */
public final class OpenAi implements Dialect {
  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Outgoing generate(Ask ask) {
    Wire wire = ask.wire();
    List<Outgoing.Part> parts = new ArrayList<>();
    parts.add(new Outgoing.Part.Field("model", wire.model()));
    parts.add(new Outgoing.Part.Field("prompt", ask.prompt()));
    Wire.Size size = ask.pixels();
    if (wire.sizeField() != null && size != null) {
      parts.add(new Outgoing.Part.Field(wire.sizeField(), size.toString()));
    }
    parts.add(new Outgoing.Part.Field(wire.durationField(), String.valueOf(ask.seconds())));
    for (Map.Entry<String, Object> extra : new TreeMap<>(wire.extra()).entrySet()) {
      parts.add(new Outgoing.Part.Field(extra.getKey(), extra.getValue().toString()));
    }
    if (wire.picture() != null && ask.picture() != null) {
      parts.add(
          switch (ask.picture()) {
            // A file part with its real type, as the document's example has it; the table beside
            // it says "string".
            case Ask.Handed.File(Bytes jpeg) ->
                new Outgoing.Part.File(wire.picture().field(), "picture.jpg", "image/jpeg", jpeg);
            case Ask.Handed.Address(String url) ->
                new Outgoing.Part.Field(wire.picture().field(), url);
          });
    }
    return new Outgoing("/v1/videos", new Outgoing.Body.Form(parts));
  }

  @Override
  public Outgoing remix(Ask ask, String source) {
    return new Outgoing(
        path(source) + "/remix",
        new Outgoing.Body.Json(
            JsonNodeFactory.instance.objectNode().put("prompt", ask.prompt()).toString()));
  }

  @Override
  public boolean remixKeepsLength() {
    return true;
  }

  @Override
  public String taskPath(String remoteId) {
    return path(remoteId);
  }

  @Override
  public Optional<String> contentPath(String remoteId) {
    return Optional.of(path(remoteId) + "/content");
  }

  private static String path(String remoteId) {
    return "/v1/videos/" + Paths.segment(remoteId);
  }

  @Override
  public SubmitAnswer readSubmit(Reply reply, boolean remix) {
    return Submission.read(reply, remix);
  }

  @Override
  public PollAnswer readPoll(Reply reply, Duration elapsed, Instant now, Duration linkTtl) {
    return Query.read(reply, elapsed, now, linkTtl, true);
  }
}
