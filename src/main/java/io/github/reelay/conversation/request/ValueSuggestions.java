package io.github.reelay.conversation.request;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Conversation.Suggestion;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.text.OptionNames;
import io.github.reelay.conversation.text.OptionReader;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values offered in menus: exactly those that some model can do with what is chosen so far,
 * each with its price, and with the model where another than the chosen or usual one is needed.
 */
public record ValueSuggestions(ModelCatalogue catalogue, UserTexts texts) {
  private static final String SEPARATOR = " · ";

  /** More than any model takes. */
  private static final int MAX_IMAGES = 100;

  public List<Suggestion> suggest(
      Locale locale,
      RequestOption option,
      String typed,
      Map<RequestOption, String> chosen,
      int images,
      int limit) {
    Locale language = texts.localizer().bundles().supportedLanguage(locale);
    VideoRequest request = request(option, chosen, images);
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return (option == RequestOption.MODEL
            ? models(language, request, wanted)
            : values(language, option, request, wanted))
        .sorted(
            Comparator.comparing(
                suggestion -> !suggestion.value().toLowerCase(Locale.ROOT).startsWith(wanted)))
        .limit(limit)
        .toList();
  }

  /** What is chosen beside the option. */
  private VideoRequest request(
      RequestOption option, Map<RequestOption, String> chosen, int images) {
    OptionReader reader = new OptionReader(texts.localizer().bundles());
    VideoRequest request =
        VideoRequest.of(RequestKind.GENERATE, "-", null)
            .withPictures(
                Collections.nCopies(Math.clamp(images, 0, MAX_IMAGES), ReferenceImage.ANY));
    for (Map.Entry<RequestOption, String> other : chosen.entrySet()) {
      Optional<String> value = reader.read(other.getKey(), other.getValue());
      if (other.getKey() != option && value.isPresent()) {
        request = other.getKey().set(request, value.get());
      }
    }
    return request;
  }

  private Stream<Suggestion> models(Locale language, VideoRequest request, String wanted) {
    return catalogue.models().stream()
        .filter(model -> matches(model.model(), wanted) || matches(model.title(), wanted))
        .flatMap(model ->
            made(request.withModel(model.model())).stream()
                .map(made ->
                    suggestion(
                        language,
                        model.title(),
                        made.offer == null ? null : length(language, made.offer),
                        made,
                        model.model())));
  }

  private Stream<Suggestion> values(
      Locale language, RequestOption option, VideoRequest request, String wanted) {
    List<ModelInfo> models =
        catalogue.models().stream()
            .filter(
                model -> request.model() == null || model.model().equalsIgnoreCase(request.model()))
            .toList();
    return option.sortedValues(models).stream()
        .filter(value -> matches(value, wanted))
        .flatMap(value -> {
          VideoRequest asked = option.set(request, value);
          String words = words(language, option, value);
          return made(asked)
              .map(made -> suggestion(language, words, null, made, value))
              .or(() ->
                  request.model() == null
                      ? byAnother(language, models, asked, words, value)
                      : Optional.empty())
              .stream();
        });
  }

  /** By the cheapest model that can, which has to be chosen as well. */
  private Optional<Suggestion> byAnother(
      Locale language, List<ModelInfo> models, VideoRequest asked, String words, String value) {
    return models.stream()
        .filter(model -> !model.retired())
        .flatMap(model ->
            made(asked.withModel(model.model())).stream()
                .filter(made -> made.offer != null)
                .map(made -> Map.entry(model.title(), made)))
        .min(Comparator.comparing(entry -> Objects.requireNonNull(entry.getValue().offer).price()))
        .map(entry -> suggestion(language, words, entry.getKey(), entry.getValue(), value));
  }

  /**
   * That it can be made.
   *
   * @param offer null while every provider that can is out of order
   */
  private record Made(@Nullable Offer offer) {
    @Nullable String price(UserTexts texts, Locale language) {
      return offer == null
          ? null
          : texts.formats().money(language, offer.price(), offer.isPretend());
    }
  }

  private Optional<Made> made(VideoRequest request) {
    return switch (catalogue.check(request, null)) {
      case RequestCheck.Valid(List<Offer> offers) -> Optional.of(new Made(offers.getFirst()));
      case RequestCheck.NoProviderAvailable _ -> Optional.of(new Made(null));
      case RequestCheck.Invalid _ -> Optional.empty();
    };
  }

  private Suggestion suggestion(
      Locale language, String words, @Nullable String more, Made made, String value) {
    String price = made.price(texts, language);
    String label =
        Stream.of(words, more, price)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(SEPARATOR));
    return new Suggestion(label, value, price);
  }

  private String length(Locale language, Offer offer) {
    return texts.formats().seconds(language, offer.seconds());
  }

  private String words(Locale language, RequestOption option, String value) {
    if (option == RequestOption.DURATION && !value.equals(VideoOption.AUTO_LENGTH.word())) {
      return texts.formats().seconds(language, Long.parseLong(value));
    }
    return option.option() == null && option != RequestOption.DURATION
        ? value
        : new OptionNames(texts.localizer().bundles(), language).value(value);
  }

  private static boolean matches(String value, String wanted) {
    return value.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
