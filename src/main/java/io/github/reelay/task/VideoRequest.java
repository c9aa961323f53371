package io.github.reelay.task;

import io.github.reelay.task.option.VideoOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a video, with only what the person said: an absent value is "you choose".
 *
 * @param source the earlier task whose video a remix starts from; null for a generation
 * @param picture the reference image of an image-to-video request
 * @param options what only some models have
 */
public record VideoRequest(
    RequestKind kind,
    String prompt,
    @Nullable String model,
    @Nullable Integer seconds,
    @Nullable AspectRatio aspect,
    @Nullable Resolution resolution,
    @Nullable ReferenceImage picture,
    @Nullable TaskId source,
    Map<VideoOption, String> options) {
  public VideoRequest {
    options = VideoOption.copy(options);
  }

  public VideoRequest withPicture(@Nullable ReferenceImage other) {
    return new VideoRequest(
        kind, prompt, model, seconds, aspect, resolution, other, source, options);
  }

  public VideoRequest withPrompt(String other) {
    return new VideoRequest(
        kind, other, model, seconds, aspect, resolution, picture, source, options);
  }

  public VideoRequest withModel(@Nullable String other) {
    return new VideoRequest(
        kind, prompt, other, seconds, aspect, resolution, picture, source, options);
  }

  public VideoRequest withSeconds(@Nullable Integer other) {
    return new VideoRequest(
        kind, prompt, model, other, aspect, resolution, picture, source, options);
  }

  public VideoRequest withAspect(@Nullable AspectRatio other) {
    return new VideoRequest(
        kind, prompt, model, seconds, other, resolution, picture, source, options);
  }

  public VideoRequest withResolution(@Nullable Resolution other) {
    return new VideoRequest(kind, prompt, model, seconds, aspect, other, picture, source, options);
  }

  public VideoRequest withOptions(Map<VideoOption, String> other) {
    return new VideoRequest(
        kind, prompt, model, seconds, aspect, resolution, picture, source, other);
  }

  /**
   * @param value null leaves the choice to the bot
   */
  public VideoRequest withOption(VideoOption option, @Nullable String value) {
    Map<VideoOption, String> changed = new HashMap<>(options);
    if (value == null) {
      changed.remove(option);
    } else {
      changed.put(option, value);
    }
    return withOptions(changed);
  }
}
