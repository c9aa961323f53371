package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.CardStepper;
import io.github.reelay.conversation.text.OptionNames;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The candidates for what would do instead of a refused request, the nearest to it first. */
record MendCandidates(ModelCatalogue catalogue, CardStepper stepper, UserTexts texts) {
  /** A way out: the words on its button, and the request it makes. */
  record Mend(String label, VideoRequest request) {}

  /**
   * Shorter, coarser, by another model: one of each.
   *
   * @param fits whether the catalogue and the limits let it through
   */
  Stream<Mend> smaller(
      Sender sender,
      VideoRequest request,
      Offer offer,
      @Nullable Task source,
      Predicate<Mend> fits) {
    Optional<ModelInfo> model = catalogue.model(offer.model());
    Stream<Mend> shorter =
        model.map(ModelInfo::durations).orElse(List.of()).stream()
            .filter(seconds -> seconds < offer.seconds())
            .sorted(Comparator.reverseOrder())
            .map(seconds -> value(sender, request, RequestOption.DURATION, "" + seconds));
    Resolution chosen = offer.resolution();
    Stream<Mend> coarser =
        model.map(ModelInfo::resolutions).orElse(List.of()).stream()
            .filter(sharp -> chosen != null && sharp.compareTo(chosen) < 0)
            .sorted(Comparator.reverseOrder())
            .map(sharp -> value(sender, request, RequestOption.RESOLUTION, sharp.text()));
    List<String> living =
        catalogue.models().stream()
            .filter(other -> !other.retired() && !other.model().equals(offer.model()))
            .map(ModelInfo::model)
            .toList();
    Stream<Mend> others =
        models(sender, request, living)
            .map(mend ->
                new Mend(mend.label(), stepper.withoutInvalidOptions(mend.request(), source)));
    return Stream.of(shorter, coarser, others).flatMap(mends -> mends.filter(fits).limit(1));
  }

  /** Those for a value that is in the way; null where none is. */
  Stream<Mend> of(Sender sender, VideoRequest request, RequestCheck.@Nullable Invalid reason) {
    return switch (reason) {
      case null -> Stream.empty();
      case RequestCheck.PromptEmpty _,
          RequestCheck.PromptTooLong _,
          RequestCheck.PicturesNeedPublicUrl _ ->
          models(sender, request, allModels());
      case RequestCheck.UnknownModel(String typed, List<String> models) ->
          models(
              sender,
              request,
              models.stream()
                  .sorted(Comparator.comparingInt(model -> -commonStart(model, typed)))
                  .toList());
      case RequestCheck.RetiredModel(_, List<String> models) -> models(sender, request, models);
      case RequestCheck.PictureNeeded(_, List<String> models) -> models(sender, request, models);
      case RequestCheck.NoRemix(_, List<String> models) -> models(sender, request, models);
      case RequestCheck.NoPictures(_, List<String> models) -> models(sender, request, models);
      case RequestCheck.UnsupportedPictures(_, _, int most, List<String> models) ->
          Stream.concat(
              most < 1 || most >= request.pictures().size()
                  ? Stream.empty()
                  : Stream.of(
                      new Mend(
                          texts.plainText(sender, "mend.pictures", most),
                          request.withPictures(request.pictures().subList(0, most)))),
              models(sender, request, models));
      case RequestCheck.UnsupportedDuration(String given, List<Integer> allowed) -> {
        int wanted = number(given);
        yield Stream.concat(
            allowed.stream()
                .sorted(Comparator.comparingInt(seconds -> Math.abs(seconds - wanted)))
                .limit(RequestMends.MAX_MENDS - 1)
                .map(seconds -> value(sender, request, RequestOption.DURATION, "" + seconds)),
            models(sender, request, allModels()));
      }
      case RequestCheck.UnsupportedAspect(_, var allowed) ->
          Stream.concat(
              allowed.stream()
                  .limit(RequestMends.MAX_MENDS - 1)
                  .map(aspect -> value(sender, request, RequestOption.ASPECT, aspect.text())),
              models(sender, request, allModels()));
      case RequestCheck.UnsupportedResolution(_, var allowed) ->
          Stream.concat(
              allowed.stream()
                  .limit(RequestMends.MAX_MENDS - 1)
                  .map(sharp -> value(sender, request, RequestOption.RESOLUTION, sharp.text())),
              models(sender, request, allModels()));
      case RequestCheck.UnsupportedOption(VideoOption option, _) ->
          Stream.concat(
              Stream.of(
                  new Mend(
                      texts.plainText(sender, "mend.without", names(sender).name(option)),
                      request.withOption(option, null))),
              models(sender, request, allModels()));
      case RequestCheck.UnsupportedOptionValue(VideoOption option, _, var allowed) ->
          allowed.listed().stream()
              .map(word ->
                  new Mend(
                      names(sender).name(option)
                          + texts.plainText(sender, "sentence.colon")
                          + names(sender).value(word),
                      request.withOption(option, word)));
      case RequestCheck.UnsupportedCombination(_, var allowed) ->
          allowed.stream().map(values -> combination(sender, request, values));
    };
  }

  private List<String> allModels() {
    return catalogue.models().stream().map(model -> model.model()).toList();
  }

  private Stream<Mend> models(Sender sender, VideoRequest request, List<String> models) {
    return models.stream()
        .filter(model -> !model.equals(request.model()))
        .map(model ->
            new Mend(texts.plainText(sender, "mend.model", model), request.withModel(model)));
  }

  private Mend value(Sender sender, VideoRequest request, RequestOption option, String value) {
    String words =
        option == RequestOption.DURATION
            ? texts.formats().seconds(texts.language(sender), Integer.parseInt(value))
            : value;
    return new Mend(texts.plainText(sender, "mend.make", words), option.set(request, value));
  }

  private Mend combination(Sender sender, VideoRequest request, RequestCheck.Combination values) {
    Integer seconds = values.seconds();
    VideoRequest mended = request;
    if (seconds != null) {
      mended = RequestOption.DURATION.set(mended, seconds.toString());
    }
    if (values.aspect() != null) {
      mended = mended.withAspect(values.aspect());
    }
    if (values.resolution() != null) {
      mended = mended.withResolution(values.resolution());
    }
    List<String> words =
        Stream.of(
                seconds == null ? null : texts.formats().seconds(texts.language(sender), seconds),
                values.aspect(),
                values.resolution())
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
    return new Mend(texts.plainText(sender, "mend.make", String.join(" + ", words)), mended);
  }

  private OptionNames names(Sender sender) {
    return new OptionNames(texts.localizer().bundles(), texts.language(sender));
  }

  private static int commonStart(String model, String typed) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return (int)
        IntStream.range(0, Math.min(model.length(), wanted.length()))
            .takeWhile(at -> model.charAt(at) == wanted.charAt(at))
            .count();
  }

  /** The number in what was typed; 0 where there is none that is a length. */
  private static int number(String typed) {
    String digits = typed.replaceAll("\\D.*", "");
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }
}
