package io.github.reelay.provider.dialect;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A generation request with every choice made, ready to be written.
 *
 * @param aspect as chosen; null where the picture or the source decides
 * @param images the pictures in their order: first frame, last frame, or the references
 * @param options as chosen; the row's usual ones are written where none is
 * @param source the relay's id of the video that this goes on from, where the row names it
 * @param identity our own name for the POST; null if it has none
 * @param callback where the relay may call back; null where it is not to
 */
public record GenerationRequest(
    WireFormat wire,
    String prompt,
    int seconds,
    @Nullable AspectRatio aspect,
    @Nullable Resolution resolution,
    List<ImageInput> images,
    Map<VideoOption, String> options,
    @Nullable String source,
    @Nullable String identity,
    @Nullable String callback) {
  public GenerationRequest {
    images = List.copyOf(images);
    options = VideoOption.copy(options);
  }

  /** A request without a name of ours, which nobody calls back about. */
  public GenerationRequest(
      WireFormat wire,
      String prompt,
      int seconds,
      @Nullable AspectRatio aspect,
      @Nullable Resolution resolution,
      List<ImageInput> images,
      Map<VideoOption, String> options,
      @Nullable String source) {
    this(wire, prompt, seconds, aspect, resolution, images, options, source, null, null);
  }

  /** A picture as the relay gets it. */
  public sealed interface ImageInput {
    /** An address the relay can read, or the bytes themselves as a text. */
    record Text(String text) implements ImageInput {}

    /** The bytes, JPEG. */
    record File(Bytes jpeg) implements ImageInput {}
  }

  public GenerationRequest withImages(List<ImageInput> inputs) {
    return new GenerationRequest(
        wire, prompt, seconds, aspect, resolution, inputs, options, source, identity, callback);
  }

  public GenerationRequest withSource(String id) {
    return new GenerationRequest(
        wire, prompt, seconds, aspect, resolution, images, options, id, identity, callback);
  }

  public GenerationRequest withCallback(@Nullable String address) {
    return new GenerationRequest(
        wire, prompt, seconds, aspect, resolution, images, options, source, identity, address);
  }

  /**
   * The shape that is written for the chosen one: where the picture decides, it has been cropped to
   * that, and the relay is told to go by it if it has a word for that.
   */
  @Nullable AspectRatio writtenAspect() {
    WireFormat.ImageRule rule = wire.imageRule();
    if (images.isEmpty() || rule == null || !rule.decidesAspect()) {
      return aspect;
    }
    return wire.aspects().containsKey(AspectRatio.ADAPTIVE) ? AspectRatio.ADAPTIVE : null;
  }

  /** The exact size asked for, for dialects that ask for one; null if the row knows none. */
  public WireFormat.@Nullable Size exactSize() {
    if (aspect == null || resolution == null) {
      return null;
    }
    var shapes = wire.sizes().get(resolution);
    return shapes == null ? null : shapes.get(aspect);
  }
}
