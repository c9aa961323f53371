package io.github.reelay.http;

import java.time.Duration;

/**
 * The limits of a download: size, time and speed.
 *
 * @param maxBytes of the body; more is refused while streaming
 * @param timeout from the first connect to the last byte, redirects included
 * @param leastBytes must come in each {@code leastBytesTime}, or the download is given up; 0: any
 *     speed will do
 */
public record FetchLimits(
    long maxBytes, Duration timeout, long leastBytes, Duration leastBytesTime) {
  /** For small bodies, which the timeout alone bounds. */
  public FetchLimits(long maxBytes, Duration timeout) {
    this(maxBytes, timeout, 0, timeout);
  }
}
