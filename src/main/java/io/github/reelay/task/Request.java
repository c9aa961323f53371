package io.github.reelay.task;

import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, with only what they said: an absent value is "you choose".
 *
 * @param source the earlier task whose video a remix starts from; null for a generation
 * @param picture the reference image of an image-to-video request
 */
public record Request(
    Kind kind,
    String prompt,
    @Nullable String model,
    @Nullable Integer seconds,
    @Nullable AspectRatio aspect,
    @Nullable Resolution resolution,
    @Nullable Picture picture,
    @Nullable TaskId source) {

  public static Request text(String prompt) {
    return new Request(Kind.GENERATE, prompt, null, null, null, null, null, null);
  }

  public static Request remix(String prompt, TaskId source) {
    return new Request(Kind.REMIX, prompt, null, null, null, null, null, source);
  }

  public Request withPicture(@Nullable Picture other) {
    return new Request(kind, prompt, model, seconds, aspect, resolution, other, source);
  }

  public Request withPrompt(String other) {
    return new Request(kind, other, model, seconds, aspect, resolution, picture, source);
  }

  public Request withModel(@Nullable String other) {
    return new Request(kind, prompt, other, seconds, aspect, resolution, picture, source);
  }

  public Request withSeconds(@Nullable Integer other) {
    return new Request(kind, prompt, model, other, aspect, resolution, picture, source);
  }

  public Request withAspect(@Nullable AspectRatio other) {
    return new Request(kind, prompt, model, seconds, other, resolution, picture, source);
  }

  public Request withResolution(@Nullable Resolution other) {
    return new Request(kind, prompt, model, seconds, aspect, other, picture, source);
  }
}
