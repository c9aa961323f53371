package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.VideoOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of a model in one mode: a row's own field names and words. A null field name
 * means that the value is not sent. In JSON a name may be a path ({@code parameters.duration}).
 *
 * @param model the relay's name of the model
 * @param promptField null where the prompt stands in another value, as {@code $prompt}
 * @param durationAsText quoted ({@code "8"}) instead of a number
 * @param sizes pixel sizes for {@code sizeField}, for relays that ask for one
 * @param extra sent with every request as it stands, but for {@code $prompt} and {@code $picture}
 * @param options fields of the options the model has
 */
public record WireFormat(
    String model,
    @Nullable String promptField,
    @Nullable String durationField,
    boolean durationAsText,
    @Nullable String aspectField,
    Map<AspectRatio, String> aspects,
    @Nullable String resolutionField,
    Map<Resolution, String> resolutions,
    @Nullable String sizeField,
    Map<Resolution, Map<AspectRatio, Size>> sizes,
    @Nullable ImageRule imageRule,
    Map<String, JsonNode> extra,
    Map<VideoOption, OptionField> options) {
  public WireFormat {
    aspects = Map.copyOf(aspects);
    resolutions = Map.copyOf(resolutions);
    sizes = Map.copyOf(sizes);
    extra = Map.copyOf(extra);
    options = VideoOption.copy(options);
  }

  /**
   * How an option is written.
   *
   * @param words the relay's words for values; a value without one is written as it is
   * @param usual written when none is chosen; null leaves the field out
   */
  public record OptionField(String field, Map<String, JsonNode> words, @Nullable JsonNode usual) {
    public OptionField {
      words = Map.copyOf(words);
    }
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
   * @param template the field's value, with {@code $picture} where the picture goes; in a list, an
   *     element with {@code $reference} stands once for each reference picture
   * @param needed the model makes no video without a picture
   * @param decidesAspect the video gets the picture's shape, so none is promised or sent; a wanted
   *     one is had by cropping the picture
   * @param requiresVideoSize the picture must have exactly the size of the video
   * @param most how many reference pictures it takes
   */
  public record ImageRule(
      String field,
      JsonNode template,
      ImageTransfer transfer,
      boolean needed,
      boolean decidesAspect,
      boolean requiresVideoSize,
      ImageBounds bounds,
      int most) {}

  /**
   * What pictures a relay takes; others are fitted.
   *
   * @param maxBytes of the file
   * @param minSide and {@code maxSide} in pixels
   * @param maxQuotient of the longer side by the shorter
   */
  public record ImageBounds(long maxBytes, int minSide, int maxSide, double maxQuotient) {}

  /** The way a picture reaches the relay. */
  public enum ImageTransfer {
    /** Uploaded to the relay first, which gives an address. */
    UPLOAD,
    /** The relay fetches it from us by a signed link. */
    LINK,
    /** Part of the form that the request is. */
    FILE,
    /** In the request as {@code data:image/jpeg;base64,…}. */
    DATA_URL,
    /** In the request as Base64 alone. */
    BASE64
  }

  /** Whether a remix is a generation that names its source, not a call of its own. */
  public boolean namesSource() {
    return hasPlace(JsonBody.SOURCE);
  }

  /** Whether a value of this name would be written. */
  public boolean hasPlace(String place) {
    return (imageRule != null && JsonBody.holds(imageRule.template(), place))
        || extra.values().stream().anyMatch(value -> JsonBody.holds(value, place));
  }

  public boolean usesImageTransfer(ImageTransfer transfer) {
    return imageRule != null && imageRule.transfer() == transfer;
  }

  /** The fields of the options: the chosen values, and the usual ones of those not chosen. */
  public Map<String, JsonNode> optionFields(Map<VideoOption, String> chosen) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    options.forEach((option, field) -> {
      String value = chosen.get(option);
      JsonNode written = value == null ? field.usual : field.words.get(value);
      if (written == null && value != null) {
        written =
            option.type() == VideoOption.Type.NUMBER
                ? LongNode.valueOf(Long.parseLong(value))
                : TextNode.valueOf(value);
      }
      if (written != null) {
        fields.put(field.field, written);
      }
    });
    return fields;
  }

  /**
   * What is wrong with it in a dialect that writes JSON: values that would not be sent.
   *
   * @param body what the dialect writes by itself
   */
  List<String> problemsInJson(JsonNode body) {
    List<String> problems = new ArrayList<>(problemsOfOptions());
    if (JsonBody.holds(body, JsonBody.SIZE) || sizeField != null || !sizes.isEmpty()) {
      problems.addAll(problemsOfSizes(sizeField != null || JsonBody.holds(body, JsonBody.SIZE)));
    } else {
      boolean byImage = imageRule != null && imageRule.decidesAspect();
      if (aspects.size() > 1
          && aspectField == null
          && !byImage
          && !isWritten(JsonBody.ASPECT, body)) {
        problems.add("several aspects need aspect-field: without it none is sent");
      }
      if (resolutions.size() > 1
          && resolutionField == null
          && !isWritten(JsonBody.RESOLUTION, body)) {
        problems.add("several resolutions need resolution-field: without it none is sent");
      }
    }
    if (usesImageTransfer(ImageTransfer.FILE)) {
      problems.add("picture.by: file is sent in forms only; take upload, link, data-url or base64");
    }
    return problems;
  }

  private boolean isWritten(String slot, JsonNode body) {
    return hasPlace(slot) || JsonBody.holds(body, slot);
  }

  /** Two words for one field: the later would silently win. */
  List<String> problemsOfOptions() {
    return options.values().stream()
        .map(OptionField::field)
        .filter(extra::containsKey)
        .sorted()
        .map(field -> field + " is an option already; take it out of extra")
        .toList();
  }

  /** What is missing in the sizes, where a size is what is sent. */
  List<String> problemsOfSizes() {
    return problemsOfSizes(sizeField != null);
  }

  private List<String> problemsOfSizes(boolean written) {
    boolean choice = aspects.size() > 1 || resolutions.size() > 1;
    if (!written) {
      return choice
          ? List.of("several aspects or resolutions need size-field: without it none is sent")
          : List.of();
    }
    return problemsOfMissingSizes();
  }

  /** The sizes that are missing for what can be chosen. */
  List<String> problemsOfMissingSizes() {
    Set<String> missing = new TreeSet<>();
    for (Resolution resolution : resolutions.keySet()) {
      Set<AspectRatio> sized = sizes.getOrDefault(resolution, Map.of()).keySet();
      aspects.keySet().stream()
          .filter(aspect -> !sized.contains(aspect))
          .forEach(aspect -> missing.add(resolution.text() + " " + aspect.text()));
    }
    return missing.isEmpty()
        ? List.of()
        : List.of("sizes has none for " + String.join(", ", missing));
  }
}
