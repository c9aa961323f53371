package io.github.reelay.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.provider.sandbox.video.LandscapeScene;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;
import java.time.Duration;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4EncoderTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 352;

  @TempDir Path folder;

  /** With coarser quality the right edge came out lighter by 13 of 255, and purple. */
  @Test
  void coloursDoNotDriftFromLeftToRight() throws Exception {
    BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = frame.createGraphics();
    new LandscapeScene(12_345_678_901L).paint(graphics, WIDTH, HEIGHT, 2);
    graphics.dispose();
    Path file = folder.resolve("video.mp4");
    try (Mp4Encoder encoder = new Mp4Encoder(file, WIDTH, HEIGHT, 6)) {
      for (int i = 0; i < 3; i++) {
        encoder.add(frame);
      }
      encoder.finish();
    }

    assertThat(Mp4Info.read(file))
        .isEqualTo(
            new Mp4Info.ReadResult.Valid(
                new Mp4Info(WIDTH, HEIGHT, Duration.ofMillis(500), false, false)));
    Picture meant = Picture.create(WIDTH, HEIGHT, ColorSpace.YUV420J);
    YuvConverter.convert(((DataBufferInt) frame.getRaster().getDataBuffer()).getData(), meant);
    Picture seen = FrameGrab.getFrameFromFile(file.toFile(), 2);
    for (int plane = 0; plane < 3; plane++) {
      assertThat(driftAtTheRight(meant, seen, plane)).as("plane " + plane).isBetween(-1.0, 1.0);
    }
  }

  private static double driftAtTheRight(Picture meant, Picture seen, int plane) {
    int width = meant.getPlaneWidth(plane);
    int height = meant.getPlaneHeight(plane);
    long sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = width - width / 8; x < width; x++) {
        int at = y * width + x;
        sum += seen.getPlaneData(plane)[at] - meant.getPlaneData(plane)[at];
      }
    }
    return sum / (double) (height * (width / 8));
  }
}
