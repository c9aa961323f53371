package io.github.reelay.provider.comfyui;

import io.github.reelay.config.Secret;
import io.github.reelay.http.OneShotBody;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.http.RetryAfter;
import io.github.reelay.provider.dialect.HttpReply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** The HTTP client of one ComfyUI server. Thread-safe; its calls block. */
public final class ComfyServer {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType JPEG = MediaType.get("image/jpeg");

  /** The queue holds the whole graph of everybody's jobs. */
  private static final long MAX_REPLY_BYTES = 16_000_000;

  private static final Duration FREE_CALL_TIMEOUT = Duration.ofSeconds(30);

  private final String baseUrl;
  private final @Nullable Secret key;
  private final InstantSource clock;
  private final OkHttpClient http;
  private final OkHttpClient once;

  /**
   * @param key for a proxy in front of it that asks for one
   * @param submitTimeout how long the answer to a new job is waited for
   */
  public ComfyServer(
      URI baseUrl, @Nullable Secret key, Duration submitTimeout, InstantSource clock) {
    this.baseUrl = baseUrl.toString().replaceFirst("/+$", "");
    this.key = key;
    this.clock = clock;
    this.http =
        OutboundProxy.newClient()
            .followRedirects(false)
            .followSslRedirects(false)
            .readTimeout(FREE_CALL_TIMEOUT)
            .callTimeout(FREE_CALL_TIMEOUT)
            .build();
    this.once =
        http.newBuilder()
            .retryOnConnectionFailure(false)
            // HTTP/2 may refuse a stream after it was sent, and OkHttp then sends it again.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
            .callTimeout(submitTimeout)
            .readTimeout(submitTimeout)
            .build();
  }

  /** What became of the request for a new job. */
  sealed interface Posted {
    record Answered(HttpReply reply) implements Posted {}

    record NeverSent(String reason) implements Posted {}

    /** It may have been taken, which a look-up tells. */
    record Unanswered(String evidence) implements Posted {}
  }

  /** Posts it once: the same id twice would run twice. */
  Posted submit(String json) {
    Request request =
        request("/prompt")
            .post(new OneShotBody(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON)))
            .build();
    try (Response response = once.newCall(request).execute()) {
      return new Posted.Answered(toReply(response));
    } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
      return new Posted.NeverSent(redact(e.toString()));
    } catch (IOException e) {
      return new Posted.Unanswered(redact(e.toString()));
    }
  }

  HttpReply get(String path) throws IOException {
    return execute(request(path).build());
  }

  HttpReply post(String path, String json) throws IOException {
    return execute(request(path).post(RequestBody.create(json, JSON)).build());
  }

  /** Stores a picture in the server's input folder; one of that name is replaced. */
  HttpReply upload(String folder, String name, byte[] jpeg) throws IOException {
    RequestBody form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("image", name, RequestBody.create(jpeg, JPEG))
            .addFormDataPart("subfolder", folder)
            .addFormDataPart("type", "input")
            .addFormDataPart("overwrite", "true")
            .build();
    return execute(request("/upload/image").post(form).build());
  }

  /** Whether a file is there. */
  boolean has(OutputFile file) throws IOException {
    return execute(request(file.path()).head().build()).status() == 200;
  }

  WebSocket listen(String path, WebSocketListener listener) {
    return http.newBuilder()
        .callTimeout(Duration.ZERO)
        .pingInterval(FREE_CALL_TIMEOUT)
        .build()
        .newWebSocket(request(path).build(), listener);
  }

  String url(String path) {
    return baseUrl + path;
  }

  /** Takes our key out of a text that is going to a log or an operator. */
  String redact(String text) {
    return key == null || key.reveal().isEmpty() ? text : text.replace(key.reveal(), "***");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Request.Builder request(String path) {
    Request.Builder request = new Request.Builder().url(url(path)).header("User-Agent", "Reelay");
    return key == null ? request : request.header("Authorization", "Bearer " + key.reveal());
  }

  private HttpReply execute(Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      return toReply(response);
    }
  }

  private HttpReply toReply(Response response) throws IOException {
    return new HttpReply(
        response.code(),
        response.peekBody(MAX_REPLY_BYTES).string(),
        RetryAfter.parse(response.header("Retry-After"), clock.instant()));
  }
}
