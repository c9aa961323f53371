package io.github.reelay.provider;

import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Choices;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A selector of the plans that can do all of a request. What is asked is checked in one order; the
 * first thing that nobody left can do is what the person is told, with what those left can.
 */
final class PlanSelector {
  private final VideoRequest request;
  private final @Nullable Task source;
  private List<GenerationPlan> plans;

  PlanSelector(List<GenerationPlan> plans, VideoRequest request, @Nullable Task source) {
    this.plans = plans;
    this.request = request;
    this.source = source;
  }

  /** What is left, or why nothing is. */
  sealed interface MatchResult {}

  record Matched(List<GenerationPlan> plans) implements MatchResult {}

  record Rejected(RequestCheck.Invalid invalid) implements MatchResult {}

  MatchResult match() {
    String model = plans.getFirst().row().model();
    List<GenerationPlan> capable = plans.stream().filter(plan -> plan.mode() != null).toList();
    if (capable.isEmpty()) {
      return new Rejected(unsupported(model));
    }
    plans = capable;
    RequestCheck.Invalid tooMany = filterByPictureCount(model);
    if (tooMany != null) {
      return new Rejected(tooMany);
    }
    RequestCheck.Invalid invalid =
        filterByValue(
            request.seconds(),
            plan -> plan.choices().durations(),
            RequestCheck.UnsupportedDuration::new);
    if (invalid == null) {
      invalid =
          filterByValue(
              request.aspect(), GenerationPlan::aspects, RequestCheck.UnsupportedAspect::new);
    }
    if (invalid == null) {
      invalid =
          filterByValue(
              request.resolution(),
              plan -> plan.choices().resolutions(),
              RequestCheck.UnsupportedResolution::new);
    }
    if (invalid == null) {
      invalid = filterByOptions();
    }
    if (invalid == null) {
      invalid = filterByCombination();
    }
    if (invalid == null) {
      invalid = filterByPromptLength();
    }
    return invalid == null ? new Matched(plans) : new Rejected(invalid);
  }

  /** Which other models could do it, the router knows. */
  private RequestCheck.Invalid unsupported(String model) {
    boolean continues = request.kind() == RequestKind.CONTINUE;
    if (source != null && !continues) {
      return new RequestCheck.NoRemix(model, List.of());
    }
    // A clip that goes on starts from a picture: the last frame.
    GenerationMode mode = continues ? GenerationMode.PICTURE : request.mode();
    if (mode == GenerationMode.TEXT) {
      return new RequestCheck.PictureNeeded(model, List.of());
    }
    boolean linksMissing =
        plans.stream()
            .map(GenerationPlan::row)
            .anyMatch(row ->
                row.supports(mode)
                    && row.variant(mode).wire().usesImageTransfer(WireFormat.ImageTransfer.LINK));
    if (linksMissing) {
      return new RequestCheck.PicturesNeedPublicUrl(model);
    }
    PictureUse use = GenerationPlan.useOf(request);
    return mode == GenerationMode.PICTURE
            || most(PictureUse.FRAMES) + most(PictureUse.REFERENCES) == 0
        ? new RequestCheck.NoPictures(model, List.of())
        : new RequestCheck.UnsupportedPictures(use, model, most(use), List.of());
  }

  private int most(PictureUse use) {
    return plans.stream()
        .mapToInt(plan -> GenerationPlan.most(plan.row(), use, true))
        .max()
        .orElse(0);
  }

  private RequestCheck.@Nullable Invalid filterByPictureCount(String model) {
    int count = request.pictures().size();
    if (count < 2 || source != null) {
      return null;
    }
    PictureUse use = GenerationPlan.useOf(request);
    int most = most(use);
    return filter(plan -> GenerationPlan.most(plan.row(), use, true) >= count)
        ? null
        : new RequestCheck.UnsupportedPictures(use, model, most, List.of());
  }

  private <T> RequestCheck.@Nullable Invalid filterByValue(
      @Nullable T wanted,
      Function<GenerationPlan, Collection<T>> valuesOf,
      BiFunction<String, List<T>, RequestCheck.Invalid> refusal) {
    if (wanted == null) {
      return null;
    }
    List<T> allowed =
        plans.stream().flatMap(plan -> valuesOf.apply(plan).stream()).distinct().sorted().toList();
    return filter(plan -> valuesOf.apply(plan).contains(wanted))
        ? null
        : refusal.apply(String.valueOf(wanted), allowed);
  }

  private RequestCheck.@Nullable Invalid filterByOptions() {
    for (Map.Entry<VideoOption, String> asked : request.options().entrySet()) {
      VideoOption option = asked.getKey();
      List<Map<VideoOption, OptionValues>> offered =
          plans.stream().map(plan -> plan.choices().options()).toList();
      Optional<OptionValues> allowed =
          offered.stream()
              .flatMap(all -> Stream.ofNullable(all.get(option)))
              .reduce(OptionValues::or);
      if (allowed.isEmpty() && option == VideoOption.AUTO_LENGTH) {
        return new RequestCheck.UnsupportedDuration(
            option.word(),
            plans.stream()
                .flatMap(plan -> plan.choices().durations().stream())
                .distinct()
                .sorted()
                .toList());
      }
      if (allowed.isEmpty()) {
        return new RequestCheck.UnsupportedOption(
            option, offered.stream().flatMap(all -> all.keySet().stream()).distinct().toList());
      }
      if (!filter(
          plan -> {
            OptionValues values = plan.choices().options().get(option);
            return values != null && values.has(asked.getValue());
          })) {
        return new RequestCheck.UnsupportedOptionValue(option, asked.getValue(), allowed.get());
      }
    }
    return null;
  }

  /** Values that are there, but not together: the ones that would do differ in one of them. */
  private RequestCheck.@Nullable Invalid filterByCombination() {
    GenerationPlan first = plans.getFirst();
    if (filter(plan -> plan.permits(request))) {
      return null;
    }
    Choices choices = first.choices();
    List<VideoRequest> near = new ArrayList<>();
    if (request.seconds() != null) {
      choices.durations().forEach(seconds -> near.add(request.withSeconds(seconds)));
    }
    if (request.aspect() != null) {
      choices.aspects().forEach(aspect -> near.add(request.withAspect(aspect)));
    }
    if (request.resolution() != null) {
      choices.resolutions().forEach(other -> near.add(request.withResolution(other)));
    }
    return new RequestCheck.UnsupportedCombination(
        combination(request),
        near.stream().filter(first::permits).map(PlanSelector::combination).toList());
  }

  private static RequestCheck.Combination combination(VideoRequest of) {
    return new RequestCheck.Combination(of.seconds(), of.aspect(), of.resolution());
  }

  private RequestCheck.@Nullable Invalid filterByPromptLength() {
    int length = request.prompt().length();
    int most = plans.stream().mapToInt(plan -> plan.choices().maxPromptLength()).max().orElse(0);
    return filter(plan -> plan.choices().maxPromptLength() >= length)
        ? null
        : new RequestCheck.PromptTooLong(length, most);
  }

  private boolean filter(Predicate<GenerationPlan> condition) {
    List<GenerationPlan> left = plans.stream().filter(condition).toList();
    if (left.isEmpty()) {
      return false;
    }
    plans = left;
    return true;
  }
}
