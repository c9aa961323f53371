package io.github.reelay.media;

import io.github.reelay.conversation.PictureFetcher;
import io.github.reelay.http.DownloadResult;
import io.github.reelay.http.FetchLimits;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetcher of pictures by their address: through the client that never reaches a private
 * network, within the bounds of a picture that is sent. Thread-safe.
 */
public final class LinkedPictures implements PictureFetcher {
  private static final Logger log = LoggerFactory.getLogger(LinkedPictures.class);

  /** A larger picture is not downloaded. */
  private static final long MAX_BYTES = 20 << 20;

  /** Somebody waits for the answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Each holds up to the picture limit in memory. */
  private static final int MAX_CONCURRENT = 4;

  private final GuardedHttp http;
  private final MediaStore media;
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

  public LinkedPictures(GuardedHttp http, MediaStore media) {
    this.http = http;
    this.media = media;
  }

  @Override
  public FetchResult fetch(String address) {
    permits.acquireUninterruptibly();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      return switch (http.toStream(address, bytes, new FetchLimits(MAX_BYTES, TIMEOUT), null)) {
        case DownloadResult.Downloaded _ -> store(bytes.toByteArray());
        case DownloadResult.Refused refused -> refused(refused.reason());
        case DownloadResult.Failed failed -> failed(failed);
      };
    } catch (IOException disk) {
      log.atError().log("A picture could not be stored, the person is told: {}", disk.toString());
      return new FetchResult.Failed(FetchResult.Failure.NOT_STORED);
    } finally {
      permits.release();
    }
  }

  private FetchResult store(byte[] bytes) throws IOException {
    return switch (media.storeImage(new ByteArrayInputStream(bytes), MAX_BYTES)) {
      case StoreImageResult.Stored(var picture) -> new FetchResult.Fetched(picture);
      case StoreImageResult.Invalid(var reason) -> new FetchResult.Unusable(reason);
    };
  }

  private static FetchResult refused(DownloadResult.Reason reason) {
    return switch (reason) {
      case INVALID_ADDRESS -> new FetchResult.Failed(FetchResult.Failure.INVALID);
      case PRIVATE_ADDRESS -> new FetchResult.Failed(FetchResult.Failure.PRIVATE);
      case TOO_MANY_REDIRECTS -> new FetchResult.Failed(FetchResult.Failure.UNREACHABLE);
      case TOO_LARGE -> new FetchResult.Unusable(StoreImageResult.Reason.TOO_MANY_BYTES);
    };
  }

  private static FetchResult failed(DownloadResult.Failed failed) {
    boolean said =
        failed.kind() == DownloadResult.Kind.HTTP_ERROR
            && failed.status() >= 400
            && failed.status() < 500;
    return new FetchResult.Failed(
        said ? FetchResult.Failure.NOT_FOUND : FetchResult.Failure.UNREACHABLE);
  }
}
