package io.github.reelay.provider;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.VideoProvider;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The enabled providers behind one door. Thread-safe; calls block and end by themselves. */
public final class Providers implements VideoProvider {
  /** Queries and uploads are free and repeated, so they may give up early. */
  private static final Duration FREE_CALL = Duration.ofSeconds(30);

  private final Catalogue catalogue;
  private final Map<String, Provider> relays = new LinkedHashMap<>();
  private final RetiredModels retired;
  private final ProviderCatalogue menu;
  private final ImageHandover handOver;
  private final SubmitCall submit;
  private final PollCall poll;
  private final FetchCall fetch;
  private final OkHttpClient free;

  /**
   * @param entries the enabled providers in the order they are to be tried
   */
  public Providers(
      Catalogue catalogue,
      List<ProviderAccount> entries,
      ProviderOptions options,
      MediaStore media,
      MediaConverter converter,
      MediaLinks links,
      Alert.Sink alerts,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.free =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(FREE_CALL)
            .build();
    for (ProviderAccount account : entries) {
      relays.put(
          account.name(),
          new Provider(
              account,
              catalogue.traits(account.name()),
              new ProviderHealth(account.name(), clock, alerts),
              free,
              clock));
    }
    this.retired = new RetiredModels(alerts);
    this.menu = new ProviderCatalogue(catalogue, relays, retired, options.pictureLinks());
    this.handOver = new ImageHandover(media, converter, links, clock);
    this.submit =
        new SubmitCall(menu, new PaidPost(options.submitTimeout()), handOver, converter, retired);
    this.poll = new PollCall(free, clock);
    this.fetch = new FetchCall(options, clock);
  }

  /** What conversation needs to know of the catalogue. */
  public ModelCatalogue menu() {
    return menu;
  }

  @Override
  public List<Offer> offers(VideoRequest request, @Nullable Task source) {
    return menu.check(request, source) instanceof RequestCheck.Valid(List<Offer> offers)
        ? offers
        : List.of();
  }

  @Override
  public SubmitResult submit(Task task, @Nullable Task source) {
    Provider provider = relays.get(task.offer().provider());
    ModelRow row = catalogue.find(task.offer().provider(), task.offer().model()).orElse(null);
    if (provider == null || row == null) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.NO_PROVIDER, "no longer configured"), true);
    }
    return submit.submit(provider, row, task, source);
  }

  @Override
  public PollResult poll(Task task, String remoteId) {
    Provider provider = relays.get(task.offer().provider());
    return provider == null
        ? new PollResult.Unclear("the provider is no longer configured", null)
        : poll.poll(provider, times(task), task, remoteId);
  }

  @Override
  public FetchResult fetch(Task task, String remoteId, RemoteFile file, Path into) {
    Provider provider = relays.get(task.offer().provider());
    return provider == null
        ? new FetchResult.Again(Failure.of(FailureKind.NO_PROVIDER, "no longer configured"), null)
        : fetch.fetch(provider, task, remoteId, file, into);
  }

  /** The row may be gone from the file while its tasks still run. */
  private ModelRow.Times times(Task task) {
    return catalogue
        .find(task.offer().provider(), task.offer().model())
        .map(ModelRow::times)
        .orElseGet(() ->
            new ModelRow.Times(
                task.offer().typical(),
                task.offer().hardDeadline(),
                task.offer().hardDeadline(),
                Duration.ofHours(24)));
  }

  /** Names of the enabled providers in their order. */
  public List<String> providers() {
    return List.copyOf(relays.keySet());
  }

  /** How many tasks a provider may have at once; 0 for one that is not enabled. */
  public int concurrency(String provider) {
    Provider relay = relays.get(provider);
    return relay == null ? 0 : relay.entry().concurrency();
  }

  /** How many new tasks a provider may get in a minute; 0 for one that is not enabled. */
  public int submitsPerMinute(String provider) {
    Provider relay = relays.get(provider);
    return relay == null ? 0 : relay.entry().submitsPerMinute();
  }

  /** Whether a provider gets new tasks now. */
  public boolean isHealthy(String provider) {
    Provider relay = relays.get(provider);
    return relay != null && relay.health().isGood();
  }

  /**
   * The operator's switch; on at first, not kept over restarts. A provider that is off gets no new
   * tasks; those it has are followed.
   *
   * @return false when there is none of that name
   */
  public boolean enable(String provider, boolean on) {
    Provider relay = relays.get(provider);
    if (relay != null) {
      relay.health().enable(on);
    }
    return relay != null;
  }

  public boolean isEnabled(String provider) {
    Provider relay = relays.get(provider);
    return relay != null && relay.health().isEnabled();
  }

  /** Why a provider is paused (no balance, key refused), if it is. */
  public Optional<String> paused(String provider) {
    return Optional.ofNullable(relays.get(provider)).map(relay -> relay.health().paused());
  }

  /** Models that a provider's relay said it no longer has. */
  public List<String> retired(String provider) {
    return retired.of(provider);
  }

  /** For metrics. */
  public Collection<CircuitBreaker> breakers() {
    return relays.values().stream().map(provider -> provider.health().breaker()).toList();
  }

  /** The cache of uploaded pictures, for metrics. */
  public Cache<?, ?> uploads() {
    return handOver.uploads();
  }

  /** Tries a provider's key without spending. */
  public ProbeResult probe(String provider) {
    Provider relay = relays.get(provider);
    return relay == null ? new ProbeResult.Unreachable("not enabled") : ProbeCall.probe(relay);
  }

  /** What is left on a provider's account, where the relay tells. */
  public Optional<AccountBalance> balance(String provider) {
    return Optional.ofNullable(relays.get(provider)).flatMap(ProbeCall::balance);
  }
}
