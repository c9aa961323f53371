package io.github.reelay.task;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A reference image in the media folder: checked, upright, and found again by its content.
 *
 * @param sha256 hash of the stored bytes, lower-case hex; also its name in the folder
 * @param mediaType {@code image/jpeg} or {@code image/png}
 */
public record ReferenceImage(String sha256, String mediaType, int width, int height, long bytes) {
  /** Stands for a picture where nothing is asked for yet: no price depends on which one it is. */
  public static final ReferenceImage ANY =
      new ReferenceImage("0".repeat(64), "image/jpeg", 1280, 720, 1);

  /**
   * The shape nearest to this picture's; where a provider lets the picture decide, this is what
   * comes out.
   *
   * @param ratios those there are; the picture's own choice is none of them
   */
  public Optional<AspectRatio> nearestAspectRatio(Collection<AspectRatio> ratios) {
    double shape = Math.log((double) width / height);
    return ratios.stream()
        .filter(ratio -> !ratio.isAdaptive())
        .min(Comparator.comparingDouble(ratio -> Math.abs(Math.log(ratio.quotient()) - shape)));
  }
}
