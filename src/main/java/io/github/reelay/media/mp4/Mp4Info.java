package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The properties of a whole MP4 file, as its boxes say.
 *
 * @param width pixels as shown, after rotation
 * @param height pixels as shown, after rotation
 * @param duration zero where a fragmented file does not tell
 * @param isFastStart whether the metadata comes before the media, so that a player can start at
 *     once
 */
public record Mp4Info(int width, int height, Duration duration, boolean isFastStart) {

  /** What reading a file came to. */
  public sealed interface ReadResult {
    record Valid(Mp4Info mp4) implements ReadResult {}

    /**
     * @param reason one line for the log, without content of the file
     */
    record Invalid(String reason) implements ReadResult {}
  }

  /**
   * Reads a file's boxes and checks that all of it is there: sizes add up, metadata and media are
   * present, every chunk the metadata names lies inside the media.
   */
  public static ReadResult read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new ReadResult.Valid(Mp4Layout.read(file).toMp4());
    } catch (Mp4FormatException broken) {
      return new ReadResult.Invalid(String.valueOf(broken.getMessage()));
    }
  }
}
