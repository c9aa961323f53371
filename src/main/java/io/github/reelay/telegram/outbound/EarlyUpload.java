package io.github.reelay.telegram.outbound;

import io.github.reelay.security.Sha256;
import io.github.reelay.task.Video;
import io.github.reelay.telegram.api.BotApiUrls;
import io.github.reelay.tracking.port.GrowingFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;

/**
 * The upload of a video while it is downloaded. What it sends then is the beginning of a form and
 * names no chat and no message, so nothing can be posted by it, whatever becomes of the connection:
 * that, and the form's end, is sent by {@link #finishWith} alone, once the file is stored and the
 * delivery committed, and only if what was sent is the stored file, byte for byte. In every other
 * case the form is broken off, and the video goes the ordinary way.
 *
 * <p>The form's length is not known when it begins, so it goes out in chunks, as grammY's uploads
 * do (src/core/payload.ts) and as Telegram's server reads it (tdlib/td, HttpReader.cpp).
 */
final class EarlyUpload {
  /** From the end of a download to the delivery: the file is stored, the delivery has its turn. */
  private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(20);

  private static final String FILE_NAME = VideoMessage.VIDEO_NAME + "mp4";

  /** As the library writes it, by which its part is found. */
  private static final Headers VIDEO_PART =
      Headers.of(
          "Content-Disposition",
          "form-data; name=\"%1$s\"; filename=\"%1$s\"".formatted(FILE_NAME));

  private static final int BUFFER_SIZE = 64 * 1024;

  private final GrowingFile growing;
  private final String boundary = UUID.randomUUID().toString();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final CompletableFuture<Response> answer = new CompletableFuture<>();

  /** From here on Telegram may do what the form says. */
  private volatile boolean inDoubt;

  EarlyUpload(GrowingFile growing) {
    this.growing = growing;
  }

  /**
   * What completes the form.
   *
   * @param parts all parts of the call but the video's
   */
  private record Ending(Video video, Path file, List<MultipartBody.Part> parts) {}

  /** Sends what there is as it comes, and the rest when it is told to. Blocks until it is over. */
  void send(OkHttpClient client, BotApiUrls urls) throws IOException {
    Request request =
        new Request.Builder().url(urls.method(EditMessageMedia.PATH)).post(new Form()).build();
    try {
      Response response = client.newCall(request).execute();
      if (!inDoubt) {
        response.close();
        throw new IOException("HTTP " + response.code() + " before the call was complete");
      }
      answer.complete(response);
    } catch (IOException e) {
      answer.completeExceptionally(e);
      throw e;
    } finally {
      answer.completeExceptionally(new IOException("the upload did not come to its end"));
    }
  }

  /**
   * The way of the call that posts the video: it completes what was begun; if that cannot be, the
   * call goes out by itself.
   *
   * @param file where the video is stored
   */
  Interceptor finishWith(Video video, Path file) {
    return chain -> {
      Response finished =
          chain.request().body() instanceof MultipartBody call ? finish(video, file, call) : null;
      return finished == null ? chain.proceed(chain.request()) : finished;
    };
  }

  /** Null if what was begun is of no use. */
  private @Nullable Response finish(Video video, Path file, MultipartBody call) throws IOException {
    List<MultipartBody.Part> others = call.parts().stream().filter(part -> !isVideo(part)).toList();
    if (others.size() != call.size() - 1) {
      ending.cancel(false); // its video has another name
      return null;
    }
    ending.complete(new Ending(video, file, others));
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (!inDoubt) {
        return null;
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private static boolean isVideo(MultipartBody.Part part) {
    return VIDEO_PART.equals(part.headers());
  }

  /** Begins like the library's own form, but with the video, which is there first. */
  private final class Form extends RequestBody {
    @Override
    public MediaType contentType() {
      return MediaType.get(MultipartBody.FORM + "; boundary=" + boundary);
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8("--" + boundary + "\r\n");
      sink.writeUtf8(VIDEO_PART.name(0) + ": " + VIDEO_PART.value(0) + "\r\n");
      sink.writeUtf8("Content-Type: application/octet-stream\r\n\r\n");
      MessageDigest sent = Sha256.newDigest();
      PieceSink both =
          piece -> {
            sent.update(piece.duplicate());
            sink.write(piece);
          };
      long bytes = sendDownloaded(both);
      sink.flush();
      Ending rest = awaitEnding();
      try (FileChannel file = FileChannel.open(rest.file(), StandardOpenOption.READ)) {
        copy(file, bytes, file.size(), both);
      }
      if (!HexFormat.of().formatHex(sent.digest()).equals(rest.video().sha256())) {
        throw new IOException("what was sent is not what was stored");
      }
      inDoubt = true;
      sink.writeUtf8("\r\n");
      MultipartBody.Builder others = new MultipartBody.Builder(boundary);
      rest.parts().forEach(others::addPart);
      others.build().writeTo(sink);
    }

    private long sendDownloaded(PieceSink into) throws IOException {
      try (FileChannel file = FileChannel.open(growing.path(), StandardOpenOption.READ)) {
        long at = 0;
        for (long there = growing.awaitMore(0); there > at; there = growing.awaitMore(at)) {
          copy(file, at, there, into);
          at = there;
        }
        return at;
      }
    }

    private Ending awaitEnding() throws IOException {
      try {
        return ending.get(FINISH_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted before the call was complete");
      } catch (CancellationException | ExecutionException | TimeoutException e) {
        throw new IOException("nobody completes the call", e);
      }
    }

    private static void copy(FileChannel file, long from, long to, PieceSink into)
        throws IOException {
      ByteBuffer piece = ByteBuffer.allocate(BUFFER_SIZE);
      for (long at = from; at < to; at += piece.limit()) {
        piece.clear().limit((int) Math.min(BUFFER_SIZE, to - at));
        if (file.read(piece, at) < 0) {
          throw new EOFException("the file is shorter than what was sent of it");
        }
        into.write(piece.flip());
      }
    }
  }

  private interface PieceSink {
    void write(ByteBuffer piece) throws IOException;
  }
}
