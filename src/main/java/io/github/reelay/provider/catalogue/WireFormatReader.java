package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.config.YamlSection;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.VideoOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the part of a row that says how its values are written on the wire.
 *
 * @param row with what a mode changes on top
 * @param constants where the fields stand that a mode does not share with the others
 */
record WireFormatReader(YamlSection row, YamlSection constants) {
  /** The keys of {@link #constants}. */
  static final List<String> CONSTANTS =
      List.of(
          "aspect-field", "resolution-field", "size-field", "sizes", "picture", "extra", "options");

  private static final long DEFAULT_MAX_IMAGE_BYTES = 10_000_000;

  /** Beyond what any relay takes: then nothing is fitted. */
  private static final int NO_MAX_SIDE = 100_000;

  /** A list of names, or names with the relay's own words for them. */
  <T> Map<T, String> wireValues(
      String key, String allowed, Function<String, Optional<T>> parser, Function<T, String> name) {
    Map<T, String> words = new LinkedHashMap<>();
    if (row.isSection(key)) {
      YamlSection named = row.section(key);
      for (String text : named.keys()) {
        String word = named.optionalText(text).orElse(null);
        parser
            .apply(text)
            .ifPresentOrElse(
                value -> words.put(value, word == null ? name.apply(value) : word),
                () -> row.reject(key, "found " + text + "; allowed: " + allowed));
      }
    } else {
      row.list(key, allowed, text -> parser.apply(text).orElseThrow(IllegalArgumentException::new))
          .forEach(value -> words.put(value, name.apply(value)));
    }
    if (words.isEmpty() && !row.isNone(key)) {
      row.reject(key, "needed: at least one of " + allowed);
    }
    return words;
  }

  WireFormat read(
      String model,
      Map<AspectRatio, String> aspects,
      Map<Resolution, String> resolutions,
      Map<VideoOption, WireFormat.OptionField> options) {
    return new WireFormat(
        row.text("wire-model", model),
        row.isNone("prompt-field") ? null : row.text("prompt-field", "prompt"),
        row.isNone("duration-field") ? null : row.text("duration-field", "duration"),
        row.flag("duration-type", "text", "number", false),
        constants.optionalText("aspect-field").orElse(null),
        aspects,
        constants.optionalText("resolution-field").orElse(null),
        resolutions,
        constants.optionalText("size-field").orElse(null),
        sizes(),
        imageRule(),
        extra(),
        options);
  }

  private Map<Resolution, Map<AspectRatio, WireFormat.Size>> sizes() {
    Map<Resolution, Map<AspectRatio, WireFormat.Size>> sizes = new LinkedHashMap<>();
    if (!constants.has("sizes")) {
      return sizes;
    }
    YamlSection all = constants.section("sizes");
    for (String resolution : all.keys()) {
      YamlSection shapes = all.section(resolution);
      Map<AspectRatio, WireFormat.Size> read = new LinkedHashMap<>();
      for (String shape : shapes.keys()) {
        shapes
            .optional(shape, "a size such as 1280x720", WireFormatReader::size)
            .ifPresent(size ->
                AspectRatio.parse(shape)
                    .ifPresentOrElse(
                        ratio -> read.put(ratio, size),
                        () -> shapes.reject(shape, "is no shape such as 16:9")));
      }
      Resolution.parse(resolution)
          .ifPresentOrElse(
              known -> sizes.put(known, read),
              () -> all.reject(resolution, "is no resolution such as 720p"));
    }
    return sizes;
  }

  private static WireFormat.Size size(String text) {
    int x = text.indexOf('x');
    if (x < 0) {
      throw new IllegalArgumentException(text);
    }
    return new WireFormat.Size(
        Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
  }

  private WireFormat.@Nullable ImageRule imageRule() {
    if (!constants.has("picture")) {
      return null;
    }
    YamlSection picture = constants.mergedSection("picture");
    Optional<WireFormat.ImageTransfer> transfer =
        picture.optional(
            "by",
            "upload, link, file, data-url, base64",
            text ->
                WireFormat.ImageTransfer.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT)));
    if (transfer.isEmpty()) {
      picture.reject("by", "needed: upload, link, file, data-url or base64");
    }
    WireFormat.ImageRule rule =
        new WireFormat.ImageRule(
            picture.requiredText("field"),
            template(picture),
            transfer.orElse(WireFormat.ImageTransfer.LINK),
            picture.flag("needed", false),
            picture.flag("decides-shape", false),
            picture.flag("matches-size", false),
            new WireFormat.ImageBounds(
                picture.size("max-size", DEFAULT_MAX_IMAGE_BYTES),
                picture.count("min-side", 1),
                picture.count("max-side", NO_MAX_SIDE),
                picture
                    .optional("max-ratio", "a number such as 2.5", Double::valueOf)
                    .orElse(Double.MAX_VALUE)),
            picture.count("most", 1));
    picture.rejectUnknownKeys();
    return rule;
  }

  /** The field's value: the picture alone, in a list, or in whatever the relay wants around it. */
  private static JsonNode template(YamlSection picture) {
    boolean list = picture.flag("as", "list", "text", true);
    JsonNode alone = TextNode.valueOf("$picture");
    return picture
        .optionalNode("value")
        .orElseGet(() -> list ? JsonNodeFactory.instance.arrayNode().add(alone) : alone);
  }

  private Map<String, JsonNode> extra() {
    Map<String, JsonNode> extra = new LinkedHashMap<>();
    if (!constants.has("extra")) {
      return extra;
    }
    YamlSection given = constants.section("extra");
    for (String name : given.keys()) {
      given.optionalNode(name).ifPresent(value -> extra.put(name, value));
    }
    return extra;
  }
}
