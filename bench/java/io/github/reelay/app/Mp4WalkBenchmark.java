package io.github.reelay.app;

import io.github.reelay.app.backup.FolderFiles;
import io.github.reelay.media.mp4.Mp4Info;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jcodec.common.model.Rational;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The walk through the boxes of a downloaded film of a minute, its pictures looked at for holes.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH makes the film first
public class Mp4WalkBenchmark {
  private static final Rational FRAMES_PER_SECOND = new Rational(24, 1);
  private static final int FRAMES = 60 * 24;

  private Path folder;
  private Path film;

  @Setup
  public void make() throws IOException {
    folder = Files.createTempDirectory("bench");
    film =
        Files.write(
            folder.resolve("film.mp4"), SmallFilm.make(folder, 64, 64, FRAMES_PER_SECOND, FRAMES));
  }

  @TearDown
  public void delete() throws IOException {
    FolderFiles.deleteTree(folder);
  }

  @Benchmark
  public Mp4Info.ReadResult walk() throws IOException {
    return Mp4Info.readDownload(film);
  }
}
