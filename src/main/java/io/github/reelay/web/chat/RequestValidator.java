package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.text.InvalidRequestText;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.AspectRatio;
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
      return Optional.of(
          toProblem(
              new RequestCheck.UnsupportedDuration(
                  posted.duration(), values(posted, ModelInfo::durations)),
              posted.model(),
              locale));
    }
    if (posted.aspect() != null && aspect.isEmpty()) {
      return Optional.of(
          toProblem(
              new RequestCheck.UnsupportedAspect(
                  posted.aspect(), values(posted, ModelInfo::aspects)),
              posted.model(),
              locale));
    }
    if (posted.resolution() != null && resolution.isEmpty()) {
      return Optional.of(
          toProblem(
              new RequestCheck.UnsupportedResolution(
                  posted.resolution(), values(posted, ModelInfo::resolutions)),
              posted.model(),
              locale));
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

  private <T> List<T> values(PostedMessage posted, Function<ModelInfo, List<T>> valuesOf) {
    return Optional.ofNullable(posted.model())
        .or(catalogue::defaultModel)
        .flatMap(catalogue::model)
        .map(valuesOf)
        .orElse(List.of());
  }

  /** The sentences are those of every chat. */
  private ApiProblem toProblem(
      RequestCheck.Invalid invalid, @Nullable String model, Locale locale) {
    InvalidRequestText words = InvalidRequestText.of(invalid, Integer::toString);
    return ApiProblem.forField(
        fieldOf(invalid),
        bundles.get(
            locale,
            words.messageKey(bundles),
            words.given(),
            String.join(bundles.get(locale, "list.comma"), words.allowed()),
            model == null ? catalogue.defaultModel().orElse("?") : model,
            "/models",
            "/video"));
  }

  private static String fieldOf(RequestCheck.Invalid invalid) {
    return switch (invalid) {
      case RequestCheck.PromptEmpty _, RequestCheck.PromptTooLong _ -> "text";
      case RequestCheck.UnknownModel _, RequestCheck.RetiredModel _ -> "model";
      case RequestCheck.UnsupportedDuration _ -> "duration";
      case RequestCheck.UnsupportedAspect _ -> "aspect";
      case RequestCheck.UnsupportedResolution _ -> "resolution";
      case RequestCheck.NoPictures _, RequestCheck.PicturesNeedPublicUrl _ -> "image";
      case RequestCheck.NoRemix _ -> "replyTo";
    };
  }
}
