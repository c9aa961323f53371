package io.github.reelay.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * An interceptor that makes a failure of the network of heads which OkHttp trips over itself: it
 * throws what is no {@link IOException} at a status below zero, and while it reads the body at a
 * length below zero. The request has left by then, and that is all that is known.
 */
enum MalformedAnswers implements Interceptor {
  INSTANCE;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response;
    try {
      response = chain.proceed(chain.request());
    } catch (IllegalStateException | IllegalArgumentException malformed) {
      chain.call().cancel();
      throw withCause(malformed);
    }
    // As it came: of what it unpacks, OkHttp hides the length.
    Response came = Objects.requireNonNullElse(response.networkResponse(), response);
    String length = came.header("Content-Length");
    if (length != null && length.startsWith("-")) {
      discard(chain, response);
      throw new ProtocolException("a body of less than nothing");
    }
    return response;
  }

  /** To close it would read what is left of it, and throw the same. */
  private static void discard(Chain chain, Response response) {
    chain.call().cancel();
    try {
      response.close();
    } catch (IllegalArgumentException lessThanNothing) {
      // Its connection is closed by now, which is what was wanted.
    }
  }

  private static ProtocolException withCause(RuntimeException cause) {
    ProtocolException failure = new ProtocolException(String.valueOf(cause.getMessage()));
    failure.initCause(cause);
    return failure;
  }
}
