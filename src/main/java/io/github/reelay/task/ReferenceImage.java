package io.github.reelay.task;

/**
 * A reference image in the media folder: checked, upright, and found again by its content.
 *
 * @param sha256 hash of the stored bytes, lower-case hex; also its name in the folder
 * @param mediaType {@code image/jpeg} or {@code image/png}
 */
public record ReferenceImage(String sha256, String mediaType, int width, int height, long bytes) {

  /**
   * The shape nearest to this picture's; where a provider lets the picture decide, this is what
   * comes out.
   */
  public AspectRatio nearestAspectRatio() {
    return width >= height ? AspectRatio.LANDSCAPE : AspectRatio.PORTRAIT;
  }
}
