package io.github.reelay.web.standby;

import io.github.reelay.web.ForwardStamp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * The headers that go through: all but those of a single connection (RFC 9110, section 7.6.1).
 * {@code Host} is the client's: the one that works looks at it.
 */
final class ForwardedHeaders {
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Said anew by whoever sends: the body's length, and whether the other side is asked first. */
  private static final Set<String> OF_ONE_REQUEST = Set.of("content-length", "expect");

  private static final String ACCEPT_ENCODING = "Accept-Encoding";

  private ForwardedHeaders() {}

  /**
   * @param stamp the only one: what a client sends of that name is dropped
   */
  static Headers ofRequest(HttpServletRequest request, String stamp) {
    Set<String> dropped = dropped(Collections.list(request.getHeaders("Connection")));
    Headers.Builder headers = new Headers.Builder();
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!dropped.contains(lower)
          && !OF_ONE_REQUEST.contains(lower)
          && !name.equalsIgnoreCase(ForwardStamp.HEADER)) {
        for (String value : Collections.list(request.getHeaders(name))) {
          headers.addUnsafeNonAscii(name, value);
        }
      }
    }
    if (headers.get(ACCEPT_ENCODING) == null) {
      headers.add(ACCEPT_ENCODING, "identity"); // OkHttp asks for gzip otherwise, and unpacks it
    }
    return headers.set(ForwardStamp.HEADER, stamp).build();
  }

  static void copy(Headers answer, HttpServletResponse response) {
    Set<String> dropped = dropped(answer.values("Connection"));
    for (String name : answer.names()) {
      if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
        List<String> values = answer.values(name);
        response.setHeader(name, values.getFirst()); // in place of our server's own, as Date
        values.stream().skip(1).forEach(value -> response.addHeader(name, value));
      }
    }
  }

  private static Set<String> dropped(Collection<String> connectionHeaders) {
    Stream<String> named =
        connectionHeaders.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT));
    return Stream.concat(named, OF_ONE_CONNECTION.stream()).collect(Collectors.toSet());
  }
}
