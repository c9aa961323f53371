package io.github.reelay.http;

import java.time.Duration;

/**
 * How much of an answer is taken.
 *
 * @param maxBytes of the body; more is refused while streaming
 * @param timeout from the first connect to the last byte, redirects included
 */
public record FetchLimits(long maxBytes, Duration timeout) {}
