package io.github.reelay.media.mp4;

/** Unwinds the walk through a file that is not a whole MP4; never leaves this package. */
final class Mp4FormatException extends Exception {
  Mp4FormatException(String reason) {
    super(reason, null, false, false);
  }
}
