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
 * Leaves only the ways that can do all of a request. What is asked is checked in one order; the
 * first thing that nobody left can do is what the person is told, with what those left can.
 */
final class RequestMatcher {
  private final VideoRequest request;
  private final @Nullable Task source;
  private List<GenerationPlan> ways;

  RequestMatcher(List<GenerationPlan> ways, VideoRequest request, @Nullable Task source) {
    this.ways = ways;
    this.request = request;
    this.source = source;
  }

  /** What is left, or why nothing is. */
  sealed interface Sifted {}

  record Left(List<GenerationPlan> ways) implements Sifted {}

  record Stopped(RequestCheck.Invalid invalid) implements Sifted {}

  Sifted sift() {
    String model = ways.getFirst().row().model();
    List<GenerationPlan> able = ways.stream().filter(plan -> plan.mode() != null).toList();
    if (able.isEmpty()) {
      return new Stopped(new RequestCheck.Invalid(unable(), model, List.of()));
    }
    ways = able;
    RequestCheck.Invalid invalid =
        keepValue(Reason.DURATION, request.seconds(), GenerationPlan::durations);
    if (invalid == null) {
      invalid = keepValue(Reason.ASPECT, request.aspect(), GenerationPlan::aspects);
    }
    if (invalid == null) {
      invalid = keepValue(Reason.RESOLUTION, request.resolution(), GenerationPlan::resolutions);
    }
    if (invalid == null) {
      invalid = keepPrompt();
    }
    return invalid == null ? new Left(ways) : new Stopped(invalid);
  }

  private Reason unable() {
    boolean linksMissing =
        ways.stream()
            .map(plan -> plan.row().wire().picture())
            .anyMatch(rule -> rule != null && rule.way() == WireFormat.Way.LINK);
    if (source == null) {
      return linksMissing ? Reason.PICTURES_NEED_PUBLIC_URL : Reason.NO_PICTURES;
    }
    return Reason.NO_REMIX;
  }

  private <T> RequestCheck.@Nullable Invalid keepValue(
      Reason reason, @Nullable T wanted, Function<GenerationPlan, Collection<T>> able) {
    if (wanted == null) {
      return null;
    }
    List<String> allowed =
        ways.stream()
            .flatMap(plan -> able.apply(plan).stream())
            .distinct()
            .sorted()
            .map(String::valueOf)
            .toList();
    return keep(plan -> able.apply(plan).contains(wanted))
        ? null
        : new RequestCheck.Invalid(reason, String.valueOf(wanted), allowed);
  }

  private RequestCheck.@Nullable Invalid keepPrompt() {
    int length = request.prompt().length();
    int most = ways.stream().mapToInt(plan -> plan.row().choices().promptMax()).max().orElse(0);
    return keep(plan -> plan.row().choices().promptMax() >= length)
        ? null
        : new RequestCheck.Invalid(
            Reason.PROMPT_TOO_LONG, String.valueOf(length), List.of(String.valueOf(most)));
  }

  private boolean keep(Predicate<GenerationPlan> good) {
    List<GenerationPlan> left = ways.stream().filter(good).toList();
    if (left.isEmpty()) {
      return false;
    }
    ways = left;
    return true;
  }
}
