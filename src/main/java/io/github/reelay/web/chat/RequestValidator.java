package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.text.ContinuePrefix;
import io.github.reelay.conversation.text.InvalidRequestText;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.OptionNames;
import io.github.reelay.conversation.text.OptionReader;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.web.ApiProblem;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The validator of posted values, before anything is stored, so that a wrong one is answered with
 * its field and with those that would do.
 */
final class RequestValidator {
  /** More than any model takes. */
  private static final int MAX_IMAGES = 100;

  private final ModelCatalogue catalogue;
  private final MessageBundles bundles;
  private final OptionReader reader;
  private final ContinuePrefix continuePrefix;

  RequestValidator(ModelCatalogue catalogue, MessageBundles bundles) {
    this.catalogue = catalogue;
    this.bundles = bundles;
    this.reader = new OptionReader(bundles);
    this.continuePrefix = new ContinuePrefix(bundles);
  }

  /**
   * What is wrong with a request, if anything.
   *
   * @param source the task a remix starts from, else null
   */
  Optional<ApiProblem> check(
      PostedMessage posted, List<ReferenceImage> images, @Nullable Task source, Locale locale) {
    Optional<String> next = source == null ? Optional.empty() : continuePrefix.parse(posted.text());
    RequestKind kind =
        source == null
            ? RequestKind.GENERATE
            : next.isPresent() ? RequestKind.CONTINUE : RequestKind.REMIX;
    VideoRequest request =
        VideoRequest.of(kind, next.orElse(posted.text()), source == null ? null : source.id())
            .withPictures(images);
    Reading reading = read(request, posted.options());
    String model = reading.request.model();
    if (reading.invalid != null) {
      return Optional.of(toProblem(reading.invalid, model, locale));
    }
    return switch (catalogue.check(reading.request, source)) {
      case RequestCheck.Valid _ -> Optional.empty();
      // Said in the chat, as on every other platform: it is no mistake of the person's.
      case RequestCheck.NoProviderAvailable _ -> Optional.empty();
      case RequestCheck.Invalid invalid -> Optional.of(toProblem(invalid, model, locale));
    };
  }

  /**
   * How a new video with these choices would be made; empty where it cannot be had, of which the
   * reason is told when it is asked for.
   *
   * @param images how many pictures would be posted with it
   */
  Optional<Offer> quote(Map<RequestOption, String> options, int images) {
    // Any words and any pictures will do: no price depends on them.
    VideoRequest any =
        VideoRequest.of(RequestKind.GENERATE, "-", null).withPictures(anyImages(images));
    Reading reading = read(any, options);
    return reading.invalid == null
            && catalogue.check(reading.request, null)
                instanceof RequestCheck.Valid(List<Offer> offers)
        ? Optional.of(offers.getFirst())
        : Optional.empty();
  }

  /** So many pictures that will do as any others, where nothing is asked for yet. */
  static List<ReferenceImage> anyImages(int count) {
    return Collections.nCopies(Math.clamp(count, 0, MAX_IMAGES), ReferenceImage.ANY);
  }

  /** A request with the values that could be read, and the first that could not. */
  private record Reading(VideoRequest request, RequestCheck.@Nullable Invalid invalid) {}

  private Reading read(VideoRequest asked, Map<RequestOption, String> options) {
    VideoRequest request = asked;
    for (Map.Entry<RequestOption, String> given : options.entrySet()) {
      RequestOption option = given.getKey();
      Optional<String> value = reader.read(option, given.getValue());
      if (value.isEmpty()) {
        Optional<ModelInfo> model =
            Optional.ofNullable(request.model())
                .or(catalogue::defaultModel)
                .flatMap(catalogue::model);
        return new Reading(request, option.refuse(given.getValue(), model));
      }
      request = option.set(request, value.get());
    }
    return new Reading(request, null);
  }

  /** The sentences are those of every chat. */
  private ApiProblem toProblem(
      RequestCheck.Invalid invalid, @Nullable String model, Locale locale) {
    InvalidRequestText words =
        InvalidRequestText.of(invalid, Integer::toString, new OptionNames(bundles, locale));
    return ApiProblem.forField(
        fieldOf(invalid),
        bundles.get(
            locale,
            words.messageKey(bundles),
            words.given(),
            String.join(bundles.get(locale, "list.comma"), words.allowed()),
            model == null ? catalogue.defaultModel().orElse("?") : model,
            "/models",
            "/video",
            words.option()));
  }

  private static String fieldOf(RequestCheck.Invalid invalid) {
    return switch (invalid) {
      case RequestCheck.PromptEmpty _, RequestCheck.PromptTooLong _ -> "text";
      case RequestCheck.UnknownModel _, RequestCheck.RetiredModel _ -> "model";
      case RequestCheck.UnsupportedDuration _ -> "duration";
      case RequestCheck.UnsupportedAspect _ -> "aspect";
      case RequestCheck.UnsupportedResolution _ -> "resolution";
      case RequestCheck.UnsupportedOption(var option, var _) -> option.word();
      case RequestCheck.UnsupportedOptionValue(var option, var _, var _) -> option.word();
      case RequestCheck.UnsupportedCombination(var given, var _) ->
          given.resolution() == null ? "duration" : "resolution";
      case RequestCheck.PictureNeeded _,
          RequestCheck.NoPictures _,
          RequestCheck.PicturesNeedPublicUrl _,
          RequestCheck.UnsupportedPictures _ ->
          "image";
      case RequestCheck.NoRemix _ -> "replyTo";
    };
  }
}
