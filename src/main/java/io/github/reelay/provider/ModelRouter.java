package io.github.reelay.provider;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The router from models to providers; also the catalogue people see, as the enabled providers have
 * it. Thread-safe.
 *
 * @param providers the enabled providers in the order they are tried
 */
record ModelRouter(
    Catalogue catalogue,
    Map<String, ProviderClient> providers,
    RetiredModels retiredModels,
    boolean imageLinks)
    implements ModelCatalogue {
  /** What people get who name no model. */
  private static final String DEFAULT_MODEL = "sora-2";

  @Override
  public List<ModelInfo> models() {
    Map<String, List<ModelRow>> byModel = new LinkedHashMap<>();
    availableRows()
        .forEach(row -> byModel.computeIfAbsent(row.model(), _ -> new ArrayList<>()).add(row));
    return byModel.values().stream().map(this::modelInfo).toList();
  }

  @Override
  public Optional<String> defaultModel() {
    return preferredRow()
        .map(preferred -> defaultRows(preferred).stream().findFirst().orElse(preferred).model());
  }

  /** The row whose model and price people expect who name none, out or not. */
  private Optional<ModelRow> preferredRow() {
    List<ModelRow> rows = offeredRows();
    return rows.stream()
        .filter(row -> row.model().equals(DEFAULT_MODEL))
        .findFirst()
        .or(() -> rows.stream().findFirst());
  }

  /**
   * The rows for who names no model: those of the preferred one. While all of them are out, those
   * of a model that costs no more; a dearer one is for people to choose, so there may be none.
   */
  private List<ModelRow> defaultRows(ModelRow preferred) {
    List<ModelRow> available = availableRows();
    List<ModelRow> same = available.stream().filter(row -> isSameModel(row, preferred)).toList();
    if (!same.isEmpty()) {
      return same;
    }
    List<ModelRow> cheap = available.stream().filter(row -> !isDearer(row, preferred)).toList();
    return cheap.stream().filter(row -> isSameModel(row, cheap.getFirst())).toList();
  }

  private static boolean isSameModel(ModelRow a, ModelRow b) {
    return a.model().equals(b.model());
  }

  /** Prices are linear in the length, so the ends of the range tell of all between. */
  private static boolean isDearer(ModelRow row, ModelRow than) {
    List<Integer> lengths = row.choices().durations();
    return priceOf(row, row.choices().defaultSeconds())
            .isMoreThan(priceOf(than, than.choices().defaultSeconds()))
        || Stream.of(Collections.min(lengths), Collections.max(lengths))
            .anyMatch(seconds -> priceOf(row, seconds).isMoreThan(priceOf(than, seconds)));
  }

  private static Money priceOf(ModelRow row, int seconds) {
    return row.price().forSeconds(seconds);
  }

  @Override
  public RequestCheck check(VideoRequest request, @Nullable Task source) {
    if (request.prompt().isBlank()) {
      return new RequestCheck.PromptEmpty();
    }
    List<ModelRow> rows =
        request.kind() == RequestKind.REMIX && source != null
            ? rowsForRemix(request, source)
            : rowsOfModel(request);
    if (rows.isEmpty()) {
      return explainMissingRow(request, source);
    }
    PlanSelector selector = new PlanSelector(plans(rows, request, source), request, source);
    return switch (selector.match()) {
      case PlanSelector.Matched(List<GenerationPlan> plans) -> {
        List<Offer> offers =
            plans.stream()
                .filter(plan -> health(plan).isAvailable())
                .map(plan -> plan.offer(request, source))
                .toList();
        yield offers.isEmpty()
            ? new RequestCheck.NoProviderAvailable()
            : new RequestCheck.Valid(offers);
      }
      case PlanSelector.Rejected(RequestCheck.Invalid invalid) -> withAlternatives(invalid);
    };
  }

  /** Whether a healthy provider other than this one could take a task at its reserved price. */
  boolean hasAlternative(String provider, Task task, @Nullable Task source) {
    return check(task.request(), source) instanceof RequestCheck.Valid(List<Offer> offers)
        && offers.stream()
            .anyMatch(offer ->
                !offer.provider().equals(provider) && !offer.price().isMoreThan(task.reserved()));
  }

  /** The model that took a row's place, where people can have it. */
  Optional<String> replacement(ModelRow row) {
    return Optional.ofNullable(row.availability().replacement())
        .filter(other -> availableRows().stream().anyMatch(o -> o.model().equals(other)));
  }

  /** Where a picture or a remix is the trouble, the models that could do it are named. */
  private RequestCheck.Invalid withAlternatives(RequestCheck.Invalid invalid) {
    return switch (invalid) {
      case RequestCheck.NoPictures(String model, _) ->
          new RequestCheck.NoPictures(model, models(ModelInfo::supportsImage));
      case RequestCheck.NoRemix(String model, _) ->
          new RequestCheck.NoRemix(model, models(ModelInfo::supportsRemix));
      case RequestCheck.PromptEmpty _,
          RequestCheck.PromptTooLong _,
          RequestCheck.UnknownModel _,
          RequestCheck.RetiredModel _,
          RequestCheck.UnsupportedDuration _,
          RequestCheck.UnsupportedAspect _,
          RequestCheck.UnsupportedResolution _,
          RequestCheck.PicturesNeedPublicUrl _ ->
          invalid;
    };
  }

  private List<String> models(Predicate<ModelInfo> can) {
    return models().stream().filter(can).map(ModelInfo::model).toList();
  }

  /** Rows as configured: enabled, of enabled providers, in the order they are tried. */
  private List<ModelRow> offeredRows() {
    return providers.keySet().stream()
        .flatMap(provider -> catalogue.rows().stream().filter(r -> r.provider().equals(provider)))
        .filter(row -> row.availability().enabled())
        .toList();
  }

  /** Rows people can have now. */
  private List<ModelRow> availableRows() {
    return offeredRows().stream().filter(row -> !retiredModels.has(row)).toList();
  }

  private List<ModelRow> rowsOfModel(VideoRequest request) {
    return request.model() == null
        ? preferredRow().map(this::defaultRows).orElse(List.of())
        : availableRows().stream().filter(row -> row.model().equals(request.model())).toList();
  }

  /** A remix goes to the provider that made the video, by the same model unless one is named. */
  private List<ModelRow> rowsForRemix(VideoRequest request, Task source) {
    String model = request.model() == null ? source.offer().model() : request.model();
    return availableRows().stream()
        .filter(row -> row.provider().equals(source.offer().provider()))
        .filter(row -> row.model().equals(model))
        .toList();
  }

  private RequestCheck explainMissingRow(VideoRequest request, @Nullable Task source) {
    String model =
        request.model() == null && source == null ? defaultModel().orElse(null) : request.model();
    if (model == null) {
      return source == null
          ? new RequestCheck.NoProviderAvailable()
          : new RequestCheck.NoRemix(source.offer().model(), models(ModelInfo::supportsRemix));
    }
    if (source != null && availableRows().stream().anyMatch(row -> row.model().equals(model))) {
      return new RequestCheck.NoRemix(model, List.of(source.offer().model()));
    }
    List<ModelRow> known =
        catalogue.rows().stream().filter(row -> row.model().equals(model)).toList();
    if (known.isEmpty()) {
      return new RequestCheck.UnknownModel(model, models().stream().map(ModelInfo::model).toList());
    }
    return new RequestCheck.RetiredModel(
        model, known.stream().flatMap(row -> replacement(row).stream()).distinct().toList());
  }

  private List<GenerationPlan> plans(
      List<ModelRow> rows, VideoRequest request, @Nullable Task source) {
    return rows.stream()
        .map(row -> GenerationPlan.of(row, providerOf(row).dialect(), request, source, imageLinks))
        .toList();
  }

  private ProviderHealth health(GenerationPlan plan) {
    return providerOf(plan.row()).health();
  }

  private ProviderClient providerOf(ModelRow row) {
    ProviderClient provider = providers.get(row.provider());
    if (provider == null) {
      throw new IllegalStateException("row of a provider that is not enabled: " + row.provider());
    }
    return provider;
  }

  private ModelInfo modelInfo(List<ModelRow> rows) {
    ModelRow first = rows.getFirst();
    return new ModelInfo(
        first.model(),
        first.title(),
        union(rows, row -> row.choices().durations()).stream().sorted().toList(),
        first.choices().defaultSeconds(),
        union(rows, row -> row.choices().aspects()),
        union(rows, row -> row.choices().resolutions()),
        rows.stream().anyMatch(row -> GenerationPlan.supportsImage(row, imageLinks)),
        rows.stream().anyMatch(row -> GenerationPlan.supportsRemix(row, imageLinks)),
        rows.stream().mapToInt(row -> row.choices().maxPromptLength()).max().orElse(0),
        first.price());
  }

  private static <T> List<T> union(List<ModelRow> rows, Function<ModelRow, Collection<T>> values) {
    return rows.stream().flatMap(row -> values.apply(row).stream()).distinct().toList();
  }
}
