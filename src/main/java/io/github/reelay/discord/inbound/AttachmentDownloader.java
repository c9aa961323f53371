package io.github.reelay.discord.inbound;

import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import io.github.reelay.http.DownloadResult;
import io.github.reelay.http.FetchLimits;
import io.github.reelay.http.GuardedHttp;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A downloader of the pictures people attach, into the media folder. */
public final class AttachmentDownloader {
  private static final Logger log = LoggerFactory.getLogger(AttachmentDownloader.class);

  /** A larger picture is not downloaded. */
  private static final long MAX_BYTES = 20 << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Each holds up to the picture limit in memory. */
  private static final int MAX_CONCURRENT = 4;

  private final GuardedHttp http;
  private final MediaStore media;
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT);

  public AttachmentDownloader(GuardedHttp http, MediaStore media) {
    this.http = http;
    this.media = media;
  }

  /** What became of an attachment. */
  sealed interface ImageResult {
    record Stored(ReferenceImage image) implements ImageResult {}

    /**
     * @param messageKey of the sentence that says why
     */
    record Failed(String messageKey) implements ImageResult {}
  }

  ImageResult download(AttachedFile attachedFile) {
    if (attachedFile.bytes() > MAX_BYTES) {
      return rejected(StoreImageResult.Reason.TOO_MANY_BYTES);
    }
    permits.acquireUninterruptibly();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DownloadResult download =
          http.toStream(attachedFile.url(), bytes, new FetchLimits(MAX_BYTES, TIMEOUT), null);
      return switch (download) {
        case DownloadResult.Downloaded _ -> store(bytes.toByteArray());
        case DownloadResult.Refused(var reason, String detail) -> {
          log.atWarn().log("An attached picture was not fetched: {} {}", reason, detail);
          yield reason == DownloadResult.Reason.TOO_LARGE
              ? rejected(StoreImageResult.Reason.TOO_MANY_BYTES)
              : new ImageResult.Failed("discord.picture-lost");
        }
        case DownloadResult.Failed failed -> {
          log.atWarn().log("An attached picture could not be fetched: {}", failed.detail());
          yield new ImageResult.Failed("discord.picture-lost");
        }
      };
    } catch (IOException disk) {
      log.atError().log("A picture could not be stored, the person is told: {}", disk.toString());
      return new ImageResult.Failed("discord.broken");
    } finally {
      permits.release();
    }
  }

  private ImageResult store(byte[] bytes) throws IOException {
    return switch (media.storeImage(new ByteArrayInputStream(bytes), MAX_BYTES)) {
      case StoreImageResult.Stored(ReferenceImage image) -> new ImageResult.Stored(image);
      case StoreImageResult.Invalid(var reason) -> rejected(reason);
    };
  }

  private static ImageResult rejected(StoreImageResult.Reason reason) {
    return new ImageResult.Failed("picture." + EnumNames.kebabCase(reason));
  }
}
