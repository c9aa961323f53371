package io.github.reelay.provider;

import io.github.reelay.config.Secret;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.provider.dialect.Dialect;
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
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Relays with a settable clock, pictures out of thin air, and tasks to try them with. */
final class ProviderFixture {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final ReferenceImage PICTURE =
      new ReferenceImage("ab".repeat(32), "image/jpeg", 1600, 900, 5_000);
  static final ReferenceImage TALL =
      new ReferenceImage("cd".repeat(32), "image/jpeg", 900, 1600, 5_000);
  static final Catalogue SHIPPED =
      CatalogueReader.read(Path.of("config", "models.yaml")).catalogue();

  final List<Alert> alerts = new ArrayList<>();
  final List<MediaConverter.@Nullable Size> fits = new ArrayList<>();
  final ProviderRegistry providers;
  final SettableClock clock = new SettableClock(START);

  ProviderFixture(List<ProviderAccount> entries, ProviderOptions options) {
    this(SHIPPED, entries, options);
  }

  ProviderFixture(Catalogue catalogue, List<ProviderAccount> entries, ProviderOptions options) {
    providers =
        new ProviderRegistry(
            catalogue,
            entries,
            options,
            new NoMedia(),
            new Fitter(),
            new Links(),
            alerts::add,
            clock);
  }

  static ProviderAccount entry(String name, String dialect, String base) {
    return new ProviderAccount(
        name, Dialect.find(dialect).orElseThrow(), URI.create(base), new Secret("test-key"), 3, 60);
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
    return running(task, remoteId)
        .nextVersion(new TaskState.Ready(START, video, false, START), null);
  }

  static Offer offer(String provider, String model, GenerationMode mode, int seconds) {
    return new Offer(
        provider,
        model,
        mode,
        seconds,
        null,
        null,
        SHIPPED.find(provider, model).orElseThrow().price().forSeconds(seconds),
        Duration.ofMinutes(3),
        Duration.ofHours(3));
  }

  /** Gives bytes that name what was asked for. */
  private final class Fitter implements MediaConverter {
    @Override
    public byte[] toJpeg(ReferenceImage image, @Nullable Size exactSize, long maxBytes) {
      fits.add(exactSize);
      return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};
    }

    @Override
    public ReferenceImage lastFrame(Video video) {
      return new ReferenceImage("99".repeat(32), "image/jpeg", video.width(), video.height(), 4);
    }

    @Override
    public Optional<byte[]> thumbnail(Video video, int maxSide, int maxBytes) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> shrink(Video video, long maxBytes) {
      return Optional.empty();
    }
  }

  private static final class Links implements MediaLinks {
    @Override
    public Optional<URI> link(ReferenceImage image, Duration validFor) {
      return Optional.of(URI.create("https://reelay.example/media/" + image.sha256()));
    }

    @Override
    public Optional<URI> link(Video video, Duration validFor) {
      return Optional.empty();
    }
  }

  /** Relays only ask the store to take in a shrunk picture, which no test here needs. */
  private static final class NoMedia implements MediaStore {
    @Override
    public Path partFile(TaskId task) throws IOException {
      throw new IOException("no media here");
    }

    @Override
    public StoreVideoResult storeVideo(TaskId task, Path partFile) throws IOException {
      throw new IOException("no media here");
    }

    @Override
    public StoreImageResult storeImage(InputStream bytes, long limit) throws IOException {
      throw new IOException("no media here");
    }

    @Override
    public Path path(Video video) {
      return Path.of(video.file());
    }

    @Override
    public Path path(ReferenceImage image) {
      return Path.of(image.sha256());
    }

    @Override
    public boolean has(Video video) {
      return false;
    }

    @Override
    public boolean has(ReferenceImage image) {
      return false;
    }

    @Override
    public void delete(Video video) {}
  }
}
