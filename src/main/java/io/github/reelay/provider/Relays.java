package io.github.reelay.provider;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.reelay.conversation.ModelMenu;
import io.github.reelay.conversation.RequestCheck;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Request;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.FetchAnswer;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import io.github.reelay.tracking.MediaStore;
import io.github.reelay.tracking.PollAnswer;
import io.github.reelay.tracking.SubmitAnswer;
import io.github.reelay.tracking.VideoProvider;
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
public final class Relays implements VideoProvider {
  /** Queries and uploads are free and repeated, so they may give up early. */
  private static final Duration FREE_CALL = Duration.ofSeconds(30);

  private final Catalogue catalogue;
  private final Map<String, Relay> relays = new LinkedHashMap<>();
  private final Retired retired;
  private final Menu menu;
  private final HandOver handOver;
  private final Submitting submitting;
  private final Polling polling;
  private final Fetching fetching;
  private final OkHttpClient free;

  /**
   * @param entries the enabled providers in the order they are to be tried
   */
  public Relays(
      Catalogue catalogue,
      List<ProviderEntry> entries,
      RelayOptions options,
      MediaStore media,
      ImageFitter fitter,
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
    for (ProviderEntry entry : entries) {
      relays.put(
          entry.name(),
          new Relay(
              entry,
              catalogue.traits(entry.name()),
              new Health(entry.name(), clock, alerts),
              free,
              clock));
    }
    this.retired = new Retired(alerts);
    this.menu = new Menu(catalogue, relays, retired, options.pictureLinks());
    this.handOver = new HandOver(media, fitter, links, clock);
    this.submitting =
        new Submitting(menu, new PaidPost(options.submitTimeout()), handOver, fitter, retired);
    this.polling = new Polling(free, clock);
    this.fetching = new Fetching(options, clock);
  }

  /** What conversation needs to know of the catalogue. */
  public ModelMenu menu() {
    return menu;
  }

  @Override
  public List<Offer> offers(Request request, @Nullable Task source) {
    return menu.check(request, source) instanceof RequestCheck.Fine(List<Offer> offers)
        ? offers
        : List.of();
  }

  @Override
  public SubmitAnswer submit(Task task, @Nullable Task source) {
    Relay relay = relays.get(task.offer().provider());
    ModelRow row = catalogue.find(task.offer().provider(), task.offer().model()).orElse(null);
    if (relay == null || row == null) {
      return new SubmitAnswer.NotAccepted(
          Failure.of(FailureKind.NO_PROVIDER, "no longer configured"), true);
    }
    return submitting.submit(relay, row, task, source);
  }

  @Override
  public PollAnswer poll(Task task, String remoteId) {
    Relay relay = relays.get(task.offer().provider());
    return relay == null
        ? new PollAnswer.Unclear("the provider is no longer configured", null)
        : polling.poll(relay, times(task), task, remoteId);
  }

  @Override
  public FetchAnswer fetch(Task task, String remoteId, RemoteFile file, Path into) {
    Relay relay = relays.get(task.offer().provider());
    return relay == null
        ? new FetchAnswer.Again(Failure.of(FailureKind.NO_PROVIDER, "no longer configured"), null)
        : fetching.fetch(relay, task, remoteId, file, into);
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
    Relay relay = relays.get(provider);
    return relay == null ? 0 : relay.entry().concurrency();
  }

  /** How many new tasks a provider may get in a minute; 0 for one that is not enabled. */
  public int submitsPerMinute(String provider) {
    Relay relay = relays.get(provider);
    return relay == null ? 0 : relay.entry().submitsPerMinute();
  }

  /** Whether a provider gets new tasks now. */
  public boolean isHealthy(String provider) {
    Relay relay = relays.get(provider);
    return relay != null && relay.health().isGood();
  }

  /**
   * The operator's switch; on at first, not kept over restarts. A provider that is off gets no new
   * tasks; those it has are followed.
   *
   * @return false when there is none of that name
   */
  public boolean enable(String provider, boolean on) {
    Relay relay = relays.get(provider);
    if (relay != null) {
      relay.health().enable(on);
    }
    return relay != null;
  }

  public boolean isEnabled(String provider) {
    Relay relay = relays.get(provider);
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
    return relays.values().stream().map(relay -> relay.health().breaker()).toList();
  }

  /** The cache of uploaded pictures, for metrics. */
  public Cache<?, ?> uploads() {
    return handOver.uploads();
  }

  /** Tries a provider's key without spending. */
  public Probe probe(String provider) {
    Relay relay = relays.get(provider);
    return relay == null ? new Probe.Unreachable("not enabled") : Probing.probe(relay);
  }

  /** What is left on a provider's account, where the relay tells. */
  public Optional<Balance> balance(String provider) {
    return Optional.ofNullable(relays.get(provider)).flatMap(Probing::balance);
  }
}
