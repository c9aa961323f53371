package io.github.reelay.telegram.api;

import io.github.reelay.http.OneShotBody;
import io.github.reelay.http.OutboundProxy;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The HTTP clients: one for calls and uploads, one for the poll that waits. */
public final class HttpClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** Telegram takes its time to accept a large video; giving up early only makes doubt. */
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(100);

  /** How much longer than the long poll its answer may take. */
  private static final Duration POLL_SLACK = Duration.ofSeconds(15);

  /** Uploads must not keep a short message waiting; OkHttp's own limit is 5 to a host. */
  private static final int MAX_CONCURRENT_CALLS = 64;

  private final OkHttpClient calls;
  private final OkHttpClient polling;

  public HttpClients(Duration longPoll) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(MAX_CONCURRENT_CALLS);
    dispatcher.setMaxRequestsPerHost(MAX_CONCURRENT_CALLS);
    calls =
        OutboundProxy.newClient()
            .dispatcher(dispatcher)
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(RESPONSE_TIMEOUT)
            .writeTimeout(RESPONSE_TIMEOUT)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .addInterceptor(new OneShotInterceptor())
            .build();
    polling =
        calls
            .newBuilder()
            .dispatcher(new Dispatcher())
            .readTimeout(longPoll.plus(POLL_SLACK))
            .build();
  }

  public OkHttpClient calls() {
    return calls;
  }

  public OkHttpClient polling() {
    return polling;
  }

  @Override
  public void close() {
    calls.dispatcher().executorService().shutdown();
    polling.dispatcher().executorService().shutdown();
    calls.connectionPool().evictAll();
    polling.connectionPool().evictAll();
  }

  /**
   * Marks every body as one-shot: OkHttp otherwise sends a POST again by itself after a 408 or a
   * 503, and a message would stand in the chat twice.
   */
  private static final class OneShotInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      Request request = chain.request();
      RequestBody body = request.body();
      if (body == null) {
        return chain.proceed(request);
      }
      return chain.proceed(
          request.newBuilder().method(request.method(), new OneShotBody(body)).build());
    }
  }
}
