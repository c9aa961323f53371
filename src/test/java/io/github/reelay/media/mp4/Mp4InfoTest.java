package io.github.reelay.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.mp4.Mp4Info.ReadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jcodec.api.FrameGrab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4InfoTest {
  @TempDir Path folder;
  private byte[] video;

  @BeforeEach
  void make() {
    video = Mp4Files.video(folder, 5);
  }

  @Test
  void aWholeFileTellsItsSizeLengthAndWhereItsMetadataIs() throws IOException {
    assertThat(read(video))
        .isEqualTo(new ReadResult.Valid(new Mp4Info(64, 48, Duration.ofSeconds(1), false, false)));
  }

  @Test
  void noCutFileIsTakenForAWholeOne() throws IOException {
    for (int length = 0; length < video.length; length++) {
      assertThat(read(Arrays.copyOf(video, length)))
          .as("cut at " + length)
          .isInstanceOf(ReadResult.Invalid.class);
    }
  }

  @Test
  void aCutIsSeenThoughTheMediaRunsToTheEnd() throws IOException {
    byte[] front = front(video);
    byte[] open = Mp4Files.withInt(front, Mp4Files.box(front, "mdat"), 0);
    assertThat(read(open)).isInstanceOf(ReadResult.Valid.class);
    assertThat(read(Arrays.copyOf(open, open.length - 1))).isInstanceOf(ReadResult.Invalid.class);
  }

  @Test
  void whatStandsAroundTheBoxesIsLeftOut() throws Exception {
    byte[] json = "{\"code\":200,\"message\":\"free moov\"}\n".getBytes(StandardCharsets.US_ASCII);
    byte[] free = {0, 0, 0, 12, 'f', 'r', 'e', 'e', 1, 2, 3, 4};
    byte[] narrow = Mp4Files.narrow(video);
    byte[] front = front(video);
    byte[] withoutType = Mp4Files.withInt(video, Mp4Files.box(video, "ftyp") + 4, 0x77696465);
    byte[] longMedia =
        Mp4Files.withInt(front, Mp4Files.box(front, "mdat"), Mp4Files.sizeOf(front, "mdat") + 9999);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (byte[] rubbish : new byte[][] {new byte[3], new byte[5000], json, free}) {
      String name = rubbish.length + " bytes ";
      files.put(name + "behind", joined(video, rubbish));
      files.put(name + "behind media", joined(front, rubbish));
      files.put(name + "before", joined(rubbish, video));
      files.put(name + "before narrow offsets", joined(rubbish, narrow));
      files.put(name + "before metadata in front", joined(rubbish, front));
      if (!Arrays.equals(rubbish, free)) {
        files.put(name + "before a file without a type", joined(rubbish, withoutType));
      }
      int moov = Mp4Files.box(video, "moov");
      files.put(
          name + "between",
          joined(
              Arrays.copyOf(video, moov), rubbish, Arrays.copyOfRange(video, moov, video.length)));
    }
    files.put("without a type", withoutType);
    files.put("media that says it is longer", longMedia);
    Path original = Files.write(folder.resolve("original.mp4"), video);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path from = Files.write(folder.resolve("around.mp4"), file.getValue());
      Path moved = folder.resolve("front.mp4");
      assertThat(FastStart.copy(from, moved))
          .as(file.getKey())
          .isEqualTo(new ReadResult.Valid(new Mp4Info(64, 48, Duration.ofSeconds(1), true, false)));
      for (int i = 0; i < 5; i += 4) {
        assertThat(FrameGrab.getFrameFromFile(moved.toFile(), i).getPlaneData(0))
            .as(file.getKey())
            .isEqualTo(FrameGrab.getFrameFromFile(original.toFile(), i).getPlaneData(0));
      }
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void whatIsNoMp4IsToldSo() throws IOException {
    for (String text : List.of("", "<html>502 Bad Gateway</html>", "{\"error\":{}}", "ftyp")) {
      assertThat(read(text.getBytes(StandardCharsets.US_ASCII)))
          .isInstanceOf(ReadResult.Invalid.class);
    }
    assertThat(read(new byte[100_000])).isInstanceOf(ReadResult.Invalid.class);
  }

  @Test
  void aFileTurnedByAQuarterShowsItsSidesExchanged() throws IOException {
    int matrix = Mp4Files.box(video, "tkhd") + 8 + 40;
    byte[] turned = Mp4Files.withInt(video, matrix, 0);
    turned = Mp4Files.withInt(turned, matrix + 4, 0x10000);
    assertThat(read(turned))
        .isEqualTo(new ReadResult.Valid(new Mp4Info(48, 64, Duration.ofSeconds(1), false, false)));
  }

  @Test
  void liesInTheSampleTableAreSeen() throws IOException {
    video = Mp4Files.narrow(video);
    assertThat(read(video)).isInstanceOf(ReadResult.Valid.class);
    for (String box : List.of("stco", "stsz", "stsc")) {
      int at = Mp4Files.box(video, box);
      for (int field = 12; field < Mp4Files.sizeOf(video, box); field += 4) {
        byte[] lying = Mp4Files.withInt(video, at + field, 0x7FFF_FFF0);
        boolean unusedBytes = box.equals("stco") && field >= 20;
        boolean description = box.equals("stsc") && field == 24;
        if (unusedBytes || description) {
          continue;
        }
        assertThat(read(lying)).as(box + " " + field).isInstanceOf(ReadResult.Invalid.class);
      }
    }
  }

  @Test
  void randomDamageIsNeverAnException() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      byte[] bent = video.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        int metadata = Mp4Files.box(video, "moov");
        int at =
            random.nextBoolean()
                ? metadata + random.nextInt(video.length - metadata)
                : random.nextInt(64);
        bent[at] = (byte) random.nextInt(256);
      }
      assertThat(read(bent)).isNotNull();
      Path from = Files.write(folder.resolve("bent.mp4"), bent);
      assertThat(FastStart.copy(from, folder.resolve("bent-front.mp4"))).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void metadataMovesToTheFrontAndEveryFrameIsStillThere(boolean narrow) throws Exception {
    video = narrow ? Mp4Files.narrow(video) : video;
    byte[] front = front(video);
    assertThat(front).hasSize(video.length);
    assertThat(Mp4Files.box(front, "moov")).isLessThan(Mp4Files.box(front, "mdat"));
    assertThat(read(front))
        .isEqualTo(new ReadResult.Valid(new Mp4Info(64, 48, Duration.ofSeconds(1), true, false)));

    Path original = Files.write(folder.resolve("original.mp4"), video);
    Path moved = Files.write(folder.resolve("moved.mp4"), front);
    for (int i = 0; i < 5; i++) {
      assertThat(FrameGrab.getFrameFromFile(moved.toFile(), i).getPlaneData(0))
          .isEqualTo(FrameGrab.getFrameFromFile(original.toFile(), i).getPlaneData(0));
    }
  }

  /** A file of more than 4 GB would take long to copy, so its metadata alone is moved. */
  @Test
  void offsetsThatNoLongerFitBecomeWideOnes() throws Exception {
    Path file = Files.write(folder.resolve("file.mp4"), Mp4Files.narrow(video));
    Mp4Layout layout;
    try (var channel = FileChannel.open(file)) {
      layout = Mp4Layout.read(channel);
    }
    long far = 0xFFFF_FF00L;
    Box media = layout.media().getFirst();
    Box large = new Box("free", 0, 16, far);
    ByteBuffer moved = RelocatedMetadata.of(layout, List.of(large, media), 24);

    assertThat(moved.limit()).isGreaterThan((int) layout.moov().size());
    List<Box> tracks = new ArrayList<>();
    for (Box box : BoxReader.readBody(moved, 8, moved.limit())) {
      if (box.type().equals("trak")) {
        tracks.add(box);
      }
    }
    SampleTable before = layout.tracks().getFirst().samples();
    SampleTable after = Track.read(moved, tracks.getFirst()).samples();
    assertThat(after.has64BitOffsets()).isTrue();
    assertThat(after.chunkOffset(0))
        .isEqualTo(before.chunkOffset(0) - media.start() + 24 + moved.limit() + far);
  }

  private byte[] front(byte[] bytes) throws IOException {
    Path to = folder.resolve("front.mp4");
    assertThat(FastStart.copy(Files.write(folder.resolve("back.mp4"), bytes), to))
        .isInstanceOf(ReadResult.Valid.class);
    return Files.readAllBytes(to);
  }

  private ReadResult read(byte[] bytes) throws IOException {
    return Mp4Info.read(Files.write(folder.resolve("read.mp4"), bytes));
  }
}
