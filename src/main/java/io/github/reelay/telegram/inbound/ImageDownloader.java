package io.github.reelay.telegram.inbound;

import io.github.reelay.task.EnumNames;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.BotApiUrls;
import io.github.reelay.telegram.api.HttpClients;
import io.github.reelay.telegram.api.StopSignal;
import io.github.reelay.telegram.api.TelegramError;
import io.github.reelay.telegram.api.TelegramResult;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.objects.File;

/**
 * A downloader of pictures that people sent, into the media folder. The address they are fetched
 * from holds the token and stays in here. Thread-safe; blocks.
 */
public final class ImageDownloader {
  private static final Logger log = LoggerFactory.getLogger(ImageDownloader.class);

  /** Bot API, getFile: "bots can download files of up to 20MB in size". */
  private static final long MAX_BYTES = 20L * 1024 * 1024;

  private static final int MAX_TRIES = 3;
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final BotApi api;
  private final HttpClients http;
  private final BotApiUrls urls;
  private final MediaStore media;
  private final Optional<LocalFiles> localFiles;
  private final StopSignal stop;

  /**
   * @param localFiles the folder of a Bot API server that runs here, if there is one
   */
  public ImageDownloader(
      BotApi api,
      HttpClients http,
      BotApiUrls urls,
      MediaStore media,
      Optional<Path> localFiles,
      StopSignal stop) {
    this.localFiles = localFiles.map(LocalFiles::new);
    this.api = api;
    this.http = http;
    this.urls = urls;
    this.media = media;
    this.stop = stop;
  }

  /** What became of a picture. */
  sealed interface ImageResult {
    record Stored(ReferenceImage image) implements ImageResult {}

    /** Not usable; a key of the texts says why and what to do. */
    record Unusable(String messageKey) implements ImageResult {}

    /** Not this time, perhaps the next. */
    record Failed() implements ImageResult {}
  }

  ImageResult fetch(SentImage sentImage) {
    if (sentImage.bytes() > MAX_BYTES) {
      return new ImageResult.Unusable("telegram.picture-too-large");
    }
    for (int i = 1; ; i++) {
      ImageResult fetched = fetchOnce(sentImage);
      if (!(fetched instanceof ImageResult.Failed) || i == MAX_TRIES) {
        return fetched;
      }
      if (!stop.sleepUnlessStopped(RETRY_DELAY.multipliedBy(i))) {
        throw new CancellationException("the program ends; the message is read again at the start");
      }
    }
  }

  private ImageResult fetchOnce(SentImage sentImage) {
    return switch (api.call(new GetFile(sentImage.fileId()))) {
      case TelegramResult.Done<File>(File file) -> download(file);
      case TelegramResult.Refused<File> refused ->
          new ImageResult.Unusable(
              refused.error() == TelegramError.FILE_TOO_BIG
                  ? "telegram.picture-too-large"
                  : "telegram.picture-failed");
      case TelegramResult.RetryLater<File> _, TelegramResult.Unclear<File> _ ->
          new ImageResult.Failed();
    };
  }

  private ImageResult download(File file) {
    String path = file.getFilePath();
    try {
      return localFiles.isPresent() && LocalFiles.isLocal(path)
          ? store(localFiles.get().open(path))
          : downloadFrom(urls.file(path));
    } catch (IOException e) {
      log.atWarn()
          .log(
              "A picture could not be fetched: {}; trying again",
              e.getClass().getSimpleName() + " " + urls.redact(e.getMessage()));
      return new ImageResult.Failed();
    }
  }

  private ImageResult downloadFrom(HttpUrl url) throws IOException {
    Request request = new Request.Builder().url(url).build();
    try (Response response = http.calls().newCall(request).execute()) {
      if (response.code() != 200) {
        log.atWarn()
            .log("A picture could not be fetched: status {}; trying again", response.code());
        return new ImageResult.Failed();
      }
      return response.body().contentLength() > MAX_BYTES
          ? new ImageResult.Unusable("telegram.picture-too-large")
          : store(response.body().byteStream());
    }
  }

  private ImageResult store(InputStream bytes) throws IOException {
    try (bytes) {
      return switch (media.storeImage(bytes, MAX_BYTES)) {
        case MediaStore.StoreImageResult.Stored(ReferenceImage image) ->
            new ImageResult.Stored(image);
        case MediaStore.StoreImageResult.Invalid(var reason) ->
            new ImageResult.Unusable("picture." + EnumNames.kebabCase(reason));
      };
    }
  }
}
