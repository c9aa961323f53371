package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.CardStepper;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draft videos: what a person can look at for little before they pay for the video they want. A
 * draft has the same words, pictures and shape, made by the cheapest model that can, or by the same
 * one as short and as coarse as it goes; it knows what it is a draft of. The sandbox makes drafts
 * of its own videos only, and no others are made of those.
 */
record DraftVideos(ModelCatalogue catalogue, TaskAcceptor acceptor, CardStepper stepper) {
  /** Of the price, a draft costs this part at most: for more, the video itself is cheaper. */
  private static final int CHEAPER_BY = 2;

  /** A request and how it would be made. */
  record Priced(VideoRequest request, Offer offer) {}

  /**
   * The cheapest draft; empty where none is worth its price, or a limit would always refuse it.
   *
   * @param offer of the request
   * @param key the seed follows from it, so that the same card has the same draft
   */
  Optional<Priced> of(Sender sender, VideoRequest request, Offer offer, String key) {
    Task source = acceptor.source(request).orElse(null);
    VideoRequest full = exact(request, offer, source);
    return catalogue.models().stream()
        .filter(model -> !model.retired())
        .flatMap(model -> candidates(full, model, source))
        .filter(draft -> !draft.offer.price().times(CHEAPER_BY).isMoreThan(offer.price()))
        .filter(draft -> Objects.equals(draft.offer.aspect(), offer.aspect()))
        .filter(draft -> draft.offer.isPretend() == offer.isPretend())
        .sorted(
            Comparator.<Priced, Money>comparing(draft -> draft.offer.price())
                .thenComparing(draft -> !draft.offer.model().equals(offer.model())))
        .filter(draft -> !acceptor.isNeverAdmitted(sender, draft.offer))
        .findFirst()
        .map(draft -> seeded(draft, full, offer, key))
        .filter(draft -> catalogue.check(draft.request, source) instanceof RequestCheck.Valid);
  }

  /** The same of a new video that nobody has looked at yet. */
  Optional<Priced> of(Sender sender, VideoRequest request, String key) {
    return catalogue.check(request, null) instanceof RequestCheck.Valid(List<Offer> offers)
        ? of(sender, request, offers.getFirst(), key)
        : Optional.empty();
  }

  /** As short and as coarse as a model goes, and as short where the two do not go together. */
  private Stream<Priced> candidates(VideoRequest full, ModelInfo model, @Nullable Task source) {
    VideoRequest shortest =
        full.withModel(model.model())
            .withSeconds(model.durations().isEmpty() ? null : Collections.min(model.durations()))
            .withOption(VideoOption.AUTO_LENGTH, null);
    Resolution coarsest = model.resolutions().stream().min(Comparator.naturalOrder()).orElse(null);
    return Stream.of(shortest.withResolution(coarsest), shortest.withResolution(null))
        .map(request -> stepper.withoutInvalidOptions(request, source))
        .filter(request -> Objects.equals(request.aspect(), full.aspect()))
        .flatMap(request ->
            catalogue.check(request, source) instanceof RequestCheck.Valid(List<Offer> offers)
                ? Stream.of(new Priced(request, offers.getFirst()))
                : Stream.empty());
  }

  /** With one seed in both, where their models have seeds and nobody chose one. */
  private Priced seeded(Priced draft, VideoRequest full, Offer offer, String key) {
    VideoRequest request = draft.request;
    VideoRequest wanted = full;
    if (!full.options().containsKey(VideoOption.SEED)
        && seeds(offer.model()) instanceof OptionValues.Numbers(long least, long most)
        && seeds(draft.offer.model()) instanceof OptionValues.Numbers(long low, long high)
        && Math.max(least, low) < Math.min(most, high)) {
      long from = Math.max(least, low);
      long count = Math.min(most, high) - from;
      String seed = Long.toString(from + Integer.toUnsignedLong(key.hashCode()) % count);
      request = request.withOption(VideoOption.SEED, seed);
      wanted = wanted.withOption(VideoOption.SEED, seed);
    }
    return new Priced(request.asDraftOf(wanted, offer.price()), draft.offer);
  }

  private @Nullable OptionValues seeds(String model) {
    return catalogue.model(model).map(info -> info.options().get(VideoOption.SEED)).orElse(null);
  }

  /** A request with all that an offer chose, so that other defaults do not change it later. */
  VideoRequest exact(VideoRequest request, Offer offer, @Nullable Task source) {
    Map<VideoOption, String> options = new HashMap<>(request.options());
    options.putAll(offer.options());
    VideoRequest exact =
        request
            .withModel(offer.model())
            .withSeconds(offer.seconds())
            .withAspect(offer.aspect())
            .withResolution(offer.resolution())
            .withOptions(options);
    return request.kind() == RequestKind.GENERATE
            && catalogue.check(exact, source) instanceof RequestCheck.Valid
        ? exact
        : request;
  }
}
