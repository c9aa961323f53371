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
 * @param duration zero where a file does not tell
 * @param isFastStart whether the file is as it should be: type, metadata and media in this order,
 *     so that a player can start at once, and nothing else around them
 * @param isSigned whether it has a C2PA manifest, so that no byte of it may change or move
 */
public record Mp4Info(
    int width, int height, Duration duration, boolean isFastStart, boolean isSigned) {

  /** What reading a file came to. */
  public sealed interface ReadResult {
    record Valid(Mp4Info mp4) implements ReadResult {}

    /**
     * @param reason one line for the log, without content of the file
     */
    record Invalid(String reason) implements ReadResult {}
  }

  /**
   * Reads a file's boxes and checks that all of it is there: metadata and media are present, every
   * chunk and every fragment's run that the metadata names lies inside the media.
   */
  public static ReadResult read(Path path) throws IOException {
    return read(path, false);
  }

  /** As {@link #read}, of a file that others wrote: checks also that no pictures are a hole. */
  public static ReadResult readDownload(Path path) throws IOException {
    return read(path, true);
  }

  private static ReadResult read(Path path, boolean mayHaveHoles) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new ReadResult.Valid(toInfo(file, mayHaveHoles));
    } catch (Mp4FormatException broken) {
      return new ReadResult.Invalid(String.valueOf(broken.getMessage()));
    }
  }

  private static Mp4Info toInfo(FileChannel file, boolean mayHaveHoles)
      throws IOException, Mp4FormatException {
    Mp4Layout layout = Mp4Layout.read(file);
    Mp4Info mp4 =
        layout.toMp4(Fragments.read(file, layout), Provenance.isSigned(file, layout.boxes()));
    if (mayHaveHoles) {
      layout.checkWritten(file);
    }
    return mp4;
  }
}
