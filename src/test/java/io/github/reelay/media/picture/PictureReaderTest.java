package io.github.reelay.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureReaderTest {
  /** A hostile file costs at most so much. */
  private static final long MOST_BYTES = 32L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Map<String, byte[]> CORPUS = HostilePictures.all();

  @TempDir Path folder;
  private final PictureReader reader = new PictureReader(PictureProgram.NONE);

  @TestFactory
  Stream<DynamicTest> aHostileFileCostsAnErrorNotMemory() throws IOException {
    assertThat(CORPUS).hasSizeGreaterThanOrEqualTo(30);
    read(Pictures.png(100, 100));
    return CORPUS.entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> isRefused(file.getValue())));
  }

  private void isRefused(byte[] bytes) throws IOException {
    Path file = write(bytes);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    PictureResult intake = reader.read(file);
    long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(intake).isInstanceOf(PictureResult.Rejected.class);
    assertThat(cost).isLessThan(MOST_BYTES);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatEveryViewerShowsIsRead() throws IOException {
    Map<String, Supplier<byte[]>> usual = UsualPictures.all();
    assertThat(usual).hasSizeGreaterThanOrEqualTo(60);
    upright(Pictures.jpeg(100, 100));
    return usual.entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> isRead(file.getValue().get())));
  }

  private void isRead(byte[] bytes) throws IOException {
    assertThat(bytes.length).as("a picture that may be sent").isLessThan(10 << 20);
    Path file = write(bytes);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    PictureResult result = reader.read(file);
    long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(result).isInstanceOf(PictureResult.Decoded.class);
    BufferedImage image = ((PictureResult.Decoded) result).image();
    assertThat(image.getWidth()).isGreaterThanOrEqualTo(400);
    assertThat((long) image.getWidth() * image.getHeight() * 3).isLessThanOrEqualTo(12 << 20);
    assertThat(cost).isLessThan(64 << 20);
  }

  /** One pixel of each square would make this black, or white. */
  @TestFactory
  Stream<DynamicTest> whatIsReducedIsAveraged() throws IOException {
    upright(OddPictures.interlaced(Pictures.flag(64, 64, BufferedImage.TYPE_INT_RGB)));
    Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
    files.put("jpeg", () -> Pictures.written("jpeg", lines(BufferedImage.TYPE_3BYTE_BGR)));
    files.put("png", () -> Pictures.written("png", lines(BufferedImage.TYPE_3BYTE_BGR)));
    files.put("png, 4 bytes", () -> Pictures.written("png", lines(BufferedImage.TYPE_INT_ARGB)));
    files.put("interlaced", () -> OddPictures.interlaced(lines(BufferedImage.TYPE_3BYTE_BGR)));
    files.put("interlaced, 4", () -> OddPictures.interlaced(lines(BufferedImage.TYPE_INT_ARGB)));
    files.put("interlaced grey", () -> OddPictures.interlaced(lines(BufferedImage.TYPE_BYTE_GRAY)));
    files.put("gif", () -> Pictures.written("gif", lines(BufferedImage.TYPE_BYTE_INDEXED)));
    files.put("four inks", () -> OddPictures.ofInks(lineInks(), OddPictures.INKS));
    return files.entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> isGrey(file.getValue().get())));
  }

  private void isGrey(byte[] bytes) throws IOException {
    BufferedImage image = upright(bytes);
    assertThat(image.getWidth()).isEqualTo(1500);
    for (int x = 8; x < image.getWidth() - 8; x += 97) {
      assertThat(new Color(image.getRGB(x, 1000)).getGreen()).isBetween(110, 145);
    }
  }

  private static BufferedImage lines(int type) {
    BufferedImage lines = new BufferedImage(3000, 4000, type);
    for (int x = 0; x < lines.getWidth(); x++) {
      for (int y = 0; y < lines.getHeight(); y++) {
        lines.setRGB(x, y, x % 2 == 0 ? 0xFFFFFFFF : 0xFF000000);
      }
    }
    return lines;
  }

  private static WritableRaster lineInks() {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 3000, 4000, 4, null);
    for (int x = 0; x < inks.getWidth(); x++) {
      for (int y = 0; y < inks.getHeight(); y++) {
        inks.setPixel(x, y, new int[] {255, 255, 255, x % 2 * 255});
      }
    }
    return inks;
  }

  @Test
  void whatJavaCannotReadIsReadByAnotherProgram() throws IOException {
    BufferedImage decoded = Pictures.flag(320, 200, BufferedImage.TYPE_INT_RGB);
    PictureReader both =
        new PictureReader((_, format, _) -> format.equals("avif") ? decoded : null);
    assertThat(both.read(write(Objects.requireNonNull(CORPUS.get("avif")))))
        .isInstanceOf(PictureResult.Decoded.class);
    assertThat(both.read(write(Objects.requireNonNull(CORPUS.get("heic")))))
        .isEqualTo(new PictureResult.Rejected(Reason.HEIC));
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512, false", // a tile
    "320, 240, false", // the thumbnail
    "2048, 1536, true",
    "1536, 2048, true" // turned
  })
  void aPieceIsNotTakenForThePicture(int width, int height, boolean whole) throws IOException {
    ByteBuffer sizes = ByteBuffer.allocate(60).put("meta".getBytes(StandardCharsets.US_ASCII));
    for (int side : new int[] {512, 4032, 320}) {
      sizes.put("ispe".getBytes(StandardCharsets.US_ASCII)).putInt(0);
      sizes.putInt(side).putInt(side * 3 / 4);
    }
    for (String type : new String[] {"heic", "avif"}) {
      byte[] file = Pictures.joined(Objects.requireNonNull(CORPUS.get(type)), sizes.array());
      PictureReader able =
          new PictureReader((_, _, _) -> Pictures.flag(width, height, BufferedImage.TYPE_INT_RGB));
      assertThat(able.read(write(file)) instanceof PictureResult.Decoded).isEqualTo(whole);
    }
  }

  @Test
  void eachReasonIsTold() throws IOException {
    assertThat(reason("html")).isEqualTo(Reason.NOT_A_PICTURE);
    assertThat(reason("heic")).isEqualTo(Reason.HEIC);
    assertThat(reason("avif")).isEqualTo(Reason.AVIF);
    assertThat(reason("mp4")).isEqualTo(Reason.NOT_A_PICTURE);
    assertThat(reason("png: says 18,375 x 11,175")).isEqualTo(Reason.TOO_MANY_PIXELS);
    assertThat(reason("jpeg: cut in half")).isEqualTo(Reason.BROKEN);
    for (byte[] bytes :
        List.of(
            Pictures.png(31, 300),
            Pictures.pngOf(640, 1, 8, 2, 2000),
            Pictures.pngOf(30_000, 10, 8, 2, 1_000_000))) {
      assertThat(read(bytes)).isEqualTo(new PictureResult.Rejected(Reason.TOO_SMALL));
    }
  }

  private Reason reason(String name) throws IOException {
    return ((PictureResult.Rejected) read(Objects.requireNonNull(CORPUS.get(name)))).reason();
  }

  @Test
  void theUsualFormatsAreRead() throws IOException {
    for (byte[] bytes :
        new byte[][] {
          Pictures.jpeg(320, 200),
          Pictures.progressiveJpeg(320, 200),
          Pictures.png(320, 200),
          Pictures.gif(320, 200),
          webp("flag-lossy.webp"),
          webp("flag-lossless.webp"),
          Pictures.animated(webp("flag-lossy.webp"))
        }) {
      BufferedImage image = upright(bytes);
      assertThat(image.getWidth()).isEqualTo(320);
      assertThat(image.getHeight()).isEqualTo(200);
      assertReddish(image, 80, 60);
      assertBluish(image, 240, 60);
    }
  }

  private static byte[] webp(String name) throws IOException {
    try (var in = PictureReaderTest.class.getResourceAsStream("/pictures/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // orientation, then where the red half and the green edge are to be seen
    "1, 80, 100, 160, 5",
    "2, 240, 100, 160, 5",
    "3, 240, 100, 160, 195",
    "4, 80, 100, 160, 195",
    "5, 100, 80, 5, 160",
    "6, 100, 80, 195, 160",
    "7, 100, 240, 195, 160",
    "8, 100, 240, 5, 160"
  })
  void aPictureStandsUprightHoweverTheCameraWasHeld(
      int orientation, int redX, int redY, int greenX, int greenY) throws IOException {
    for (byte[] bytes :
        List.of(
            Pictures.turned(Pictures.jpeg(320, 200), orientation),
            OddPictures.turnedPng(Pictures.png(320, 200), orientation))) {
      BufferedImage image = upright(bytes);
      assertThat(image.getWidth()).isEqualTo(orientation < 5 ? 320 : 200);
      assertReddish(image, redX, redY);
      Color edge = new Color(image.getRGB(greenX, greenY));
      assertThat(edge.getGreen()).isGreaterThan(edge.getRed() + 80);
      assertThat(edge.getGreen()).isGreaterThan(edge.getBlue() + 80);
    }
  }

  @Test
  void whatIsSeenThroughBecomesWhite() throws IOException {
    BufferedImage clear = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    BufferedImage image = upright(Pictures.written("png", clear));
    assertThat(image.getRGB(50, 50)).isEqualTo(Color.WHITE.getRGB());
    assertThat(image.getColorModel().hasAlpha()).isFalse();
  }

  @Test
  void aLargePictureIsDecodedToAPartOfItsPixels() throws IOException {
    byte[] large = Pictures.pngOf(8000, 5000, 8, 2, 5000L * (1 + 8000 * 3));
    Path file = write(large);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    BufferedImage image = ((PictureResult.Decoded) reader.read(file)).image();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    assertThat(image.getWidth()).isBetween(1280, 2667);
  }

  private BufferedImage upright(byte[] bytes) throws IOException {
    PictureResult intake = read(bytes);
    assertThat(intake).isInstanceOf(PictureResult.Decoded.class);
    return ((PictureResult.Decoded) intake).image();
  }

  private PictureResult read(byte[] bytes) throws IOException {
    return reader.read(write(bytes));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("sent"), bytes);
  }

  private static void assertReddish(BufferedImage image, int x, int y) {
    Color seen = new Color(image.getRGB(x, y));
    assertThat(seen.getRed()).isGreaterThan(150).isGreaterThan(seen.getBlue() + 80);
  }

  private static void assertBluish(BufferedImage image, int x, int y) {
    Color seen = new Color(image.getRGB(x, y));
    assertThat(seen.getBlue()).isGreaterThan(150).isGreaterThan(seen.getRed() + 80);
  }
}
