package io.github.reelay.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.reelay.media.mp4.Mp4Info.ReadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to hurt: each costs no more than a file of its size. */
class HostileMp4Test {
  /** A file of such a size takes a part of a second, on a busy machine too. */
  private static final Duration SHORT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private byte[] video;

  @BeforeEach
  void make() {
    video = Mp4Files.narrow(Mp4Files.video(folder, 5));
  }

  @Test
  void boxesInBoxesWithoutEndAreLeftAlone() throws IOException {
    for (String parent : new String[] {"trak", "stbl"}) {
      byte[] nested = new byte[8 * 50_000];
      ByteBuffer boxes = ByteBuffer.wrap(nested);
      while (boxes.hasRemaining()) {
        boxes.putInt(boxes.remaining()).put("trak".getBytes(StandardCharsets.US_ASCII));
      }
      Path file = Files.write(folder.resolve("nested.mp4"), withinBox(parent, nested));

      EmbeddedWorkflow.erase(file);
      assertThat(FastStart.copy(file, folder.resolve("front.mp4")))
          .isInstanceOf(ReadResult.Valid.class);
    }
  }

  /** Put at the end of the first box of this name; those around it grow with it. */
  private byte[] withinBox(String parent, byte[] more) {
    byte[] copy = video.clone();
    ByteBuffer bytes = ByteBuffer.wrap(copy);
    for (String around : new String[] {"moov", "trak", "mdia", "minf", "stbl"}) {
      int at = Mp4Files.box(video, around);
      bytes.putInt(at, bytes.getInt(at) + more.length);
      if (around.equals(parent)) {
        int end = at + Mp4Files.sizeOf(video, around);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(copy, 0, end);
        out.writeBytes(more);
        out.write(copy, end, copy.length - end);
        return out.toByteArray();
      }
    }
    throw new IllegalArgumentException(parent);
  }

  @Test
  void mediaThatIsNamedAgainAndAgainIsReadOnce() {
    byte[] media = new byte[8 << 20];
    Arrays.fill(media, (byte) 1);
    int chunks = 200_000;
    byte[] file = withChunks(new byte[][] {media}, chunks, media.length);

    assertTimeoutPreemptively(
        SHORT,
        () -> {
          Path path = Files.write(folder.resolve("again.mp4"), file);
          assertThat(Mp4Info.readDownload(path)).isInstanceOf(ReadResult.Valid.class);
        });
  }

  @Test
  void chunksAreFoundAmongManyPiecesOfMedia() {
    byte[][] media = new byte[19_000][1];
    byte[] file = withChunks(media, 2_000_000, 1);

    assertTimeoutPreemptively(
        SHORT,
        () -> {
          Path path = Files.write(folder.resolve("pieces.mp4"), file);
          assertThat(FastStart.copy(path, folder.resolve("front.mp4")))
              .isInstanceOf(ReadResult.Valid.class);
        });
  }

  @Test
  void aSizeThatDoesNotFitIntoANumberIsNotThere() throws IOException {
    byte[] file = withChunks(new byte[][] {new byte[8]}, 1, -1);
    int sizes = Mp4Files.box(file, "stsz");
    byte[] absurd = Mp4Files.withInt(file, sizes + 16, -1);
    absurd = Mp4Files.withInt(absurd, Mp4Files.box(absurd, "stsc") + 20, -1);
    Path path = Files.write(folder.resolve("absurd.mp4"), absurd);

    assertThat(Mp4Info.read(path)).isInstanceOf(ReadResult.Invalid.class);
  }

  @Test
  void leavingsBetweenAllBoxesAreSteppedOver() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 19_000; i++) {
      out.writeBytes("\0\0\0\10free\1".getBytes(StandardCharsets.ISO_8859_1));
    }
    out.writeBytes(new byte[2 << 20]);
    assertTimeoutPreemptively(
        SHORT,
        () -> {
          Path path = Files.write(folder.resolve("gaps.mp4"), out.toByteArray());
          assertThat(Mp4Info.read(path)).isInstanceOf(ReadResult.Invalid.class);
        });
  }

  /** One track whose chunks, a sample each, all lie in the last piece of media. */
  private static byte[] withChunks(byte[][] media, int chunks, int sampleSize) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : media) {
      out.writeBytes(box("mdat", piece));
    }
    int offset = out.size() - media[media.length - 1].length;
    ByteBuffer offsets = ByteBuffer.allocate(8 + 4 * chunks).putInt(0).putInt(chunks);
    while (offsets.hasRemaining()) {
      offsets.putInt(offset);
    }
    byte[] table =
        joined(
            box("stco", offsets.array()),
            box("stsc", ints(0, 1, 1, 1, 1)),
            box("stsz", ints(0, sampleSize, chunks)));
    byte[] tkhd =
        ints(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x1_0000, 0, 0, 0, 0, 0, 0, 0, 0, 64 << 16, 48 << 16);
    byte[] trak =
        joined(
            box("tkhd", tkhd),
            box(
                "mdia",
                joined(
                    box("mdhd", ints(0, 0, 0, 1, 1)),
                    box("hdlr", joined(ints(0, 0), "vide".getBytes(StandardCharsets.US_ASCII))),
                    box("minf", box("stbl", table)))));
    out.writeBytes(box("moov", box("trak", trak)));
    return out.toByteArray();
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] box(String type, byte[] body) {
    return joined(ints(8 + body.length), type.getBytes(StandardCharsets.US_ASCII), body);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
