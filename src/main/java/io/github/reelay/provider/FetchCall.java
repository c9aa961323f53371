package io.github.reelay.provider;

import io.github.reelay.http.DownloadResult;
import io.github.reelay.http.FetchLimits;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The download of a finished file through the guarded client; tells a late link from a dead one.
 */
record FetchCall(ProviderOptions options, InstantSource clock) {
  /**
   * A link may be 404 for 4 to 30 s after "completed" (docs/facts.md, "Relays: the finished file");
   * as long as this it is not yet dead.
   */
  private static final Duration LINK_GRACE_PERIOD = Duration.ofSeconds(90);

  private static final Logger log = LoggerFactory.getLogger(FetchCall.class);

  /** A link that is slower than 17 kB a second is let go, and tried again later. */
  private static final long LEAST_BYTES = 512 * 1024;

  private static final Duration LEAST_BYTES_TIME = Duration.ofSeconds(30);

  /** Longer than any sentence that stands before a file. */
  private static final int TEXT_SAMPLE = 64 * 1024;

  /** What came of a file that is not whole is of no use to anybody, and is deleted. */
  FetchResult fetch(
      ProviderClient provider,
      Dialect dialect,
      Task task,
      String remoteId,
      RemoteFile file,
      GrowingFile into) {
    Optional<String> route = dialect.contentPath(remoteId).map(provider::url);
    FetchResult result = download(provider, route, task, file, into);
    if (!(result instanceof FetchResult.Fetched)) {
      try {
        Files.deleteIfExists(into.path());
      } catch (IOException e) {
        log.atWarn().log("A part of a video stays until it is swept: {}", e.toString());
      }
    }
    return result;
  }

  /**
   * @param route where the file is had too, if its link is dead
   */
  private FetchResult download(
      ProviderClient provider,
      Optional<String> route,
      Task task,
      RemoteFile file,
      GrowingFile into) {
    FetchLimits limits =
        new FetchLimits(
            options.maxVideoBytes(), options.fetchTimeout(), LEAST_BYTES, LEAST_BYTES_TIME);
    // The key goes to the provider's own origin only: some links point there and want it.
    Function<String, FetchResult> get =
        address ->
            toResult(
                provider
                    .downloader()
                    .toFile(address, into::open, limits, provider.fileCredential()),
                task,
                file,
                into);
    FetchResult result =
        file.link() == null
            ? new FetchResult.LinkDead(Failure.of(FailureKind.NO_FILE, "no link, no route"))
            : get.apply(file.link());
    return result instanceof FetchResult.LinkDead ? route.map(get).orElse(result) : result;
  }

  private FetchResult toResult(
      DownloadResult download, Task task, RemoteFile file, GrowingFile into) {
    return switch (download) {
      case DownloadResult.Downloaded downloaded -> checkDownloaded(downloaded, into);
      case DownloadResult.Refused(DownloadResult.Reason reason, String detail) ->
          new FetchResult.Refused(
              Failure.of(
                  reason == DownloadResult.Reason.TOO_LARGE
                      ? FailureKind.VIDEO_TOO_LARGE
                      : FailureKind.BAD_FILE,
                  reason + ": " + detail));
      case DownloadResult.Failed failed when failed.kind() == DownloadResult.Kind.WRITE_FAILED ->
          new FetchResult.NotStored(failed.detail());
      case DownloadResult.Failed failed -> explainFailure(failed, task, file);
    };
  }

  /**
   * A page or an error that came with 200 is no file, whatever it is called; what the other bytes
   * are is checked later.
   */
  private static FetchResult checkDownloaded(
      DownloadResult.Downloaded downloaded, GrowingFile into) {
    try (InputStream in = Files.newInputStream(into.path())) {
      return isText(in.readNBytes(TEXT_SAMPLE))
          ? new FetchResult.RetryLater(
              Failure.of(
                  FailureKind.BAD_FILE,
                  downloaded.length() + " bytes of text, called " + downloaded.contentType()),
              null)
          : new FetchResult.Fetched();
    } catch (IOException disk) {
      return new FetchResult.NotStored("not readable: " + disk);
    }
  }

  /** Whether these first bytes are words, or nothing: every container of videos has zeros here. */
  static boolean isText(byte[] head) {
    boolean isText = true;
    for (byte value : head) {
      isText &= value >= ' ' || value < 0 || value == '\n' || value == '\r' || value == '\t';
    }
    return isText;
  }

  private FetchResult explainFailure(DownloadResult.Failed failed, Task task, RemoteFile file) {
    Failure failure = Failure.of(FailureKind.LINK_DEAD, failed.detail());
    boolean gone =
        switch (failed.status()) {
          case 401, 403, 410 -> file.link() != null;
          case 404 -> !isRecentlyDone(task);
          default -> false;
        };
    return gone || (failed.status() == 404 && isExpired(file))
        ? new FetchResult.LinkDead(failure)
        : new FetchResult.RetryLater(failure, failed.retryAfter());
  }

  private boolean isExpired(RemoteFile file) {
    Instant end = file.expiresAt();
    return end != null && !clock.instant().isBefore(end);
  }

  private boolean isRecentlyDone(Task task) {
    return task.state() instanceof TaskState.Running running
        && running.doneAt() != null
        && clock.instant().isBefore(running.doneAt().plus(LINK_GRACE_PERIOD));
  }
}
