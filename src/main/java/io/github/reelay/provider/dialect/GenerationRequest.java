package io.github.reelay.provider.dialect;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * One request with every choice made, ready to be written.
 *
 * @param aspect null where the picture or the source decides
 */
public record GenerationRequest(
    WireFormat wire,
    String prompt,
    int seconds,
    @Nullable AspectRatio aspect,
    @Nullable Resolution resolution,
    @Nullable Handed image) {

  /** A picture as the relay gets it. */
  public sealed interface Handed {
    /** An address the relay can read. */
    record Address(String url) implements Handed {}

    /** The bytes, JPEG. */
    record File(Bytes jpeg) implements Handed {}
  }

  public GenerationRequest with(Handed handed) {
    return new GenerationRequest(wire, prompt, seconds, aspect, resolution, handed);
  }

  /** The exact size asked for, for dialects that ask for one; null if the row knows none. */
  public WireFormat.@Nullable Size pixels() {
    if (aspect == null || resolution == null) {
      return null;
    }
    var shapes = wire.sizes().get(resolution);
    return shapes == null ? null : shapes.get(aspect);
  }
}
