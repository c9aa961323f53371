package io.github.reelay.provider.sandbox.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.provider.sandbox.Mp4Encoder;
import io.github.reelay.provider.sandbox.VideoFrames;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionTest {
  @Test
  void everyPrintableLatinLetterIsKnown() {
    for (int c = '!'; c <= '~'; c++) {
      boolean rare = "`{}".indexOf(c) >= 0;
      assertThat(BitmapFont.latin().canDisplay(c)).as(Character.toString(c)).isEqualTo(!rare);
    }
  }

  @Test
  void accentsFallAwayAndTypographicMarksBecomePlain() {
    assertThat(BitmapFont.normalize("Où est l’été – “là”?")).isEqualTo("Ou est l'ete - \"la\"?");
  }

  @Test
  void linesBreakAtSpacesAndAtMostFourAreShown() {
    assertThat(Caption.wrap("a red fox in the snow", 10))
        .containsExactly("a red fox", "in the", "snow");
    assertThat(Caption.wrap("x".repeat(100), 10)).hasSize(4).last().isEqualTo("xxxxxxx...");
    assertThat(Caption.wrap("", 10)).isEmpty();
  }

  @Test
  void thePromptIsWrittenInTheFilm(@TempDir Path folder) throws Exception {
    int with = lightPixels(folder.resolve("a.mp4"), "HELLO WORLD");
    int without = lightPixels(folder.resolve("b.mp4"), "");
    assertThat(with).isGreaterThan(without + 1500);
  }

  /** Counts what is nearly white where the caption stands, in a video on black. */
  private static int lightPixels(Path file, String prompt) throws Exception {
    BufferedImage frame = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = frame.createGraphics();
    new Caption(prompt, "").paint(graphics, 1280, 720);
    graphics.dispose();
    try (Mp4Encoder encoder = new Mp4Encoder(file, 1280, 720, 6)) {
      encoder.add(frame);
      encoder.finish();
    }
    BufferedImage seen = VideoFrames.frame(file, 0);
    int light = 0;
    for (int y = 500; y < 720; y++) {
      for (int x = 0; x < 1280; x++) {
        light += (seen.getRGB(x, y) & 0xFF) > 200 ? 1 : 0;
      }
    }
    return light;
  }
}
