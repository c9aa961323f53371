package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaConverter.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FittedSizeTest {
  @Test
  void aPictureWithinTheBoundsStaysAsItIs() {
    assertThat(fitted(1280, 720, null)).isNull();
    assertThat(fitted(1280, 720, AspectRatio.ADAPTIVE)).isNull();
    assertThat(fitted(1280, 720, AspectRatio.LANDSCAPE)).isNull();
    assertThat(fitted(1284, 720, AspectRatio.LANDSCAPE)).as("nearly so").isNull();
  }

  @Test
  void aSmallOneGrowsAndALargeOneShrinks() {
    assertThat(fitted(200, 150, null)).isEqualTo(new Size(400, 300));
    assertThat(fitted(9000, 6000, null)).isEqualTo(new Size(6000, 4000));
  }

  @Test
  void aLongOneIsCropped() {
    assertThat(fitted(5000, 1000, null)).isEqualTo(new Size(2500, 1000));
    assertThat(fitted(1000, 9000, null)).isEqualTo(new Size(1000, 2500));
    assertThat(fitted(2000, 100, null)).as("and grows").isEqualTo(new Size(750, 300));
  }

  @Test
  void aWantedShapeIsCutOutOfThePicture() {
    assertThat(fitted(1600, 900, AspectRatio.PORTRAIT)).isEqualTo(new Size(507, 900));
    assertThat(fitted(900, 1600, AspectRatio.SQUARE)).isEqualTo(new Size(900, 900));
  }

  @Test
  void whereTheVideosSizeIsWantedItIsThat() {
    WireFormat.ImageRule rule = rule(false, true);
    assertThat(
            FittedSize.of(
                image(1600, 900),
                image(1600, 900),
                rule,
                AspectRatio.PORTRAIT,
                new WireFormat.Size(720, 1280)))
        .isEqualTo(new Size(720, 1280));
    assertThat(
            FittedSize.of(
                image(1600, 900), image(900, 1600), rule(false, false), AspectRatio.PORTRAIT, null))
        .as("the relay shapes the video")
        .isNull();
  }

  @Test
  void theLastFrameGetsTheShapeOfTheFirst() {
    WireFormat.ImageRule rule = rule(true, false);
    assertThat(FittedSize.of(image(900, 1600), image(1600, 900), rule, null, null))
        .isEqualTo(new Size(900, 507));
    assertThat(FittedSize.of(image(800, 450), image(1600, 900), rule, null, null)).isNull();
    assertThat(FittedSize.of(image(900, 900), image(1600, 900), rule, AspectRatio.PORTRAIT, null))
        .as("unless another is wanted")
        .isEqualTo(new Size(507, 900));
  }

  private static @Nullable Size fitted(int width, int height, @Nullable AspectRatio aspect) {
    ReferenceImage image = image(width, height);
    return FittedSize.of(image, image, rule(true, false), aspect, null);
  }

  private static ReferenceImage image(int width, int height) {
    return new ReferenceImage("ab".repeat(32), "image/jpeg", width, height, 5_000);
  }

  private static WireFormat.ImageRule rule(boolean decidesAspect, boolean requiresVideoSize) {
    return new WireFormat.ImageRule(
        "image",
        TextNode.valueOf("$picture"),
        WireFormat.ImageTransfer.UPLOAD,
        false,
        decidesAspect,
        requiresVideoSize,
        new WireFormat.ImageBounds(10_000_000, 300, 6000, 2.5),
        1);
  }
}
