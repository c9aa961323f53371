package io.github.reelay.provider.dialect;

import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialect of ComfyUI on a GPU of one's own, by name only: what is sent there is a workflow, and
 * what comes back is looked for in several places, so {@code provider.comfyui} speaks it.
 */
public record ComfyUiDialect() implements Dialect {
  public static final String NAME = "comfyui";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public KeyHeader keyHeader() {
    return KeyHeader.BEARER;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  /** The server is the operator's, and so is what it hands out. */
  @Override
  public boolean fileWithKey() {
    return true;
  }

  @Override
  public boolean needsKey() {
    return false;
  }

  @Override
  public List<String> problemsOf(WireFormat wire) {
    List<String> problems = new ArrayList<>(wire.problemsOfMissingSizes());
    if (wire.imageRule() != null && !wire.usesImageTransfer(WireFormat.ImageTransfer.FILE)) {
      problems.add("picture.by: ComfyUI takes pictures only as files; write file");
    }
    return problems;
  }

  @Override
  public HttpPost generate(GenerationRequest request) {
    throw spokenElsewhere();
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
  public String taskPath(String remoteId, boolean fromPicture) {
    return "/history/" + remoteId;
  }

  @Override
  public Optional<String> contentPath(String remoteId) {
    return Optional.empty();
  }

  @Override
  public Optional<String> resultPath(String remoteId, HttpReply reply, PollResult told) {
    return Optional.empty();
  }

  @Override
  public SubmitResult parseSubmitReply(HttpReply reply, boolean remix) {
    throw spokenElsewhere();
  }

  @Override
  public PollResult parsePollReply(
      HttpReply reply, Duration elapsed, Instant now, Duration linkTtl) {
    throw spokenElsewhere();
  }

  @Override
  public PollResult parseResultReply(HttpReply reply, Instant now, Duration linkTtl) {
    throw spokenElsewhere();
  }

  private static IllegalStateException spokenElsewhere() {
    return new IllegalStateException("provider.comfyui speaks it");
  }
}
