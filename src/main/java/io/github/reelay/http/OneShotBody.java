package io.github.reelay.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that OkHttp writes at most once. It otherwise sends a POST again by itself after a
 * reset, a 408 or a 503 with {@code Retry-After: 0} (docs/facts.md, "Submitting: clients that
 * repeat").
 */
public final class OneShotBody extends RequestBody {
  private final RequestBody body;

  public OneShotBody(RequestBody body) {
    this.body = body;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    body.writeTo(sink);
  }
}
