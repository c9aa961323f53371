package io.github.reelay.discord.inbound;

import io.github.reelay.discord.inbound.InboundEvent.Attached;
import io.github.reelay.http.DownloadResult;
import io.github.reelay.http.FetchLimits;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A downloader of the pictures people attach, into the media folder. */
public final class AttachmentDownloader {
  private static final Logger log = LoggerFactory.getLogger(AttachmentDownloader.class);

  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** Each holds up to the picture limit in memory. */
  private static final int AT_ONCE = 4;

  private final GuardedHttp http;
  private final MediaStore media;
  private final long limit;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  public AttachmentDownloader(GuardedHttp http, MediaStore media, long limit) {
    this.http = http;
    this.media = media;
    this.limit = limit;
  }

  /** What became of an attachment. */
  sealed interface Got {
    record Taken(ReferenceImage image) implements Got {}

    /**
     * @param key of the sentence that says why
     */
    record Problem(String key) implements Got {}
  }

  Got take(Attached attached) {
    if (attached.bytes() > limit) {
      return unfit(StoreImageResult.Reason.TOO_MANY_BYTES);
    }
    turns.acquireUninterruptibly();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DownloadResult download =
          http.toStream(attached.url(), bytes, new FetchLimits(limit, WITHIN), null);
      return switch (download) {
        case DownloadResult.Downloaded _ -> check(bytes.toByteArray());
        case DownloadResult.Refused(var reason, String detail) -> {
          log.atWarn().log("an attached picture was not fetched: {} {}", reason, detail);
          yield reason == DownloadResult.Reason.TOO_LARGE
              ? unfit(StoreImageResult.Reason.TOO_MANY_BYTES)
              : new Got.Problem("discord.picture-lost");
        }
        case DownloadResult.Failed failed -> {
          log.atWarn().log("an attached picture could not be fetched: {}", failed.detail());
          yield new Got.Problem("discord.picture-lost");
        }
      };
    } catch (IOException disk) {
      log.atError().log("a picture could not be stored, the person is told: {}", disk.toString());
      return new Got.Problem("discord.broken");
    } finally {
      turns.release();
    }
  }

  private Got check(byte[] bytes) throws IOException {
    return switch (media.storeImage(new ByteArrayInputStream(bytes), limit)) {
      case StoreImageResult.Stored(ReferenceImage image) -> new Got.Taken(image);
      case StoreImageResult.Invalid(var reason) -> unfit(reason);
    };
  }

  private static Got unfit(StoreImageResult.Reason reason) {
    return new Got.Problem("picture." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
