package io.github.reelay.web.standby;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * A client's body on its way through; never held, so written at most once. Its type is among the
 * headers.
 */
final class ForwardedBody extends RequestBody {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final HttpServletRequest request;

  ForwardedBody(HttpServletRequest request) {
    this.request = request;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public @Nullable MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    boolean isUnknown = request.getHeader("Transfer-Encoding") != null;
    return isUnknown ? -1 : Math.max(0, request.getContentLengthLong());
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = read(buffer); n >= 0; n = read(buffer)) {
      sink.write(buffer, 0, n);
    }
  }

  /** It is the client that fails here, not the one that is written to. */
  private int read(byte[] buffer) throws IOException {
    try {
      return request.getInputStream().read(buffer);
    } catch (IOException e) {
      throw new EofException(e);
    }
  }
}
