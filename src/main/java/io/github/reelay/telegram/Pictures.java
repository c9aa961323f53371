package io.github.reelay.telegram;

import io.github.reelay.task.Picture;
import io.github.reelay.tracking.MediaStore;
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
 * Fetches pictures that people sent into the media folder. The address they are fetched from holds
 * the token and stays in here. Thread-safe; blocks.
 */
final class Pictures {
  private static final Logger log = LoggerFactory.getLogger(Pictures.class);

  /** Bot API, getFile: "bots can download files of up to 20MB in size". */
  private static final long LIMIT = 20L * 1024 * 1024;

  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final BotApi api;
  private final HttpLines http;
  private final Endpoint endpoint;
  private final MediaStore media;
  private final StopSignal stop;

  Pictures(BotApi api, HttpLines http, Endpoint endpoint, MediaStore media, StopSignal stop) {
    this.api = api;
    this.http = http;
    this.endpoint = endpoint;
    this.media = media;
    this.stop = stop;
  }

  /** What became of a picture. */
  sealed interface Fetched {
    record Taken(Picture picture) implements Fetched {}

    /** Not usable; a key of the texts says why and what to do. */
    record Unfit(String key) implements Fetched {}

    /** Not this time, perhaps the next. */
    record Failed() implements Fetched {}
  }

  Fetched fetch(SentPicture sent) {
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

  private Fetched once(SentPicture sent) {
    return switch (api.call(new GetFile(sent.fileId()))) {
      case Reply.Done<File>(File file) -> download(file);
      case Reply.Refused<File> refused ->
          new Fetched.Unfit(
              refused.complaint() == Complaint.FILE_TOO_BIG
                  ? "telegram.picture-too-large"
                  : "telegram.picture-failed");
      case Reply.Wait<File> _, Reply.Unclear<File> _ -> new Fetched.Failed();
    };
  }

  private Fetched download(File file) {
    Request request = new Request.Builder().url(endpoint.file(file.getFilePath())).build();
    try (Response response = http.calls().newCall(request).execute()) {
      if (response.code() != 200) {
        log.atWarn()
            .log("a picture could not be fetched: status {}; trying again", response.code());
        return new Fetched.Failed();
      }
      if (response.body().contentLength() > LIMIT) {
        return new Fetched.Unfit("telegram.picture-too-large");
      }
      try (InputStream bytes = response.body().byteStream()) {
        return switch (media.takePicture(bytes, LIMIT)) {
          case MediaStore.PictureCheck.Taken(Picture picture) -> new Fetched.Taken(picture);
          case MediaStore.PictureCheck.Unfit(var why) ->
              new Fetched.Unfit("picture." + why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
      }
    } catch (IOException e) {
      log.atWarn()
          .log(
              "a picture could not be fetched: {}; trying again",
              e.getClass().getSimpleName() + " " + endpoint.clean(e.getMessage()));
      return new Fetched.Failed();
    }
  }
}
