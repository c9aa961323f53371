package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.VideoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a card's request through its choices. */
record CardStepper(ModelCatalogue catalogue) {
  /** The next choice that can be made; the same request when there is only one. */
  VideoRequest next(VideoRequest request, Offer offer, String field) {
    Optional<ModelInfo> model = catalogue.model(offer.model());
    List<VideoRequest> choices = new ArrayList<>();
    int at;
    switch (field) {
      case "model" -> {
        List<String> names = catalogue.models().stream().map(ModelInfo::model).toList();
        names.forEach(name -> choices.add(withoutInvalidOptions(request.withModel(name))));
        at = names.indexOf(offer.model());
      }
      case "duration" -> {
        List<Integer> all = model.map(ModelInfo::durations).orElse(List.of());
        all.forEach(seconds -> choices.add(request.withSeconds(seconds)));
        at = all.indexOf(offer.seconds());
      }
      case "aspect" -> {
        List<AspectRatio> all = model.map(ModelInfo::aspects).orElse(List.of());
        all.forEach(aspect -> choices.add(request.withAspect(aspect)));
        at = offer.aspect() == null ? -1 : all.indexOf(offer.aspect());
      }
      default -> {
        List<Resolution> all = model.map(ModelInfo::resolutions).orElse(List.of());
        all.forEach(resolution -> choices.add(request.withResolution(resolution)));
        at = offer.resolution() == null ? -1 : all.indexOf(offer.resolution());
      }
    }
    for (int i = 1; i < choices.size() + 1; i++) {
      VideoRequest choice = choices.get(Math.floorMod(at + i, choices.size()));
      if (catalogue.check(choice, null) instanceof RequestCheck.Valid) {
        return choice;
      }
    }
    return request;
  }

  /** Another model may not have the other values chosen: then it chooses. */
  private VideoRequest withoutInvalidOptions(VideoRequest request) {
    VideoRequest fitted = request;
    for (int tries = 0; tries < OptionParser.OPTION_NAMES.size(); tries++) {
      if (!(catalogue.check(fitted, null) instanceof RequestCheck.Invalid invalid)) {
        return fitted;
      }
      fitted =
          switch (invalid) {
            case RequestCheck.UnsupportedDuration _ -> fitted.withSeconds(null);
            case RequestCheck.UnsupportedAspect _ -> fitted.withAspect(null);
            case RequestCheck.UnsupportedResolution _ -> fitted.withResolution(null);
            case RequestCheck.PromptEmpty _,
                RequestCheck.PromptTooLong _,
                RequestCheck.UnknownModel _,
                RequestCheck.RetiredModel _,
                RequestCheck.NoPictures _,
                RequestCheck.PicturesNeedPublicUrl _,
                RequestCheck.NoRemix _ ->
                fitted;
          };
    }
    return fitted;
  }
}
