package io.github.reelay.provider.dialect;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of a model: a row's own field names and words. A null field name means that the
 * value is not sent.
 *
 * @param model the relay's name of the model
 * @param durationAsText quoted ({@code "8"}) instead of a number
 * @param sizes pixel sizes for {@code sizeField}, for dialects that ask for one
 * @param extra sent with every generation as it stands
 */
public record WireFormat(
    String model,
    String durationField,
    boolean durationAsText,
    @Nullable String aspectField,
    Map<AspectRatio, String> aspects,
    @Nullable String resolutionField,
    Map<Resolution, String> resolutions,
    @Nullable String sizeField,
    Map<Resolution, Map<AspectRatio, Size>> sizes,
    @Nullable ImageRule imageRule,
    Map<String, Object> extra) {
  public WireFormat {
    aspects = Map.copyOf(aspects);
    resolutions = Map.copyOf(resolutions);
    sizes = Map.copyOf(sizes);
    extra = Map.copyOf(extra);
  }

  /** Pixels, written {@code 1280x720}. */
  public record Size(int width, int height) {
    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  /**
   * How a picture is handed over.
   *
   * @param asList the field is an array of addresses
   * @param maxBytes the relay's limit
   * @param decidesAspect the picture's shape goes before a wanted one, so none is promised or sent
   * @param requiresVideoSize the picture must have exactly the size of the video
   */
  public record ImageRule(
      String field,
      boolean asList,
      ImageTransfer transfer,
      long maxBytes,
      boolean decidesAspect,
      boolean requiresVideoSize) {}

  /** The way a picture reaches the relay. */
  public enum ImageTransfer {
    /** Uploaded to the relay first, which gives an address. */
    UPLOAD,
    /** The relay fetches it from us by a signed link. */
    LINK,
    /** Part of the request itself. */
    FILE
  }

  public boolean usesImageTransfer(ImageTransfer transfer) {
    return imageRule != null && imageRule.transfer() == transfer;
  }
}
