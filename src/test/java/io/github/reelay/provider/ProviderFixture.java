package io.github.reelay.provider;

import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.Secret;
import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.callback.CallbackOptions;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.provider.catalogue.PriceTable;
import io.github.reelay.provider.catalogue.ProofStore;
import io.github.reelay.provider.catalogue.ProvenModels;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.SubmitResult;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers with a settable clock and fake media, and tasks to try them with. */
final class ProviderFixture {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final ReferenceImage PICTURE =
      new ReferenceImage("ab".repeat(32), "image/jpeg", 1600, 900, 5_000);
  static final ReferenceImage TALL =
      new ReferenceImage("cd".repeat(32), "image/jpeg", 900, 1600, 5_000);
  static final Catalogue SHIPPED =
      CatalogueReader.read(new ConfigFolder(Path.of("config"))).catalogue();

  final List<Alert> alerts = new ArrayList<>();
  final FakeMedia media = new FakeMedia();
  final ProviderRegistry providers;
  ProvenModels proven;
  final SettableClock clock = new SettableClock(START);
  final CallbackLinks callbacks;

  static final ProviderOptions OPTIONS = options(Duration.ofMinutes(2), false);

  static ProviderOptions options(Duration submitTimeout, boolean imageLinks) {
    return new ProviderOptions(
        submitTimeout, 1 << 30, Duration.ofMinutes(10), "sora-2", imageLinks);
  }

  ProviderFixture(List<ProviderAccount> entries, ProviderOptions options) {
    this(SHIPPED, entries, options);
  }

  ProviderFixture(Catalogue catalogue, List<ProviderAccount> entries, ProviderOptions options) {
    this(catalogue, entries, options, ProvenModels.NONE);
  }

  ProviderFixture(
      Catalogue catalogue,
      List<ProviderAccount> entries,
      ProviderOptions options,
      ProvenModels known) {
    this(catalogue, entries, options, known, new CallbackOptions(null, true));
  }

  ProviderFixture(
      Catalogue catalogue,
      List<ProviderAccount> entries,
      ProviderOptions options,
      ProvenModels known,
      CallbackOptions calls) {
    proven = known;
    callbacks = new CallbackLinks(calls, new HmacSigner(new byte[32]), clock);
    media.link = URI.create("https://reelay.example/media/" + PICTURE.sha256());
    providers =
        new ProviderRegistry(
            catalogue,
            entries,
            options,
            media,
            media,
            media,
            alerts::add,
            proofs(),
            callbacks,
            clock);
  }

  private ProofStore proofs() {
    return new ProofStore() {
      @Override
      public ProvenModels read() {
        return proven;
      }

      @Override
      public void addKey(String provider, boolean honoured) {
        Map<String, Boolean> keys = new HashMap<>(proven.keys());
        keys.put(provider, honoured);
        proven = new ProvenModels(proven.models(), keys, List.of());
      }
    };
  }

  SubmitResult submit(Task task, @Nullable Task source) {
    return providers.submit(task, source, _ -> {});
  }

  static ProviderAccount entry(String name, String dialect, String base) {
    return new ProviderAccount(
        name,
        true,
        Dialects.find(dialect).orElseThrow(),
        URI.create(base),
        new Secret("test-key"),
        3,
        60,
        ProviderAccount.Repeat.NEVER,
        name.equals("modelverse") ? new BigDecimal("0.14") : BigDecimal.ONE);
  }

  /** Entries under the names of the shipped rows; nobody listens at their addresses. */
  static List<ProviderAccount> allEntries() {
    return List.of(
        entry("apimart", "envelope", "http://127.0.0.1:9/apimart"),
        entry("xcompute", "envelope", "http://127.0.0.1:9/xcompute"),
        entry("modelverse", "openai", "http://127.0.0.1:9/modelverse"));
  }

  static Task task(VideoRequest request, Offer offer) {
    return Task.accepted(
        TaskId.of(START.toEpochMilli(), 7),
        "test:1",
        new Requester(new PersonRef("web", "ann"), "Ann", Locale.ENGLISH),
        Destination.of(new ChatRef("web", "ann")),
        request,
        offer,
        START);
  }

  /** A task by the first offer of the catalogue. */
  Task task(VideoRequest request) {
    return task(request, providers.offers(request, null).getFirst());
  }

  static Task running(Task task, String remoteId) {
    return task.nextVersion(TaskState.Running.started(remoteId, START, START), null);
  }

  static Task delivered(Task task, String remoteId, int width, int height) {
    Video video = new Video("v.mp4", 10, width, height, Duration.ofSeconds(8), "ef");
    return running(task, remoteId).nextVersion(TaskState.Ready.stored(START, video), null);
  }

  static Offer offer(String provider, String model, GenerationMode mode, int seconds) {
    return new Offer(
        provider,
        model,
        mode,
        seconds,
        null,
        null,
        SHIPPED
            .find(provider, model)
            .flatMap(row -> row.price().find(PriceTable.PricedVideo.usual(row, seconds)))
            .orElseThrow(),
        Duration.ofMinutes(3),
        Duration.ofHours(3),
        false);
  }
}
