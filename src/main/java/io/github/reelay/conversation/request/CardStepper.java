package io.github.reelay.conversation.request;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of a card's request through its choices. */
public record CardStepper(ModelCatalogue catalogue) {
  /** The next choice that can be made; the same request when there is only one. */
  public VideoRequest next(VideoRequest request, Offer offer, RequestOption option) {
    List<String> values =
        option == RequestOption.MODEL
            ? catalogue.models().stream().map(ModelInfo::model).toList()
            : catalogue.model(offer.model()).map(option::values).orElse(List.of());
    int at = values.indexOf(Objects.requireNonNullElse(option.value(offer), ""));
    for (int i = 1; i < values.size() + 1; i++) {
      VideoRequest other = option.set(request, values.get(Math.floorMod(at + i, values.size())));
      VideoRequest choice =
          option == RequestOption.MODEL ? withoutInvalidOptions(other, null) : other;
      if (catalogue.check(choice, null) instanceof RequestCheck.Valid) {
        return choice;
      }
    }
    return request;
  }

  /** Another model may not have the other values chosen: then it chooses. */
  public VideoRequest withoutInvalidOptions(VideoRequest request, @Nullable Task source) {
    VideoRequest fitted = request;
    for (int tries = 0; tries < RequestOption.values().length; tries++) {
      if (!(catalogue.check(fitted, source) instanceof RequestCheck.Invalid invalid)) {
        return fitted;
      }
      fitted =
          switch (invalid) {
            case RequestCheck.UnsupportedDuration _ -> RequestOption.DURATION.set(fitted, null);
            case RequestCheck.UnsupportedAspect _ -> fitted.withAspect(null);
            case RequestCheck.UnsupportedResolution _ -> fitted.withResolution(null);
            case RequestCheck.UnsupportedOption(VideoOption option, _) ->
                fitted.withOption(option, null);
            case RequestCheck.UnsupportedOptionValue(VideoOption option, _, _) ->
                fitted.withOption(option, null);
            case RequestCheck.UnsupportedCombination _ ->
                fitted.seconds() == null ? fitted.withResolution(null) : fitted.withSeconds(null);
            case RequestCheck.PromptEmpty _,
                RequestCheck.PromptTooLong _,
                RequestCheck.UnknownModel _,
                RequestCheck.RetiredModel _,
                RequestCheck.PictureNeeded _,
                RequestCheck.UnsupportedPictures _,
                RequestCheck.NoPictures _,
                RequestCheck.PicturesNeedPublicUrl _,
                RequestCheck.NoRemix _ ->
                fitted;
          };
    }
    return fitted;
  }
}
