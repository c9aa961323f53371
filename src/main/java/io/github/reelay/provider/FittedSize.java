package io.github.reelay.provider;

import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.tracking.port.MediaConverter;
import org.jspecify.annotations.Nullable;

/** The size a picture is cropped and scaled to, so that a relay takes it and the video fits. */
final class FittedSize {
  /** Nobody sees less than a hundredth of the picture gone, and nothing is gained by it. */
  private static final double SAME_SHAPE = 0.01;

  private FittedSize() {}

  /**
   * Null where the picture stays as it is.
   *
   * @param first the first picture of the request, whose shape the others get where a relay goes by
   *     it
   * @param aspect the wanted shape, for relays that go by the picture's
   * @param videoSize what comes out, for relays that want the picture to have it
   */
  static MediaConverter.@Nullable Size of(
      ReferenceImage image,
      ReferenceImage first,
      WireFormat.ImageRule rule,
      @Nullable AspectRatio aspect,
      WireFormat.@Nullable Size videoSize) {
    if (rule.requiresVideoSize() && videoSize != null) {
      return new MediaConverter.Size(videoSize.width(), videoSize.height());
    }
    WireFormat.ImageBounds bounds = rule.bounds();
    double own = quotient(image);
    double wanted = rule.decidesAspect() ? shapeOf(first, aspect) : own;
    double shape = Math.clamp(wanted, 1 / bounds.maxQuotient(), bounds.maxQuotient());
    boolean cropped = Math.abs(shape / own - 1) > SAME_SHAPE;
    double width = cropped && shape < own ? image.height() * shape : image.width();
    double height = cropped && shape > own ? image.width() / shape : image.height();
    double scale = Math.max(1, bounds.minSide() / Math.min(width, height));
    scale = Math.min(scale, bounds.maxSide() / Math.max(width, height));
    return !cropped && scale == 1
        ? null
        : new MediaConverter.Size((int) Math.ceil(width * scale), (int) Math.ceil(height * scale));
  }

  private static double shapeOf(ReferenceImage first, @Nullable AspectRatio aspect) {
    return aspect == null || aspect.isAdaptive() ? quotient(first) : aspect.quotient();
  }

  private static double quotient(ReferenceImage image) {
    return (double) image.width() / image.height();
  }
}
