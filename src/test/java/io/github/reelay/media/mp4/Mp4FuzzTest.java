package io.github.reelay.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedBytes;
import io.github.reelay.media.mp4.Mp4Info.ReadResult;
import io.github.reelay.tracking.port.GrowingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken in any way: each is refused, or comes out with the same samples. */
class Mp4FuzzTest {
  @TempDir Path folder;

  @Test
  void aBrokenFileIsRefusedOrKeepsItsSamples() throws IOException {
    List<byte[]> whole = originals();
    Path from = folder.resolve("downloaded.mp4");
    Path to = folder.resolve("front.mp4");
    Fuzz.run(
        Mp4FuzzTest.class,
        150,
        random -> {
          byte[] original = whole.get(random.nextInt(whole.size()));
          byte[] broken = mutated(original, random);
          staysWhereItIsTold(broken);
          Files.write(from, broken);
          if (Mp4Info.readDownload(from) instanceof ReadResult.Valid(Mp4Info mp4)) {
            isMadeNoWorse(from, to, mp4);
          }
          StreamFormats.read(from);
          EmbeddedWorkflow.erase(from);
        });
  }

  /** Before it is known what comes: an end behind its head, or none. */
  private void staysWhereItIsTold(byte[] broken) throws IOException {
    GrowingFile growing = new GrowingFile(folder.resolve("growing"));
    try (OutputStream download = growing.open()) {
      download.write(broken);
    }
    growing.complete();
    assertThat(StreamableMp4.awaitEnd(growing).orElse(Long.MAX_VALUE)).isGreaterThan(16);
  }

  private static byte[] mutated(byte[] original, SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> MutatedBytes.of(original, random);
      case 1 -> MutatedBoxes.of(original, random);
      default -> MutatedBytes.of(MutatedBoxes.of(original, random), random);
    };
  }

  /** What the media folder does with a file that it takes. */
  private static void isMadeNoWorse(Path from, Path to, Mp4Info mp4) throws Exception {
    List<Integer> samples = chunks(from);
    Path kept = from;
    if (!mp4.isFastStart()) {
      if (!(FastStart.copy(from, to) instanceof ReadResult.Valid(Mp4Info moved))) {
        return;
      }
      assertThat(moved.isFastStart()).isTrue();
      assertThat(moved.duration()).isEqualTo(mp4.duration());
      kept = to;
    }
    assertThat(chunks(kept)).isEqualTo(samples);
    if (!mp4.isSigned()) {
      EmbeddedWorkflow.erase(kept);
      Provenance.label(kept);
      assertThat(Mp4Info.read(kept)).isInstanceOf(ReadResult.Valid.class);
      assertThat(chunks(kept)).isEqualTo(samples);
    }
  }

  /** What stands in each chunk of each track, as hashes. */
  private static List<Integer> chunks(Path path) throws IOException, Mp4FormatException {
    List<Integer> hashes = new ArrayList<>();
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(path));
      Mp4Layout layout = Mp4Layout.read(file);
      for (Track track : layout.tracks()) {
        track
            .samples()
            .visitChunks(
                layout.offsetBase(),
                (start, end) -> hashes.add(all.slice((int) start, (int) (end - start)).hashCode()));
      }
    }
    return hashes;
  }

  /** Metadata last and first, offsets of 64 and of 32 bits, labelled and not. */
  private List<byte[]> originals() throws IOException {
    byte[] last = Mp4Files.video(folder, 5);
    byte[] narrow = Mp4Files.narrow(last);
    List<byte[]> files = new ArrayList<>(List.of(last, narrow));
    for (byte[] file : List.of(last, narrow)) {
      Path from = Files.write(folder.resolve("original.mp4"), file);
      Path to = folder.resolve("first.mp4");
      assertThat(FastStart.copy(from, to)).isInstanceOf(ReadResult.Valid.class);
      files.add(Files.readAllBytes(to));
      Provenance.label(to);
      files.add(Files.readAllBytes(to));
    }
    return files;
  }
}
