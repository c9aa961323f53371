package io.github.reelay.provider;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.policy.ModelControl;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.ProofStore;
import io.github.reelay.provider.comfyui.ComfyUi;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the enabled providers, and the tracker's gateway to them. Thread-safe; calls
 * block and end by themselves.
 */
public final class ProviderRegistry implements ProviderGateway, ProviderControl {
  /** Queries and uploads are free and repeated, so they may give up early. */
  private static final Duration FREE_CALL_TIMEOUT = Duration.ofSeconds(30);

  private final Catalogue catalogue;
  private final Map<String, ProviderClient> providers = new LinkedHashMap<>();
  private final RetiredModels retiredModels;
  private final RowSwitches switches;
  private final ModelRouter modelCatalogue;
  private final ImageTransfer imageHandover;
  private final SubmitCall submit;
  private final PollCall poll;
  private final FetchCall fetch;
  private final OkHttpClient freeCallClient;

  /** Those of the enabled ones that are a GPU of one's own, by name. */
  private final Map<String, ComfyUi> gpus = new LinkedHashMap<>();

  /**
   * @param entries the enabled providers in the order they are to be tried
   */
  public ProviderRegistry(
      Catalogue catalogue,
      List<ProviderAccount> entries,
      ProviderOptions options,
      MediaStore media,
      MediaConverter converter,
      MediaLinks links,
      Alert.Sink alerts,
      ProofStore proven,
      CallbackLinks callbacks,
      InstantSource clock) {
    this.catalogue =
        catalogue.inCurrency(
            entries.stream()
                .collect(Collectors.toMap(ProviderAccount::name, ProviderAccount::rate)));
    this.freeCallClient =
        OutboundProxy.newClient()
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(FREE_CALL_TIMEOUT)
            .build();
    for (ProviderAccount account : entries) {
      account
          .gpu(options.submitTimeout(), clock)
          .ifPresent(server ->
              gpus.put(
                  account.name(),
                  new ComfyUi(
                      server, this.catalogue, converter, gpuSecond(catalogue, account), clock)));
      providers.put(
          account.name(),
          new ProviderClient(
              account,
              catalogue.endpoints(account.name()),
              new ProviderHealth(account.name(), clock, alerts),
              freeCallClient,
              clock));
    }
    this.retiredModels = new RetiredModels(alerts, clock);
    this.switches = new RowSwitches(catalogue, providers.keySet(), retiredModels, proven, clock);
    this.modelCatalogue =
        new ModelRouter(this.catalogue, providers, retiredModels, switches, options, clock);
    this.imageHandover = new ImageTransfer(media, converter, links, clock);
    this.submit =
        new SubmitCall(
            modelCatalogue,
            new KeyedPostCall(
                new PaidPost(options.submitTimeout()),
                new IdempotencyLookup(clock),
                proven,
                alerts,
                clock),
            imageHandover,
            converter,
            retiredModels,
            callbacks);
    this.poll = new PollCall(freeCallClient, clock);
    this.fetch = new FetchCall(options, clock);
  }

  private static @Nullable Money gpuSecond(Catalogue catalogue, ProviderAccount account) {
    Money price = catalogue.endpoints(account.name()).gpuSecond();
    return price == null ? null : price.times(account.rate());
  }

  /** What conversation needs to know of the catalogue. */
  public ModelCatalogue modelCatalogue() {
    return modelCatalogue;
  }

  @Override
  public List<Offer> offers(VideoRequest request, @Nullable Task source) {
    return modelCatalogue.check(request, source) instanceof RequestCheck.Valid(List<Offer> offers)
        ? offers
        : List.of();
  }

