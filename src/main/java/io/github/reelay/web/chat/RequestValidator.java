package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.web.ApiProblem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The validator of posted values, before anything is stored, so that a wrong one is answered with
 * its field and with those that would do.
 */
final class RequestValidator {
  private static final Pattern SECONDS_PATTERN = Pattern.compile("(\\d{1,4})\\s*s?");

  private final ModelCatalogue catalogue;
  private final MessageBundles bundles;

  RequestValidator(ModelCatalogue catalogue, MessageBundles bundles) {
    this.catalogue = catalogue;
    this.bundles = bundles;
  }

  /**
   * What is wrong with a request, if anything.
   *
   * @param source the task a remix starts from, else null
   */
  Optional<ApiProblem> check(
      PostedMessage posted, @Nullable ReferenceImage image, @Nullable Task source, Locale locale) {
    Optional<AspectRatio> aspect = Optional.ofNullable(posted.aspect()).flatMap(AspectRatio::parse);
    Optional<Resolution> resolution =
        Optional.ofNullable(posted.resolution()).flatMap(Resolution::parse);
    Optional<Integer> seconds =
        Optional.ofNullable(posted.duration()).flatMap(RequestValidator::parseSeconds);
    if (posted.duration() != null && seconds.isEmpty()) {
      return invalidValue(
          posted, RequestCheck.Reason.DURATION, posted.duration(), ModelInfo::durations, locale);
    }
    if (posted.aspect() != null && aspect.isEmpty()) {
      return invalidValue(
          posted, RequestCheck.Reason.ASPECT, posted.aspect(), ModelInfo::aspects, locale);
    }
    if (posted.resolution() != null && resolution.isEmpty()) {
      return invalidValue(
          posted,
          RequestCheck.Reason.RESOLUTION,
          posted.resolution(),
          ModelInfo::resolutions,
          locale);
    }
    VideoRequest request =
        new VideoRequest(
            source == null ? RequestKind.GENERATE : RequestKind.REMIX,
            posted.text(),
            posted.model(),
            seconds.orElse(null),
            aspect.orElse(null),
            resolution.orElse(null),
            image,
            source == null ? null : source.id());
    return switch (catalogue.check(request, source)) {
      case RequestCheck.Valid _ -> Optional.empty();
      // Said in the chat, as on every other platform: it is no mistake of the person's.
      case RequestCheck.NoProviderAvailable _ -> Optional.empty();
      case RequestCheck.Invalid invalid -> Optional.of(toProblem(invalid, posted.model(), locale));
    };
  }

  private static Optional<Integer> parseSeconds(String text) {
    Matcher m = SECONDS_PATTERN.matcher(text.toLowerCase(Locale.ROOT));
    return m.matches() ? Optional.of(Integer.valueOf(m.group(1))) : Optional.empty();
  }

  private Optional<ApiProblem> invalidValue(
      PostedMessage posted,
      RequestCheck.Reason reason,
      String typed,
      Function<ModelInfo, List<?>> values,
      Locale locale) {
    String model = posted.model() == null ? catalogue.defaultModel().orElse("") : posted.model();
    Stream<ModelInfo> cards = catalogue.models().stream().filter(c -> c.model().equals(model));
    List<String> allowed =
        cards.flatMap(c -> values.apply(c).stream()).distinct().map(Object::toString).toList();
    return Optional.of(
        toProblem(new RequestCheck.Invalid(reason, typed, allowed), posted.model(), locale));
  }

  /** The sentences are those of every chat. */
  private ApiProblem toProblem(
      RequestCheck.Invalid invalid, @Nullable String model, Locale locale) {
    String key = "wrong." + EnumNames.kebabCase(invalid.reason());
    String allowed = String.join(bundles.get(locale, "list.comma"), invalid.allowedValues());
    return ApiProblem.forField(
        fieldOf(invalid.reason()),
        bundles.get(
            locale,
            allowed.isEmpty() && bundles.has(key + ".none") ? key + ".none" : key,
            invalid.givenValue(),
            allowed,
            model == null ? catalogue.defaultModel().orElse("?") : model,
            "/models",
            "/video"));
  }

  private static String fieldOf(RequestCheck.Reason reason) {
    return switch (reason) {
      case PROMPT_EMPTY, PROMPT_TOO_LONG -> "text";
      case UNKNOWN_MODEL, RETIRED -> "model";
      case DURATION -> "duration";
      case ASPECT -> "aspect";
      case RESOLUTION -> "resolution";
      case NO_PICTURES, PICTURES_NEED_PUBLIC_URL -> "image";
      case NO_REMIX -> "replyTo";
    };
  }
}
