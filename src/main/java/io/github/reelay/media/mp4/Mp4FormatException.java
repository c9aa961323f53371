package io.github.reelay.media.mp4;

/** A file that is not a whole MP4; unwinds the walk through it and never leaves this package. */
final class Mp4FormatException extends Exception {
  Mp4FormatException(String reason) {
    super(reason, null, false, false);
  }
}
