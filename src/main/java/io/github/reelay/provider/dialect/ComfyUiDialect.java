package io.github.reelay.provider.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dialect of ComfyUI on a GPU of one's own, by name only: what is sent there is a workflow, and
 * what comes back is looked for in several places, so {@code provider.comfyui} speaks it.
 */
public final class ComfyUiDialect implements Dialect {
  public static final String NAME = "comfyui";

  @Override
  public String name() {
    return NAME;
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
    throw new IllegalStateException("a workflow is filled by provider.comfyui");
  }

  @Override
  public Optional<HttpPost> remix(GenerationRequest request, String source) {
    return Optional.empty();
  }

  @Override
  public String taskPath(String remoteId) {
    return "/history/" + PathSegments.encode(remoteId);
  }
}
