package io.github.reelay.conversation;

import io.github.reelay.conversation.Text.Span;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Kind;
import io.github.reelay.task.Request;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what somebody wrote into a request, with their own defaults where they said nothing. */
final class Wishes {
  private static final Pattern SECONDS =
      Pattern.compile("(\\d{1,3}) ?(s|sec|seconds|秒)?", Pattern.CASE_INSENSITIVE);

  private final ModelMenu menu;
  private final Preferences preferences;
  private final Voice voice;
  private final Refusals refusals;

  Wishes(ModelMenu menu, Preferences preferences, Voice voice, Refusals refusals) {
    this.menu = menu;
    this.preferences = preferences;
    this.voice = voice;
    this.refusals = refusals;
  }

  /** What became of a wish. */
  sealed interface Reading {
    record Clear(Request request) implements Reading {}

    record Unclear(Text why) implements Reading {}
  }

  /**
   * @param source what a remix starts from; null for a new video
   */
  Reading read(Speaker speaker, Wish wish, @Nullable TaskId source) {
    Map<String, String> values = new HashMap<>();
    String prompt = wish.text();
    if (wish.flagsInText()) {
      switch (OptionText.read(wish.text())) {
        case OptionText.Reading.Read(String rest, Map<String, String> found) -> {
          prompt = rest;
          values.putAll(found);
        }
        case OptionText.Reading.Unknown(String flag) -> {
          return unclear(
              speaker,
              "option.unknown",
              new Span.Code(flag),
              new Span.Code("--" + String.join(" --", OptionText.KNOWN)));
        }
        case OptionText.Reading.Bare(String flag) -> {
          return unclear(speaker, "option.bare", new Span.Code(flag));
        }
      }
    }
    putGiven(values, "model", wish.model());
    putGiven(values, "duration", wish.duration());
    putGiven(values, "aspect", wish.aspect());
    putGiven(values, "resolution", wish.resolution());
    String clean = PromptText.clean(prompt);
    Request request =
        new Request(
            source == null ? Kind.GENERATE : Kind.REMIX,
            clean,
            model(values.get("model")),
            null,
            null,
            null,
            wish.picture(),
            source);
    if (clean.isEmpty()) {
      return new Reading.Unclear(
          refusals.wrong(speaker, request, RequestCheck.Reason.PROMPT_EMPTY, "", List.of()));
    }
    return withValues(speaker, request, values);
  }

  private Reading withValues(Speaker speaker, Request request, Map<String, String> values) {
    Request filled = request;
    String duration = values.get("duration");
    if (duration != null) {
      Optional<Integer> seconds = seconds(duration);
      if (seconds.isEmpty()) {
        return wrong(speaker, request, RequestCheck.Reason.DURATION, duration);
      }
      filled = filled.withSeconds(seconds.get());
    }
    String aspect = values.get("aspect");
    if (aspect != null) {
      Optional<AspectRatio> shape = AspectRatio.read(aspect);
      if (shape.isEmpty()) {
        return wrong(speaker, request, RequestCheck.Reason.ASPECT, aspect);
      }
      filled = filled.withAspect(shape.get());
    }
    String resolution = values.get("resolution");
    if (resolution != null) {
      Optional<Resolution> sharpness = Resolution.read(resolution);
      if (sharpness.isEmpty()) {
        return wrong(speaker, request, RequestCheck.Reason.RESOLUTION, resolution);
      }
      filled = filled.withResolution(sharpness.get());
    }
    return new Reading.Clear(
        filled.kind() == Kind.REMIX
            ? filled
            : withDefaults(filled, preferences.of(speaker.person())));
  }

  /** A default that does not fit what was asked for is left out; only what was said is refused. */
  private Request withDefaults(Request said, Map<String, String> defaults) {
    Request request = said;
    String model = defaults.get("model");
    if (said.model() == null && model != null) {
      request = ifItFits(request, r -> r.withModel(model));
    }
    Optional<Integer> seconds = seconds(defaults.getOrDefault("duration", ""));
    if (said.seconds() == null && seconds.isPresent()) {
      request = ifItFits(request, r -> r.withSeconds(seconds.get()));
    }
    Optional<AspectRatio> aspect = AspectRatio.read(defaults.getOrDefault("aspect", ""));
    if (said.aspect() == null && aspect.isPresent()) {
      request = ifItFits(request, r -> r.withAspect(aspect.get()));
    }
    Optional<Resolution> resolution = Resolution.read(defaults.getOrDefault("resolution", ""));
    if (said.resolution() == null && resolution.isPresent()) {
      request = ifItFits(request, r -> r.withResolution(resolution.get()));
    }
    return request;
  }

  private Request ifItFits(Request request, UnaryOperator<Request> change) {
    Request changed = change.apply(request);
    return menu.check(changed, null) instanceof RequestCheck.Wrong ? request : changed;
  }

  /** A model's name in any case. */
  private @Nullable String model(@Nullable String typed) {
    return typed == null
        ? null
        : menu.models().stream()
            .map(ModelCard::model)
            .filter(name -> name.equalsIgnoreCase(typed))
            .findFirst()
            .orElse(typed);
  }

  /** Reads {@code 8}, {@code 8s}, {@code 8 秒}. */
  static Optional<Integer> seconds(String typed) {
    Matcher match = SECONDS.matcher(typed.strip().toLowerCase(Locale.ROOT));
    return match.matches() ? Optional.of(Integer.parseInt(match.group(1))) : Optional.empty();
  }

  private static void putGiven(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.put(name, value.strip());
    }
  }

  private Reading wrong(
      Speaker speaker, Request request, RequestCheck.Reason reason, String typed) {
    return new Reading.Unclear(
        refusals.wrong(speaker, request, reason, typed, refusals.allowed(request, reason)));
  }

  private Reading unclear(Speaker speaker, String key, Object... args) {
    return new Reading.Unclear(voice.text(speaker, key, args));
  }
}
