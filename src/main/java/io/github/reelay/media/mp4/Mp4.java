package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What the boxes of a whole MP4 file say.
 *
 * @param width pixels as shown, after rotation
 * @param height pixels as shown, after rotation
 * @param length zero where a fragmented file does not tell
 * @param front whether the metadata comes before the media, so that a player can start at once
 */
public record Mp4(int width, int height, Duration length, boolean front) {

  /** What reading a file came to. */
  public sealed interface Reading {
    record Whole(Mp4 mp4) implements Reading {}

    /**
     * @param why one line for the log, without content of the file
     */
    record Broken(String why) implements Reading {}
  }

  /**
   * Reads a file's boxes and checks that all of it is there: sizes add up, metadata and media are
   * present, every chunk the metadata names lies inside the media.
   */
  public static Reading read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new Reading.Whole(Mp4Layout.read(file).describe());
    } catch (Mp4FormatException broken) {
      return new Reading.Broken(String.valueOf(broken.getMessage()));
    }
  }
}
