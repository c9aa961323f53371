package io.github.reelay.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of a download. Details hold no query strings: links are often signed. */
public sealed interface DownloadResult {
  /**
   * The whole body was written to the sink.
   *
   * @param contentType as the server says; never proof of what the bytes are
   * @param length bytes written
   */
  record Downloaded(@Nullable String contentType, long length) implements DownloadResult {}

  /** Never to be fetched: the address is not allowed, or the body is larger than the bound. */
  record Refused(Reason reason, String detail) implements DownloadResult {}

  /**
   * It did not work this time. What the sink holds is worthless.
   *
   * @param status the HTTP status; 0 when there was no answer
   * @param retryAfter as the server asks
   */
  record Failed(Kind kind, int status, @Nullable Duration retryAfter, String detail)
      implements DownloadResult {}

  /** Why an address is never fetched. */
  enum Reason {
    /** Not http or https, user information in it, or not an address at all. */
    INVALID_ADDRESS,
    /** It leads (perhaps by a redirect, or by its name) into a private network. */
    PRIVATE_ADDRESS,
    TOO_MANY_REDIRECTS,
    TOO_LARGE
  }

  /** Why a fetch failed. */
  enum Kind {
    /** An answer other than 2xx. */
    HTTP_ERROR,
    /** No connection: name, TCP, TLS. */
    UNREACHABLE,
    TIMED_OUT,
    /** The connection ended before the body did. */
    CONNECTION_LOST,
    /** Our own disk did not take it. */
    WRITE_FAILED
  }
}
