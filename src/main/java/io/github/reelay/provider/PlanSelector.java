package io.github.reelay.provider;

import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.catalogue.RequestCheck.Reason;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
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
      return new Rejected(new RequestCheck.Invalid(unsupportedReason(), model, List.of()));
    }
    plans = capable;
    RequestCheck.Invalid invalid =
        filterByValue(Reason.DURATION, request.seconds(), GenerationPlan::durations);
    if (invalid == null) {
      invalid = filterByValue(Reason.ASPECT, request.aspect(), GenerationPlan::aspects);
    }
    if (invalid == null) {
      invalid = filterByValue(Reason.RESOLUTION, request.resolution(), GenerationPlan::resolutions);
    }
    if (invalid == null) {
      invalid = filterByPromptLength();
    }
    return invalid == null ? new Matched(plans) : new Rejected(invalid);
  }

  private Reason unsupportedReason() {
    boolean linksMissing =
        plans.stream()
            .map(plan -> plan.row().wire().imageRule())
            .anyMatch(rule -> rule != null && rule.transfer() == WireFormat.ImageTransfer.LINK);
    if (source == null) {
      return linksMissing ? Reason.PICTURES_NEED_PUBLIC_URL : Reason.NO_PICTURES;
    }
    return Reason.NO_REMIX;
  }

  private <T> RequestCheck.@Nullable Invalid filterByValue(
      Reason reason, @Nullable T wanted, Function<GenerationPlan, Collection<T>> valuesOf) {
    if (wanted == null) {
      return null;
    }
    List<String> allowed =
        plans.stream()
            .flatMap(plan -> valuesOf.apply(plan).stream())
            .distinct()
            .sorted()
            .map(String::valueOf)
            .toList();
    return filter(plan -> valuesOf.apply(plan).contains(wanted))
        ? null
        : new RequestCheck.Invalid(reason, String.valueOf(wanted), allowed);
  }

  private RequestCheck.@Nullable Invalid filterByPromptLength() {
    int length = request.prompt().length();
    int most =
        plans.stream().mapToInt(plan -> plan.row().choices().maxPromptLength()).max().orElse(0);
    return filter(plan -> plan.row().choices().maxPromptLength() >= length)
        ? null
        : new RequestCheck.Invalid(
            Reason.PROMPT_TOO_LONG, String.valueOf(length), List.of(String.valueOf(most)));
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
