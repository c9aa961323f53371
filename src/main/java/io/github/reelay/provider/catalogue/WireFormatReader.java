package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reader of the part of a row that says how its values are written on the wire. */
final class WireFormatReader {
  private static final long DEFAULT_MAX_IMAGE_BYTES = 10_000_000;

  private final YamlObject row;

  WireFormatReader(YamlObject row) {
    this.row = row;
  }

  /** A list of names, or names with the relay's own words for them. */
  <T> Map<T, String> wireValues(
      String key, String allowed, Function<String, Optional<T>> parser, Function<T, String> name) {
    JsonNode given = row.raw(key);
    Map<T, String> words = new LinkedHashMap<>();
    if (given.isObject()) {
      YamlObject named = row.object(key);
      for (String text : named.keys()) {
        T value = parser.apply(text).orElse(null);
        String word = named.text(text);
        if (value == null) {
          row.addMistake(key, "found " + text + "; allowed: " + allowed);
        } else {
          words.put(value, word == null ? name.apply(value) : word);
        }
      }
    } else {
      row.values(
              key, allowed, text -> parser.apply(text).orElseThrow(IllegalArgumentException::new))
          .forEach(value -> words.put(value, name.apply(value)));
    }
    if (words.isEmpty()) {
      row.addMistake(key, "needed: at least one of " + allowed);
    }
    return words;
  }

  WireFormat read(
      String model, Map<AspectRatio, String> aspects, Map<Resolution, String> resolutions) {
    Boolean asText =
        row.value(
            "duration-type",
            "number or text",
            text ->
                switch (text) {
                  case "number" -> false;
                  case "text" -> true;
                  default -> throw new IllegalArgumentException(text);
                });
    return new WireFormat(
        row.text("wire-model", model),
        row.text("duration-field", "duration"),
        asText != null && asText,
        row.text("aspect-field"),
        aspects,
        row.text("resolution-field"),
        resolutions,
        row.text("size-field"),
        sizes(),
        imageRule(),
        extra());
  }

  private Map<Resolution, Map<AspectRatio, WireFormat.Size>> sizes() {
    Map<Resolution, Map<AspectRatio, WireFormat.Size>> sizes = new LinkedHashMap<>();
    if (!row.has("sizes")) {
      return sizes;
    }
    YamlObject all = row.object("sizes");
    for (String resolution : all.keys()) {
      YamlObject shapes = all.object(resolution);
      Map<AspectRatio, WireFormat.Size> read = new LinkedHashMap<>();
      for (String shape : shapes.keys()) {
        WireFormat.Size size =
            shapes.value(shape, "a size such as 1280x720", WireFormatReader::size);
        if (size != null) {
          AspectRatio.parse(shape)
              .ifPresentOrElse(
                  ratio -> read.put(ratio, size),
                  () -> shapes.addMistake(shape, "is no shape; allowed: 16:9, 9:16, 1:1"));
        }
      }
      Resolution.parse(resolution)
          .ifPresentOrElse(
              known -> sizes.put(known, read),
              () -> all.addMistake(resolution, "is no resolution; allowed: 720p, 1024p, 1080p"));
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
    if (!row.has("picture")) {
      return null;
    }
    YamlObject picture = row.object("picture");
    WireFormat.ImageTransfer transfer =
        picture.value(
            "by",
            "upload, link, file",
            text -> WireFormat.ImageTransfer.valueOf(text.toUpperCase(Locale.ROOT)));
    Boolean list =
        picture.value(
            "as",
            "list or text",
            text ->
                switch (text) {
                  case "list" -> true;
                  case "text" -> false;
                  default -> throw new IllegalArgumentException(text);
                });
    if (transfer == null) {
      picture.addMistake("by", "needed: upload, link or file");
    }
    WireFormat.ImageRule rule =
        new WireFormat.ImageRule(
            picture.required("field"),
            list == null || list,
            transfer == null ? WireFormat.ImageTransfer.LINK : transfer,
            picture.size("max-size", DEFAULT_MAX_IMAGE_BYTES),
            picture.flag("decides-shape", false),
            picture.flag("matches-size", false));
    picture.rejectUnknownKeys();
    return rule;
  }

  private Map<String, Object> extra() {
    Map<String, Object> extra = new LinkedHashMap<>();
    if (!row.has("extra")) {
      return extra;
    }
    YamlObject given = row.object("extra");
    for (String name : given.keys()) {
      JsonNode value = given.raw(name);
      if (value.isBoolean()) {
        extra.put(name, value.asBoolean());
      } else if (value.isIntegralNumber()) {
        extra.put(name, value.asLong());
      } else if (value.isTextual()) {
        extra.put(name, value.asText());
      } else {
        given.addMistake(name, "allowed: a text, a whole number, true or false");
      }
    }
    return extra;
  }
}
