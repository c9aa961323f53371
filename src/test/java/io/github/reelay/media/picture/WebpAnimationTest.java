package io.github.reelay.media.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.picture.WebpFiles.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebpAnimationTest {
  private static final int RED = 0xFFFF0000;
  private static final int GREEN = 0xFF00FF00;
  private static final int HALF_BLUE = 0x800000FF;
  private static final int NOTHING = 0x00000000;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int DISPOSED = 1;
  private static final int NOT_BLENDED = 2;

  private final PictureReader reader = new PictureReader(PictureProgram.NONE);

  @TempDir Path folder;

  private Optional<WebpAnimation> open(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("made.webp"), file);
    return WebpAnimation.open(path, reader);
  }

  /** The colour of one place in each picture. */
  private List<Integer> colours(byte[] file, int x, int y) throws IOException {
    List<Integer> colours = new ArrayList<>();
    try (WebpAnimation animation = open(file).orElseThrow()) {
      assertThat(animation.writeTo(picture -> colours.add(picture.getRGB(x, y)))).isTrue();
    }
    return colours;
  }

  private static Plain whole(int argb, int millis) {
    return new Plain(0, 0, 64, 48, argb, millis, 0);
  }

  @Test
  void aFrameIsLaidOverWhatWasThereAndItsAreaIsEmptyAfterwardsIfItSaysSo() throws IOException {
    byte[] file =
        WebpFiles.animation(
            64,
            48,
            whole(RED, 100),
            new Plain(16, 8, 32, 20, HALF_BLUE, 100, 0),
            new Plain(16, 8, 8, 8, NOTHING, 100, NOT_BLENDED),
            new Plain(40, 20, 8, 8, GREEN, 100, DISPOSED),
            new Plain(0, 0, 1, 1, GREEN, 100, 0));

    int mixed = 0xFF7F0080;
    assertThat(colours(file, 60, 40)).containsExactly(RED, RED, RED, RED, RED);
    assertThat(colours(file, 17, 9)).containsExactly(RED, mixed, WHITE, WHITE, WHITE);
    assertThat(colours(file, 15, 9)).containsExactly(RED, RED, RED, RED, RED);
    assertThat(colours(file, 41, 21)).containsExactly(RED, mixed, mixed, GREEN, WHITE);
    assertThat(colours(file, 0, 0)).containsExactly(RED, RED, RED, RED, GREEN);
  }

  @Test
  void aCanvasThatNoFrameCoversIsWhite() throws IOException {
    byte[] file = WebpFiles.animation(64, 48, new Plain(8, 8, 8, 8, RED, 100, 0));
    assertThat(colours(file, 0, 0)).containsExactly(WHITE);
    assertThat(colours(file, 8, 8)).containsExactly(RED);
  }

  @Test
  void eachFrameIsSeenForItsTime() throws IOException {
    byte[] file = WebpFiles.animation(64, 48, whole(RED, 62), whole(GREEN, 124), whole(RED, 62));
    assertThat(colours(file, 0, 0)).containsExactly(RED, GREEN, GREEN, RED);
    try (WebpAnimation animation = open(file).orElseThrow()) {
      assertThat(animation.millisPerPicture()).isEqualTo(62);
    }
  }

  @Test
  void noneIsLostWhereTheTimesHaveNoCommonPart() throws IOException {
    byte[] file =
        WebpFiles.animation(
            64, 48, whole(RED, 130), whole(GREEN, 121), whole(RED, 130), whole(GREEN, 121));
    assertThat(colours(file, 0, 0)).containsExactly(RED, GREEN, RED, GREEN);
  }

  @Test
  void timesThatWereRoundedGiveNoPictureTwice() throws IOException {
    byte[] file = WebpFiles.animation(64, 48, whole(RED, 166), whole(GREEN, 167), whole(RED, 167));
    assertThat(colours(file, 0, 0)).containsExactly(RED, GREEN, RED);
  }

  @Test
  void aTimeThatNobodyHasSetIsATenthOfASecond() throws IOException {
    try (WebpAnimation animation =
        open(WebpFiles.animation(64, 48, whole(RED, 0), whole(GREEN, 10))).orElseThrow()) {
      assertThat(animation.millisPerPicture()).isEqualTo(100);
    }
  }

  @Test
  void anOddColumnAndAnOddRowAreLeftOut() throws IOException {
    byte[] file = WebpFiles.animation(65, 49, new Plain(0, 0, 65, 49, RED, 100, 0));
    try (WebpAnimation animation = open(file).orElseThrow()) {
      assertThat(animation.width()).isEqualTo(64);
      assertThat(animation.height()).isEqualTo(48);
    }
    assertThat(colours(file, 63, 47)).containsExactly(RED);
  }

  @Test
  void aStillPictureIsNoAnimation() throws IOException {
    assertThat(WebpAnimation.isOne(write(WebpFiles.animation(64, 48, whole(RED, 100))))).isTrue();
    byte[] still = WebpFiles.animation(64, 48, whole(RED, 100));
    still[20] &= ~2;
    assertThat(WebpAnimation.isOne(write(still))).isFalse();
    assertThat(WebpAnimation.isOne(write(new byte[0]))).isFalse();
    assertThat(WebpAnimation.isOne(write(Pictures.slice(still, 0, 20)))).isFalse();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("any"), bytes);
  }

  @Test
  void whatIsBrokenOrLiesIsRefusedBeforeAnythingIsDecoded() throws IOException {
    byte[] file = WebpFiles.animation(64, 48, whole(RED, 100), whole(GREEN, 100));
    for (int length = 0; length < file.length; length++) {
      assertThat(open(Arrays.copyOf(file, length))).as("cut after %d bytes", length).isEmpty();
    }
    assertThat(open(WebpFiles.animation(64, 48))).as("no frame").isEmpty();
    assertThat(open(WebpFiles.animation(64, 48, new Plain(2, 0, 64, 48, RED, 100, 0))))
        .as("a frame beyond the canvas")
        .isEmpty();
    byte[] other = file.clone();
    other[Pictures.find(file, 'V', 'P', '8', 'L') + 9]++;
    assertThat(open(other)).as("a picture of another size than its frame").isEmpty();
  }

  @Test
  void whatIsTooLargeOrTooLongIsRefused() throws IOException {
    assertThat(open(WebpFiles.animation(4000, 4000, whole(RED, 100)))).isEmpty();
    assertThat(open(WebpFiles.animation(16, 16, new Plain(0, 0, 16, 16, RED, 100, 0)))).isEmpty();
    assertThat(open(WebpFiles.animation(64, 48, whole(RED, 20), whole(GREEN, 20 * 3600))))
        .isEmpty();
    assertThat(open(WebpFiles.animation(2000, 2000, whole(RED, 20), whole(GREEN, 20 * 500))))
        .isEmpty();
    Plain[] many = new Plain[3601];
    Arrays.fill(many, whole(RED, 16));
    assertThat(open(WebpFiles.animation(64, 48, many))).isEmpty();
  }

  /** Bytes that are changed give pictures, or a file that is not whole, and never an error. */
  @Test
  void whateverIsInItTheReadingEnds() throws IOException {
    byte[] file =
        WebpFiles.animation(64, 48, whole(RED, 100), new Plain(16, 8, 32, 20, HALF_BLUE, 100, 0));
    int whole = 0;
    for (int at = 0; at < file.length; at++) {
      byte[] changed = file.clone();
      changed[at] ^= (byte) 0x55;
      Optional<WebpAnimation> opened = open(changed);
      if (opened.isPresent()) {
        try (WebpAnimation animation = opened.get()) {
          whole += animation.writeTo(picture -> {}) ? 1 : 0;
        }
      }
    }
    assertThat(whole).isBetween(1, file.length - 1);
  }
}
