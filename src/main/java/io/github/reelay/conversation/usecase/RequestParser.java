package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.Formats;
import io.github.reelay.conversation.text.RefusalTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A parser of what somebody wrote into a request, with their own defaults where they said nothing.
 */
public final class RequestParser {

  private final ModelCatalogue catalogue;
  private final PreferenceStore preferences;
  private final UserTexts texts;
  private final RefusalTexts refusalTexts;

  RequestParser(
      ModelCatalogue catalogue,
      PreferenceStore preferences,
      UserTexts texts,
      RefusalTexts refusalTexts) {
    this.catalogue = catalogue;
    this.preferences = preferences;
    this.texts = texts;
    this.refusalTexts = refusalTexts;
  }

  /** The result of parsing. */
  sealed interface ParseResult {
    record Parsed(VideoRequest request) implements ParseResult {}

    record Invalid(RichText explanation) implements ParseResult {}
  }

  /**
   * @param source what a remix starts from; null for a new video
   */
  ParseResult parse(Sender sender, RequestInput input, @Nullable TaskId source) {
    Map<String, String> values = new HashMap<>();
    String prompt = input.text();
    if (input.flagsInText()) {
      switch (OptionParser.parse(input.text())) {
        case OptionParser.ParseResult.Parsed(String rest, Map<String, String> found) -> {
          prompt = rest;
          values.putAll(found);
        }
        case OptionParser.ParseResult.UnknownOption(String flag) -> {
          return invalid(
              sender,
              "option.unknown",
              new Span.Code(flag),
              new Span.Code("--" + String.join(" --", OptionParser.OPTION_NAMES)));
        }
        case OptionParser.ParseResult.MissingValue(String flag) -> {
          return invalid(sender, "option.bare", new Span.Code(flag));
        }
      }
    }
    putIfGiven(values, "model", input.model());
    putIfGiven(values, "duration", input.duration());
    putIfGiven(values, "aspect", input.aspect());
    putIfGiven(values, "resolution", input.resolution());
    String clean = PromptSanitizer.sanitize(prompt);
    VideoRequest request =
        new VideoRequest(
            source == null ? RequestKind.GENERATE : RequestKind.REMIX,
            clean,
            model(values.get("model")),
            null,
            null,
            null,
            input.image(),
            source);
    if (clean.isEmpty()) {
      return new ParseResult.Invalid(
          refusalTexts.invalidRequest(sender, request, new RequestCheck.PromptEmpty()));
    }
    return withValues(sender, request, values);
  }

  private ParseResult withValues(Sender sender, VideoRequest request, Map<String, String> values) {
    VideoRequest filled = request;
    String duration = values.get("duration");
    if (duration != null) {
      Optional<Integer> seconds = Formats.parseSeconds(duration);
      if (seconds.isEmpty()) {
        return invalidValue(
            sender,
            request,
            new RequestCheck.UnsupportedDuration(duration, values(request, ModelInfo::durations)));
      }
      filled = filled.withSeconds(seconds.get());
    }
    String aspect = values.get("aspect");
    if (aspect != null) {
      Optional<AspectRatio> shape = AspectRatio.parse(aspect);
      if (shape.isEmpty()) {
        return invalidValue(
            sender,
            request,
            new RequestCheck.UnsupportedAspect(aspect, values(request, ModelInfo::aspects)));
      }
      filled = filled.withAspect(shape.get());
    }
    String resolution = values.get("resolution");
    if (resolution != null) {
      Optional<Resolution> sharpness = Resolution.parse(resolution);
      if (sharpness.isEmpty()) {
        return invalidValue(
            sender,
            request,
            new RequestCheck.UnsupportedResolution(
                resolution, values(request, ModelInfo::resolutions)));
      }
      filled = filled.withResolution(sharpness.get());
    }
    return new ParseResult.Parsed(
        filled.kind() == RequestKind.REMIX
            ? filled
            : withDefaults(filled, preferences.load(sender.person())));
  }

  /** A default that does not fit what was asked for is left out; only what was said is refused. */
  private VideoRequest withDefaults(VideoRequest original, Map<String, String> defaults) {
    VideoRequest request = original;
    String model = defaults.get("model");
    if (original.model() == null && model != null) {
      request = changeIfValid(request, r -> r.withModel(model));
    }
    Optional<Integer> seconds = Formats.parseSeconds(defaults.getOrDefault("duration", ""));
    if (original.seconds() == null && seconds.isPresent()) {
      request = changeIfValid(request, r -> r.withSeconds(seconds.get()));
    }
    Optional<AspectRatio> aspect = AspectRatio.parse(defaults.getOrDefault("aspect", ""));
    if (original.aspect() == null && aspect.isPresent()) {
      request = changeIfValid(request, r -> r.withAspect(aspect.get()));
    }
    Optional<Resolution> resolution = Resolution.parse(defaults.getOrDefault("resolution", ""));
    if (original.resolution() == null && resolution.isPresent()) {
      request = changeIfValid(request, r -> r.withResolution(resolution.get()));
    }
    return request;
  }

  private VideoRequest changeIfValid(VideoRequest request, UnaryOperator<VideoRequest> change) {
    VideoRequest changed = change.apply(request);
    return catalogue.check(changed, null) instanceof RequestCheck.Invalid ? request : changed;
  }

  /** A model's name in any case. */
  private @Nullable String model(@Nullable String typed) {
    return typed == null
        ? null
        : catalogue.models().stream()
            .map(ModelInfo::model)
            .filter(name -> name.equalsIgnoreCase(typed))
            .findFirst()
            .orElse(typed);
  }

  private static void putIfGiven(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.put(name, value.strip());
    }
  }

  private ParseResult invalidValue(
      Sender sender, VideoRequest request, RequestCheck.Invalid invalid) {
    return new ParseResult.Invalid(refusalTexts.invalidRequest(sender, request, invalid));
  }

  /** The values a request's model has, for a value that could not even be read. */
  private <T> List<T> values(VideoRequest request, Function<ModelInfo, List<T>> valuesOf) {
    return Optional.ofNullable(request.model())
        .or(catalogue::defaultModel)
        .flatMap(catalogue::model)
        .map(valuesOf)
        .orElse(List.of());
  }

  private ParseResult invalid(Sender sender, String key, Object... args) {
    return new ParseResult.Invalid(texts.text(sender, key, args));
  }
}
