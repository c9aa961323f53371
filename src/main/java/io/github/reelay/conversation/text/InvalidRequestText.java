package io.github.reelay.conversation.text;

import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said about a request that cannot be made, before it is put into a language.
 *
 * @param messageKey of the sentence; with {@code .none} behind it where nothing would do
 * @param given the value as given
 * @param allowed what would do
 * @param option the name of the option it is about; else empty
 */
public record InvalidRequestText(
    String messageKey, String given, List<String> allowed, String option) {
  private InvalidRequestText(String messageKey, String given, List<String> allowed) {
    this(messageKey, given, allowed, "");
  }

  public InvalidRequestText {
    allowed = List.copyOf(allowed);
  }

  /**
   * @param seconds how a length is written
   */
  public static InvalidRequestText of(
      RequestCheck.Invalid invalid, IntFunction<String> seconds, OptionNames names) {
    return switch (invalid) {
      case RequestCheck.PromptEmpty _ ->
          new InvalidRequestText("wrong.prompt-empty", "", List.of());
      case RequestCheck.PromptTooLong(int length, int maxLength) ->
          new InvalidRequestText(
              "wrong.prompt-too-long",
              Integer.toString(length),
              List.of(Integer.toString(maxLength)));
      case RequestCheck.UnknownModel(String model, List<String> models) ->
          new InvalidRequestText("wrong.unknown-model", model, models);
      case RequestCheck.RetiredModel(String model, List<String> replacements) ->
          new InvalidRequestText("wrong.retired", model, replacements);
      case RequestCheck.UnsupportedDuration(String given, List<Integer> allowed) ->
          new InvalidRequestText(
              "wrong.duration", given, allowed.stream().map(seconds::apply).toList());
      case RequestCheck.UnsupportedAspect(String given, List<AspectRatio> allowed) ->
          new InvalidRequestText(
              "wrong.aspect", given, allowed.stream().map(AspectRatio::text).toList());
      case RequestCheck.UnsupportedResolution(String given, List<Resolution> allowed) ->
          new InvalidRequestText(
              "wrong.resolution", given, allowed.stream().map(Resolution::text).toList());
      case RequestCheck.UnsupportedPictures(PictureUse use, _, int most, List<String> models) ->
          new InvalidRequestText(
              "wrong.pictures." + use.word() + (most < 2 ? "" : "-many"),
              Integer.toString(most),
              models);
      case RequestCheck.UnsupportedOption(VideoOption option, List<VideoOption> available) ->
          new InvalidRequestText(
              "wrong.option", "", available.stream().map(names::name).toList(), names.name(option));
      case RequestCheck.UnsupportedOptionValue(var option, String given, OptionValues allowed) ->
          new InvalidRequestText(
              "wrong.option-value", given, names.allowed(allowed), names.name(option));
      case RequestCheck.UnsupportedCombination(var given, var allowed) ->
          new InvalidRequestText(
              "wrong.combination",
              text(given, seconds),
              allowed.stream().map(other -> text(other, seconds)).toList());
      case RequestCheck.PictureNeeded(String model, List<String> models) ->
          new InvalidRequestText("wrong.picture-needed", model, models);
      case RequestCheck.NoPictures(String model, List<String> models) ->
          new InvalidRequestText("wrong.no-pictures", model, models);
      case RequestCheck.PicturesNeedPublicUrl(String model) ->
          new InvalidRequestText("wrong.pictures-need-public-url", model, List.of());
      case RequestCheck.NoRemix(String model, List<String> models) ->
          new InvalidRequestText("wrong.no-remix", model, models);
    };
  }

  private static String text(RequestCheck.Combination values, IntFunction<String> seconds) {
    return Stream.of(
            values.seconds() == null ? null : seconds.apply(values.seconds()),
            values.aspect(),
            values.resolution())
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" + "));
  }

  /** The key of the sentence to say. */
  public String messageKey(MessageBundles bundles) {
    String none = messageKey + ".none";
    return allowed.isEmpty() && bundles.has(none) ? none : messageKey;
  }
}
