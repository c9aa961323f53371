package io.github.reelay.http;

import java.time.Duration;

/**
 * The limits of a download: size and time.
 *
 * @param maxBytes of the body; more is refused while streaming
 * @param timeout from the first connect to the last byte, redirects included
 */
public record FetchLimits(long maxBytes, Duration timeout) {}
