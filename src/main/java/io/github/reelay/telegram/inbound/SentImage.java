package io.github.reelay.telegram.inbound;

/**
 * A picture in a message, or a file that may be one.
 *
 * @param bytes its size as told; 0 when not told
 */
record SentImage(String fileId, long bytes) implements SentMedia {}
