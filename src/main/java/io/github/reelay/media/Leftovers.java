package io.github.reelay.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What earlier runs have left unfinished: parts, and an ffmpeg that a kill has left behind. A run
 * that lives loses nothing.
 */
final class Leftovers {
  private Leftovers() {}

  /** All that is not this run's, since nobody else works in the folder. */
  static void sweep(MediaPaths paths) throws IOException {
    Ffmpeg.endRuns(file -> file.startsWith(paths.root()));
    deleteParts(paths, part -> !part.equals(paths.run().file()));
  }

  /** Those of runs that are over; what nobody can tell of is left to {@link MediaRetention}. */
  static void sweepShared(MediaPaths paths) throws IOException {
    for (RunMark ended : paths.run().ofEndedRuns()) {
      try (ended) {
        Predicate<Path> left =
            file -> file.startsWith(paths.parts()) && name(file).startsWith(ended.prefix());
        Ffmpeg.endRuns(left);
        deleteParts(paths, left);
      }
    }
  }

  private static void deleteParts(MediaPaths paths, Predicate<Path> which) throws IOException {
    try (Stream<Path> parts = Files.list(paths.parts())) {
      for (Path part : parts.filter(which).toList()) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
