package io.github.reelay.telegram.inbound;

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
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
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
  private static final long LIMIT = 20L * 1024 * 1024;

  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final BotApi api;
  private final HttpClients http;
  private final BotApiUrls urls;
  private final MediaStore media;
  private final StopSignal stop;

  public ImageDownloader(
      BotApi api, HttpClients http, BotApiUrls urls, MediaStore media, StopSignal stop) {
    this.api = api;
    this.http = http;
    this.urls = urls;
    this.media = media;
    this.stop = stop;
  }

  /** What became of a picture. */
  sealed interface Fetched {
    record Taken(ReferenceImage image) implements Fetched {}

    /** Not usable; a key of the texts says why and what to do. */
    record Unfit(String key) implements Fetched {}

    /** Not this time, perhaps the next. */
    record Failed() implements Fetched {}
  }

  Fetched fetch(SentImage sent) {
    if (sent.bytes() > LIMIT) {
      return new Fetched.Unfit("telegram.picture-too-large");
    }
    for (int i = 1; ; i++) {
      Fetched fetched = once(sent);
      if (!(fetched instanceof Fetched.Failed) || i == TRIES) {
        return fetched;
      }
      if (!stop.pause(BETWEEN.multipliedBy(i))) {
        throw new CancellationException("the program ends; the message is read again at the start");
      }
    }
  }

  private Fetched once(SentImage sent) {
    return switch (api.call(new GetFile(sent.fileId()))) {
      case TelegramResult.Done<File>(File file) -> download(file);
      case TelegramResult.Refused<File> refused ->
          new Fetched.Unfit(
              refused.error() == TelegramError.FILE_TOO_BIG
                  ? "telegram.picture-too-large"
                  : "telegram.picture-failed");
      case TelegramResult.Wait<File> _, TelegramResult.Unclear<File> _ -> new Fetched.Failed();
    };
  }

  private Fetched download(File file) {
    Request request = new Request.Builder().url(urls.file(file.getFilePath())).build();
    try (Response response = http.calls().newCall(request).execute()) {
      if (response.code() != 200) {
        log.atWarn()
            .log("A picture could not be fetched: status {}; trying again", response.code());
        return new Fetched.Failed();
      }
      if (response.body().contentLength() > LIMIT) {
        return new Fetched.Unfit("telegram.picture-too-large");
      }
      try (InputStream bytes = response.body().byteStream()) {
        return switch (media.storeImage(bytes, LIMIT)) {
          case MediaStore.StoreImageResult.Stored(ReferenceImage image) -> new Fetched.Taken(image);
          case MediaStore.StoreImageResult.Invalid(var reason) ->
              new Fetched.Unfit(
                  "picture." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
      }
    } catch (IOException e) {
      log.atWarn()
          .log(
              "A picture could not be fetched: {}; trying again",
              e.getClass().getSimpleName() + " " + urls.clean(e.getMessage()));
      return new Fetched.Failed();
    }
  }
}
