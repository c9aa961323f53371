package io.github.reelay.provider;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.Choices;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    RowSwitches switches,
    ProviderOptions options,
    InstantSource clock)
    implements ModelCatalogue {

  @Override
  public List<ModelInfo> models() {
    Map<String, List<ModelRow>> byModel = new LinkedHashMap<>();
    availableRows()
        .forEach(row -> byModel.computeIfAbsent(row.model(), _ -> new ArrayList<>()).add(row));
    return byModel.values().stream()
        .map(this::modelInfo)
        .sorted(Comparator.comparing(ModelInfo::retired))
        .toList();
  }

  @Override
  public Optional<String> defaultModel() {
    return preferredRow()
        .map(preferred -> defaultRows(preferred).stream().findFirst().orElse(preferred).model());
  }

  /** The row whose model and price people expect who name none, out or not. */
  private Optional<ModelRow> preferredRow() {
    String named = options.defaultModel();
    return named == null
        ? cheapestRow()
        : offeredRows().stream().filter(row -> row.model().equals(named)).findFirst();
  }

  /**
   * What a newcomer should get: of the first provider that is fit to be used and has any, the
   * cheapest row that takes words and pictures and was not switched off by its maker.
   */
  private Optional<ModelRow> cheapestRow() {
    List<ModelRow> alive =
        offeredRows().stream()
            .filter(row -> !isRetired(row) && !switches.isSwitchedOff(row))
            .toList();
    return cheapest(alive.stream().filter(row -> providerOf(row).health().isUsable()).toList())
        .or(() -> cheapest(alive));
  }

  private Optional<ModelRow> cheapest(List<ModelRow> rows) {
    return providers.keySet().stream()
        .flatMap(provider ->
            rows.stream()
                .filter(row -> row.provider().equals(provider))
                .filter(row -> !GenerationPlan.needsImage(row))
                .filter(row -> GenerationPlan.supportsImage(row, options.imageLinks()))
                .min(Comparator.comparing(UsualPrice::of))
                .stream())
        .findFirst()
        .or(() -> rows.stream().filter(row -> !GenerationPlan.needsImage(row)).findFirst());
  }

  private boolean isRetired(ModelRow row) {
    return row.availability().isRetired(clock.instant());
  }

  /**
   * The rows for who names no model: those of the preferred one. While all of them are out, those
   * of a living model that costs no more; a dearer one is for people to choose, so there may be
   * none.
   */
  private List<ModelRow> defaultRows(ModelRow preferred) {
    List<ModelRow> available = availableRows();
    List<ModelRow> same = available.stream().filter(row -> isSameModel(row, preferred)).toList();
    if (!same.isEmpty()) {
      return same;
    }
    List<ModelRow> cheap =
        available.stream()
            .filter(row -> !isRetired(row) && !GenerationPlan.needsImage(row))
            .filter(row -> !UsualPrice.isDearer(row, preferred))
            .toList();
    return cheap.stream().filter(row -> isSameModel(row, cheap.getFirst())).toList();
  }

  private static boolean isSameModel(ModelRow a, ModelRow b) {
    return a.model().equals(b.model());
  }

  @Override
  public RequestCheck check(VideoRequest typed, @Nullable Task source) {
    VideoRequest request = typed.withModel(spelled(typed.model()));
    if (request.prompt().isBlank()) {
      return new RequestCheck.PromptEmpty();
    }
    List<ModelRow> rows =
        request.kind() == RequestKind.GENERATE || source == null
            ? rowsOfModel(request)
            : rowsFromSource(request, source);
    if (rows.isEmpty()) {
      return explainMissingRow(request, source);
    }
    PlanSelector selector = new PlanSelector(plans(rows, request, source), request, source);
    return switch (selector.match()) {
      case PlanSelector.Matched(List<GenerationPlan> plans) -> {
        List<Offer> offers =
            plans.stream()
                .filter(plan -> health(plan).isAvailable())
                .map(plan -> plan.offer(request, source, dialect(plan.row())))
                .toList();
        yield offers.isEmpty()
            ? new RequestCheck.NoProviderAvailable()
            : new RequestCheck.Valid(offers);
      }
      case PlanSelector.Rejected(RequestCheck.Invalid invalid) -> withAlternatives(invalid);
    };
  }

  /** A model's name as the catalogue writes it: people do not mind capitals. */
  private @Nullable String spelled(@Nullable String model) {
    return catalogue.rows().stream()
        .map(ModelRow::model)
        .filter(name -> name.equalsIgnoreCase(model))
        .findFirst()
        .orElse(model);
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
      case RequestCheck.PictureNeeded(String model, _) ->
          new RequestCheck.PictureNeeded(model, models(other -> !other.needsImage()));
      case RequestCheck.UnsupportedPictures(PictureUse use, String model, int most, _) ->
          new RequestCheck.UnsupportedPictures(
              use,
              model,
              most,
              models(other -> other.pictures().getOrDefault(use, 0) > Math.max(most, 1)));
      case RequestCheck.NoRemix(String model, _) ->
          new RequestCheck.NoRemix(model, models(ModelInfo::supportsRemix));
      case RequestCheck.PromptEmpty _,
          RequestCheck.PromptTooLong _,
          RequestCheck.UnknownModel _,
          RequestCheck.RetiredModel _,
          RequestCheck.UnsupportedDuration _,
          RequestCheck.UnsupportedAspect _,
          RequestCheck.UnsupportedResolution _,
          RequestCheck.UnsupportedOption _,
          RequestCheck.UnsupportedOptionValue _,
          RequestCheck.UnsupportedCombination _,
          RequestCheck.PicturesNeedPublicUrl _ ->
          invalid;
    };
  }

  private List<String> models(Predicate<ModelInfo> can) {
    return models().stream()
        .filter(model -> !model.retired())
        .filter(can)
        .map(ModelInfo::model)
        .toList();
  }

  /** Rows as configured, or switched on: of enabled providers, in the order they are tried. */
  private List<ModelRow> offeredRows() {
    return providers.keySet().stream()
        .flatMap(
            provider -> catalogue.rows().stream().filter(row -> row.provider().equals(provider)))
        .filter(switches::isOffered)
        .toList();
  }

  /** Rows people can have now. */
  private List<ModelRow> availableRows() {
    return offeredRows().stream()
        .filter(row -> !retiredModels.has(row) && !switches.isSwitchedOff(row))
        .toList();
  }

  private List<ModelRow> rowsOfModel(VideoRequest request) {
    return request.model() == null
        ? preferredRow().map(this::defaultRows).orElse(List.of())
        : availableRows().stream().filter(row -> row.model().equals(request.model())).toList();
  }

  /**
   * The same model unless one is named. A remix goes to the provider that made the video; what goes
   * on from its last frame can go to others, too.
   */
  private List<ModelRow> rowsFromSource(VideoRequest request, Task source) {
    String model = request.model() == null ? source.offer().model() : request.model();
    Predicate<ModelRow> sameProvider = row -> row.provider().equals(source.offer().provider());
    return availableRows().stream()
        .filter(row -> row.model().equals(model))
        .filter(row -> request.kind() == RequestKind.CONTINUE || sameProvider.test(row))
        .sorted(Comparator.comparing(row -> !sameProvider.test(row)))
        .toList();
  }

  private RequestCheck explainMissingRow(VideoRequest request, @Nullable Task source) {
    String model =
        request.model() != null
            ? request.model()
            : source == null
                ? defaultModel().orElse(null)
                : request.kind() == RequestKind.CONTINUE ? source.offer().model() : null;
    if (model == null) {
      return source == null
          ? new RequestCheck.NoProviderAvailable()
          : new RequestCheck.NoRemix(source.offer().model(), models(ModelInfo::supportsRemix));
    }
    if (request.kind() == RequestKind.REMIX
        && source != null
        && availableRows().stream().anyMatch(row -> row.model().equals(model))) {
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
        .map(row -> GenerationPlan.of(row, dialect(row), request, source, options.imageLinks()))
        .toList();
  }

  private Dialect dialect(ModelRow row) {
    return providerOf(row).dialect(row);
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
    Choices usual = first.fromText().choices();
    return new ModelInfo(
        first.model(),
        first.title(),
        rows.stream().allMatch(this::isRetired),
        union(rows, Choices::durations).stream().sorted().toList(),
        usual.defaultSeconds(),
        union(rows, Choices::aspects),
        union(rows, Choices::resolutions),
        rows.stream().anyMatch(row -> GenerationPlan.supportsImage(row, options.imageLinks())),
        rows.stream().allMatch(GenerationPlan::needsImage),
        rows.stream().anyMatch(row -> GenerationPlan.supportsRemix(row, options.imageLinks())),
        rows.stream().mapToInt(row -> row.fromText().choices().maxPromptLength()).max().orElse(0),
        pictures(rows),
        options(rows),
        UsualPrice.price(first, usual.defaultSeconds()).orElseThrow(),
        first.provider().equals(Offer.SANDBOX));
  }

  private Map<PictureUse, Integer> pictures(List<ModelRow> rows) {
    return Arrays.stream(PictureUse.values())
        .collect(
            Collectors.toMap(
                Function.identity(),
                use ->
                    rows.stream()
                        .mapToInt(row -> GenerationPlan.most(row, use, options.imageLinks()))
                        .max()
                        .orElse(0)));
  }

  private static Map<VideoOption, OptionValues> options(List<ModelRow> rows) {
    Map<VideoOption, OptionValues> all = new EnumMap<>(VideoOption.class);
    rows.forEach(row ->
        Stream.of(row.fromText(), row.fromFrames(), row.fromReferences())
            .filter(Objects::nonNull)
            .flatMap(variant -> variant.choices().options().entrySet().stream())
            .forEach(option -> all.merge(option.getKey(), option.getValue(), OptionValues::or)));
    return all;
  }

  private static <T> List<T> union(List<ModelRow> rows, Function<Choices, Collection<T>> valuesOf) {
    return rows.stream()
        .flatMap(row -> valuesOf.apply(row.fromText().choices()).stream())
        .distinct()
        .toList();
  }
}
