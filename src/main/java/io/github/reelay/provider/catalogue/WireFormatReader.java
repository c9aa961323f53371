package io.github.reelay.provider.catalogue;

import io.github.reelay.config.YamlSection;
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
record WireFormatReader(YamlSection row) {
  private static final long DEFAULT_MAX_IMAGE_BYTES = 10_000_000;

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
    if (words.isEmpty()) {
      row.reject(key, "needed: at least one of " + allowed);
    }
    return words;
  }

  WireFormat read(
      String model, Map<AspectRatio, String> aspects, Map<Resolution, String> resolutions) {
    return new WireFormat(
        row.text("wire-model", model),
        row.text("duration-field", "duration"),
        row.flag("duration-type", "text", "number", false),
        row.optionalText("aspect-field").orElse(null),
        aspects,
        row.optionalText("resolution-field").orElse(null),
        resolutions,
        row.optionalText("size-field").orElse(null),
        sizes(),
        imageRule(),
        extra());
  }

  private Map<Resolution, Map<AspectRatio, WireFormat.Size>> sizes() {
    Map<Resolution, Map<AspectRatio, WireFormat.Size>> sizes = new LinkedHashMap<>();
    if (!row.has("sizes")) {
      return sizes;
    }
    YamlSection all = row.section("sizes");
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
                        () -> shapes.reject(shape, "is no shape; allowed: 16:9, 9:16, 1:1")));
      }
      Resolution.parse(resolution)
          .ifPresentOrElse(
              known -> sizes.put(known, read),
              () -> all.reject(resolution, "is no resolution; allowed: 720p, 1024p, 1080p"));
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
    YamlSection picture = row.section("picture");
    Optional<WireFormat.ImageTransfer> transfer =
        picture.optional(
            "by",
            "upload, link, file",
            text -> WireFormat.ImageTransfer.valueOf(text.toUpperCase(Locale.ROOT)));
    if (transfer.isEmpty()) {
      picture.reject("by", "needed: upload, link or file");
    }
    WireFormat.ImageRule rule =
        new WireFormat.ImageRule(
            picture.requiredText("field"),
            picture.flag("as", "list", "text", true),
            transfer.orElse(WireFormat.ImageTransfer.LINK),
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
    YamlSection given = row.section("extra");
    for (String name : given.keys()) {
      given.optionalScalar(name).ifPresent(value -> extra.put(name, value));
    }
    return extra;
  }
}
