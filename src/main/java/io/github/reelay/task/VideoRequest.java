package io.github.reelay.task;

import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request for a video, with only what the person said: an absent value is "you choose".
 *
 * @param source the earlier task whose video a remix starts from; null for a generation
 * @param picture the first reference image of an image-to-video request
 * @param options what only some models have
 * @param morePictures those beside the first
 * @param full the video that this one is a draft of; null where it is none
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
    Map<VideoOption, String> options,
    List<ReferenceImage> morePictures,
    @Nullable FullVideo full) {
  public VideoRequest {
    options = VideoOption.copy(options);
    // Rows of before there could be several have none.
    morePictures = morePictures == null ? List.of() : List.copyOf(morePictures);
  }

  /**
   * The video that a draft video is made for: what was chosen for it, and what it cost then. It has
   * the words and pictures of the draft.
   *
   * @param model and the others: as in a request
   * @param price what the person was told; if it is more by now, they are asked again
   */
  public record FullVideo(
      @Nullable String model,
      @Nullable Integer seconds,
      @Nullable AspectRatio aspect,
      @Nullable Resolution resolution,
      Map<VideoOption, String> options,
      Money price) {
    public FullVideo {
      options = VideoOption.copy(options);
    }
  }

  /** A request in which nothing is chosen. */
  public static VideoRequest of(RequestKind kind, String prompt, @Nullable TaskId source) {
    return new VideoRequest(
        kind, prompt, null, null, null, null, null, source, Map.of(), List.of(), null);
  }

  /** All pictures, in the order they were sent. */
  public List<ReferenceImage> pictures() {
    return Stream.concat(Stream.ofNullable(picture), morePictures.stream()).toList();
  }

  /** The names of all pictures, by which rows that need one are found; null if there are none. */
  public @Nullable String pictureHashes() {
    return picture == null
        ? null
        : pictures().stream().map(ReferenceImage::sha256).collect(Collectors.joining(" "));
  }

  /** How a new video is asked for: two pictures are its frames, more are references. */
  public GenerationMode mode() {
    int count = pictures().size();
    if (count == 0) {
      return GenerationMode.TEXT;
    }
    PictureUse usual = count > 2 ? PictureUse.REFERENCES : PictureUse.FRAMES;
    String said = options.getOrDefault(VideoOption.PICTURES, usual.word());
    return switch (PictureUse.ofWord(said).orElse(usual)) {
      case REFERENCES -> GenerationMode.REFERENCES;
      case FRAMES -> count == 1 ? GenerationMode.PICTURE : GenerationMode.FRAMES;
    };
  }

  public VideoRequest withPicture(@Nullable ReferenceImage other) {
    return withPictures(other == null ? List.of() : List.of(other));
  }

  public VideoRequest withPictures(List<ReferenceImage> others) {
    return new VideoRequest(
        kind,
        prompt,
        model,
        seconds,
        aspect,
        resolution,
        others.isEmpty() ? null : others.getFirst(),
        source,
        options,
        others.stream().skip(1).toList(),
        full);
  }

  public VideoRequest withPrompt(String other) {
    return new VideoRequest(
        kind,
        other,
        model,
        seconds,
        aspect,
        resolution,
        picture,
        source,
        options,
        morePictures,
        full);
  }

  public VideoRequest withModel(@Nullable String other) {
    return new VideoRequest(
        kind,
        prompt,
        other,
        seconds,
        aspect,
        resolution,
        picture,
        source,
        options,
        morePictures,
        full);
  }

  public VideoRequest withSeconds(@Nullable Integer other) {
    return new VideoRequest(
        kind,
        prompt,
        model,
        other,
        aspect,
        resolution,
        picture,
        source,
        options,
        morePictures,
        full);
  }

  public VideoRequest withAspect(@Nullable AspectRatio other) {
    return new VideoRequest(
        kind,
        prompt,
        model,
        seconds,
        other,
        resolution,
        picture,
        source,
        options,
        morePictures,
        full);
  }

  public VideoRequest withResolution(@Nullable Resolution other) {
    return new VideoRequest(
        kind, prompt, model, seconds, aspect, other, picture, source, options, morePictures, full);
  }

  public VideoRequest withOptions(Map<VideoOption, String> other) {
    return new VideoRequest(
        kind,
        prompt,
        model,
        seconds,
        aspect,
        resolution,
        picture,
        source,
        other,
        morePictures,
        full);
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

  /** This as a request for a draft of that video, which costs so much. */
  public VideoRequest asDraftOf(VideoRequest other, Money price) {
    return withFull(
        new FullVideo(
            other.model, other.seconds, other.aspect, other.resolution, other.options, price));
  }

  public VideoRequest withFull(@Nullable FullVideo other) {
    return new VideoRequest(
        kind,
        prompt,
        model,
        seconds,
        aspect,
        resolution,
        picture,
        source,
        options,
        morePictures,
        other);
  }

  /** The request of the video that this one is a draft of; the same where it is none. */
  public VideoRequest forReal() {
    return full == null
        ? this
        : new VideoRequest(
            kind,
            prompt,
            full.model(),
            full.seconds(),
            full.aspect(),
            full.resolution(),
            picture,
            source,
            full.options(),
            morePictures,
            null);
  }
}
