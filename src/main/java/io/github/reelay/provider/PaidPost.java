package io.github.reelay.provider;

import io.github.reelay.http.OneShotBody;
import io.github.reelay.http.OutboundProxy;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.KeyedPost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The paid POST: the one method that submits. Sends each request at most once: OkHttp by itself
 * posts again after a reset, a 408 or a 503 with {@code Retry-After: 0} (measured: up to four
 * times), and each time is a video that somebody pays for.
 */
final class PaidPost {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Of APIMart (docs/facts.md, "Submitting: what an answer proves"). */
  private static final String REPLAYED = "Idempotency-Replayed";

  private final OkHttpClient client;

  PaidPost(Duration timeout) {
    this.client =
        OutboundProxy.newClient()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            // No pooled connection: one that fails before the request was begun proves that
            // nothing was sent, and none can be stale.
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
            // HTTP/2 may refuse a stream after it was sent, and OkHttp then sends it again.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .callTimeout(timeout.plus(CONNECT_TIMEOUT))
            .build();
  }

  /** What became of the POST. */
  sealed interface Outcome {
    /**
     * @param replayed the relay says that it is the answer it gave to the same POST before
     */
    record Answered(HttpReply reply, boolean replayed) implements Outcome {}

    /** Not a byte of the request left: name, connection or TLS failed. */
    record NeverSent(String reason) implements Outcome {}

    /** It left, at least in part; whether it was taken is not known. */
    record Unconfirmed(String evidence) implements Outcome {}
  }

  Outcome send(ProviderClient provider, HttpPost post, @Nullable KeyedPost keyed) {
    SendTracker tracker = new SendTracker();
    try {
      Request.Builder request =
          provider.request(post.path()).post(new OneShotBody(RequestBodies.of(post.body())));
      if (keyed != null) {
        request.header(keyed.header(), keyed.key());
      }
      OkHttpClient once = client.newBuilder().eventListener(tracker).build();
      try (Response response = once.newCall(request.build()).execute()) {
        return new Outcome.Answered(
            provider.toReply(response), Boolean.parseBoolean(response.header(REPLAYED)));
      }
    } catch (IOException | IllegalArgumentException e) {
      String what = provider.redact(e.getClass().getSimpleName() + ": " + e.getMessage());
      return tracker.started ? new Outcome.Unconfirmed(what) : new Outcome.NeverSent(what);
    }
  }

  /** Notes whether the request itself was begun, after name, connection and TLS. */
  private static final class SendTracker extends EventListener {
    private volatile boolean started;

    @Override
    public void requestHeadersStart(Call call) {
      started = true;
    }
  }
}
