package io.github.reelay.task;

import org.jspecify.annotations.Nullable;

/**
 * A request for a video, with only what the person said: an absent value is "you choose".
 *
 * @param source the earlier task whose video a remix starts from; null for a generation
 * @param picture the reference image of an image-to-video request
 */
public record VideoRequest(
    RequestKind kind,
    String prompt,
    @Nullable String model,
    @Nullable Integer seconds,
    @Nullable AspectRatio aspect,
    @Nullable Resolution resolution,
    @Nullable ReferenceImage picture,
    @Nullable TaskId source) {

  public VideoRequest withPicture(@Nullable ReferenceImage other) {
    return new VideoRequest(kind, prompt, model, seconds, aspect, resolution, other, source);
  }

  public VideoRequest withPrompt(String other) {
    return new VideoRequest(kind, other, model, seconds, aspect, resolution, picture, source);
  }

  public VideoRequest withModel(@Nullable String other) {
    return new VideoRequest(kind, prompt, other, seconds, aspect, resolution, picture, source);
  }

  public VideoRequest withSeconds(@Nullable Integer other) {
    return new VideoRequest(kind, prompt, model, other, aspect, resolution, picture, source);
  }

  public VideoRequest withAspect(@Nullable AspectRatio other) {
    return new VideoRequest(kind, prompt, model, seconds, other, resolution, picture, source);
  }

  public VideoRequest withResolution(@Nullable Resolution other) {
    return new VideoRequest(kind, prompt, model, seconds, aspect, other, picture, source);
  }
}
