package io.github.reelay.task;

import java.time.Duration;

/**
 * A finished file in our media folder: whole; an MP4 with its metadata at the front, or a WebM
 * where none could be made of it.
 *
 * @param file its name in the media folder (never a name that came from outside)
 * @param sha256 hash of the stored bytes, lower-case hex
 */
public record Video(
    String file, long bytes, int width, int height, Duration length, String sha256) {

  /** The media type that a file's name stands for. */
  public static String mediaType(String file) {
    return "video/" + ending(file);
  }

  /** {@code mp4} or {@code webm}. */
  public static String ending(String file) {
    return file.endsWith(".webm") ? "webm" : "mp4";
  }
}