  @Override
  public SubmitResult submit(Task task, @Nullable Task source, Consumer<KeyedPost> beforePost) {
    ProviderClient provider = providers.get(task.offer().provider());
    ModelRow row = row(task).orElse(null);
    if (provider == null || row == null) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.NO_PROVIDER, "no longer configured"), true);
    }
    ComfyUi gpu = gpus.get(provider.name());
    return gpu == null
        ? submit.submit(provider, row, task, source, beforePost)
        : submit.submit(gpu, provider, row, task, source, beforePost);
  }

  @Override
  public SubmitResult repeat(Task task, KeyedPost post) {
    ComfyUi gpu = gpus.get(task.offer().provider());
    if (gpu != null) {
      return gpu.repeat(row(task).orElse(null), task);
    }
    ProviderClient provider = providers.get(task.offer().provider());
    return provider == null
        ? new SubmitResult.Indeterminate("the provider is no longer configured")
        : submit.repeat(provider, dialect(provider, task), task, post);
  }

  @Override
  public Instant earliestPoll(Task task) {
    ProviderClient provider = providers.get(task.offer().provider());
    return provider == null ? Instant.MIN : poll.earliest(dialect(provider, task), task);
  }

  @Override
  public PollResult poll(Task task, String remoteId) {
    ProviderClient provider = providers.get(task.offer().provider());
    ComfyUi gpu = gpus.get(task.offer().provider());
    if (provider != null && gpu != null) {
      return poll.noted(provider, gpu.poll(row(task).orElse(null), task));
    }
    return provider == null
        ? new PollResult.Unclear("the provider is no longer configured", null)
        : poll.poll(provider, dialect(provider, task), times(task), task, remoteId);
  }

  @Override
  public FetchResult fetch(Task task, String remoteId, RemoteFile file, GrowingFile into) {
    ProviderClient provider = providers.get(task.offer().provider());
    return provider == null
        ? new FetchResult.RetryLater(
            Failure.of(FailureKind.NO_PROVIDER, "no longer configured"), null)
        : fetch.fetch(provider, dialect(provider, task), task, remoteId, file, into);
  }

  /** How the task's provider calls it in what it said when it called; empty if it does not. */
  public Optional<String> nameInCallback(Task task, String said) {
    return Optional.ofNullable(providers.get(task.offer().provider()))
        .flatMap(provider ->
            row(task)
                .flatMap(row ->
                    provider
                        .dialect(row)
                        .idInCallback(said, row.variant(task.offer().means()).wire().model())));
  }

  /** Whether the cost is in a relay's answers. */
  public boolean tellsCost(String provider) {
    return catalogue.endpoints(provider).tellsCost();
  }

  private Optional<ModelRow> row(Task task) {
    return catalogue.find(task.offer().provider(), task.offer().model());
  }

  private Dialect dialect(ProviderClient provider, Task task) {
    return row(task).map(provider::dialect).orElse(provider.dialect());
  }

  /** The row may be gone from the file while its tasks still run. */
  private ModelRow.Times times(Task task) {
    return row(task)
        .map(ModelRow::times)
        .orElseGet(() ->
            new ModelRow.Times(
                task.offer().typical(),
                task.offer().hardDeadline(),
                task.offer().hardDeadline(),
                Duration.ofHours(24)));
  }

  /** Names of the enabled providers in their order. */
  public List<String> names() {
    return List.copyOf(providers.keySet());
  }

  /** How many tasks a provider may have at once; 0 for one that is not enabled. */
  public int concurrency(String provider) {
    ProviderClient target = providers.get(provider);
    return target == null ? 0 : target.account().concurrency();
  }

  /** How many new tasks a provider may get in a minute; 0 for one that is not enabled. */
  public int submitsPerMinute(String provider) {
    ProviderClient target = providers.get(provider);
    return target == null ? 0 : target.account().submitsPerMinute();
  }

  /** Whether a provider gets new tasks now. */
  public boolean isHealthy(String provider) {
    ProviderClient target = providers.get(provider);
    return target != null && target.health().isAvailable();
  }

  @Override
  public List<Status> providers() {
    return providers.values().stream().map(this::status).toList();
  }

  @Override
  public ModelControl models() {
    return switches;
  }

  private Status status(ProviderClient provider) {
    ProviderHealth health = provider.health();
    return new Status(
        provider.name(),
        health.isEnabled(),
        switch (health.breaker().getState()) {
          case OPEN, FORCED_OPEN -> Breaker.OPEN;
          case HALF_OPEN -> Breaker.HALF_OPEN;
          case CLOSED, DISABLED, METRICS_ONLY -> Breaker.CLOSED;
        },
        health.pauseReason(),
        ProbeCall.balance(provider).map(AccountBalance::text).orElse(null),
        retiredModels(provider.name()));
  }

  /** On at first. A provider that is off gets no new tasks; those it has are followed. */
  @Override
  public boolean setEnabled(String provider, boolean on) {
    ProviderClient target = providers.get(provider);
    if (target != null) {
      target.health().setEnabled(on);
      if (on) {
        retiredModels.forget(provider);
      }
    }
    return target != null;
  }

  /** Why a provider is paused (no balance, key refused), if it is. */
  public Optional<String> pauseReason(String provider) {
    return Optional.ofNullable(providers.get(provider))
        .map(target -> target.health().pauseReason());
  }

  /** Models that are out at a provider, because its relay said it does not have them. */
  List<String> retiredModels(String provider) {
    return retiredModels.of(provider);
  }

  /** The cache of uploaded pictures, for metrics. */
  public Cache<?, ?> uploadCache() {
    return imageHandover.uploadCache();
  }

  /** Tries every key without spending; a refused one pauses its provider and is told. Blocks. */
  public void checkKeys() {
    for (ProviderClient provider : providers.values()) {
      switch (ProbeCall.probe(provider)) {
        case ProbeResult.KeyRefused(String detail) ->
            provider.health().pause(Alert.Kind.PROVIDER_AUTH, detail);
        case ProbeResult.NoBalance(String detail) ->
            provider.health().pause(Alert.Kind.PROVIDER_BALANCE, detail);
        case ProbeResult.Usable _, ProbeResult.Unreachable _ -> {}
      }
    }
  }

  /**
   * Asks every provider that has one for its list of models and their prices, so that a row it has
   * dropped is left out before a person asks for it. Free; to be called once a day.
   */
  public void refreshModels() {
    providers.values().forEach(switches::refresh);
    refreshWorkflows();
  }

  /** A row whose nodes or files are missing on its GPU is left out until they are there. */
  private void refreshWorkflows() {
    gpus.forEach((name, gpu) ->
        gpu.problems(catalogue.offeredBy(name))
            .forEach((row, problems) -> {
              if (problems.isEmpty()) {
                retiredModels.forget(row);
              } else {
                retiredModels.add(row, String.join("; ", problems));
              }
            }));
  }

  /** Whether any model that people can have now is not switched off by its maker. */
  public boolean hasLivingModel() {
    return modelCatalogue.models().stream().anyMatch(model -> !model.retired());
  }

  /**
   * Asks for the balance of every provider that is paused for want of one, so that who is topped up
   * comes back by itself, and GPUs for what was installed there. Free; to be called every few
   * minutes.
   */
  public void refreshBalances() {
    for (ProviderClient provider : providers.values()) {
      if (provider.health().lacksBalance()) {
        ProbeCall.balance(provider).ifPresent(provider.health()::recordBalance);
      }
    }
    refreshWorkflows();
  }
}
