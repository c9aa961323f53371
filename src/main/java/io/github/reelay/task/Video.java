package io.github.reelay.task;

import java.time.Duration;

/**
 * A finished file in our media folder: whole, an MP4 with its metadata at the front.
 *
 * @param file its name in the media folder (never a name that came from outside)
 * @param sha256 hash of the stored bytes, lower-case hex
 */
public record Video(
    String file, long bytes, int width, int height, Duration length, String sha256) {}
