package io.github.reelay.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.Price;
import io.github.reelay.provider.dialect.Wire;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads one row of models.yaml; docs/adding-a-model.md tells the keys. */
final class RowReader {
  private static final int LONGEST_VIDEO = 600;

  /** Relays promise 24 h (every document); waiting longer than hours for a video is hopeless. */
  private static final Duration DEFAULT_LINK_TTL = Duration.ofHours(24);

  private static final Duration DEFAULT_TYPICAL = Duration.ofMinutes(3);
  private static final Duration DEFAULT_SOFT = Duration.ofMinutes(30);
  private static final Duration DEFAULT_HARD = Duration.ofHours(3);

  private final YamlObject row;

  RowReader(YamlObject row) {
    this.row = row;
  }

  ModelRow read() {
    String model = row.needed("model");
    Map<AspectRatio, String> aspects =
        words("aspects", "16:9, 9:16, 1:1", AspectRatio::read, AspectRatio::text);
    Map<Resolution, String> resolutions =
        words("resolutions", "720p, 1024p, 1080p", Resolution::read, Resolution::text);
    ModelRow read =
        new ModelRow(
            row.needed("provider"),
            model,
            row.text("title", model),
            standing(),
            choices(List.copyOf(aspects.keySet()), List.copyOf(resolutions.keySet())),
            remix(),
            price(),
            times(),
            wire(model, aspects, resolutions));
    if (read.remix() == RemixWay.LAST_FRAME && read.wire().picture() == null) {
      row.wrong("remix", "last-frame needs picture: it is how the frame is handed over");
    }
    row.noMore();
    return read;
  }

  private ModelRow.Standing standing() {
    return new ModelRow.Standing(
        row.flag("enabled", true),
        row.flag("unproven", false),
        row.date("retired-on"),
        row.text("replacement"));
  }

  private ModelRow.Choices choices(List<AspectRatio> aspects, List<Resolution> resolutions) {
    List<Integer> durations = durations();
    int first = durations.isEmpty() ? 0 : durations.getFirst();
    int seconds = row.number("default-duration", first);
    if (!durations.isEmpty() && !durations.contains(seconds)) {
      row.wrong("default-duration", "found " + seconds + "; allowed: one of " + durations);
    }
    return new ModelRow.Choices(
        row.number("prompt-max", Integer.MAX_VALUE), durations, seconds, aspects, resolutions);
  }

  private List<Integer> durations() {
    List<Integer> all;
    if (row.raw("durations").isObject()) {
      YamlObject range = row.object("durations");
      int from = range.number("from", 0);
      int to = range.number("to", 0);
      range.noMore();
      all =
          from <= to && to <= LONGEST_VIDEO
              ? IntStream.rangeClosed(from, to).boxed().toList()
              : List.of();
    } else {
      all = row.values("durations", "whole seconds", Integer::valueOf);
    }
    if (all.isEmpty() || all.stream().anyMatch(s -> s < 1 || s > LONGEST_VIDEO)) {
      row.wrong("durations", "needed: a list of seconds, or {from: 3, to: 15}");
      return List.of();
    }
    return all.stream().sorted().distinct().toList();
  }

  private RemixWay remix() {
    RemixWay way =
        row.value(
            "remix",
            "true, last-frame, false",
            text ->
                switch (text) {
                  case "true" -> RemixWay.OWN;
                  case "last-frame" -> RemixWay.LAST_FRAME;
                  case "false" -> RemixWay.NONE;
                  default -> throw new IllegalArgumentException(text);
                });
    return way == null ? RemixWay.NONE : way;
  }

  private Price price() {
    Money perSecond = row.money("price-per-second");
    Money perVideo = row.money("price");
    if ((perSecond == null) == (perVideo == null)) {
      row.wrong("price", "needed: either price-per-second or price, not both");
      return new Price.PerVideo(Money.ZERO);
    }
    Price price =
        perSecond != null
            ? new Price.PerSecond(perSecond)
            : new Price.PerVideo(perVideo == null ? Money.ZERO : perVideo);
    if (price.of(1).micros() < 0) {
      row.wrong("price", "cannot be less than nothing");
    }
    return price;
  }

  private ModelRow.Times times() {
    return new ModelRow.Times(
        time("typical", DEFAULT_TYPICAL),
        time("soft-deadline", DEFAULT_SOFT),
        time("hard-deadline", DEFAULT_HARD),
        time("link-ttl", DEFAULT_LINK_TTL));
  }

  private Duration time(String key, Duration otherwise) {
    Duration told = row.time(key);
    return told == null ? otherwise : told;
  }

  private Wire wire(
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
    return new Wire(
        row.text("wire-model", model),
        row.text("duration-field", "duration"),
        asText != null && asText,
        row.text("aspect-field"),
        aspects,
        row.text("resolution-field"),
        resolutions,
        row.text("size-field"),
        sizes(),
        picture(),
        extra());
  }

  /** A list of names, or names with the relay's own words for them. */
  private <T> Map<T, String> words(
      String key,
      String allowed,
      Function<String, java.util.Optional<T>> read,
      Function<T, String> name) {
    JsonNode given = row.raw(key);
    Map<T, String> words = new LinkedHashMap<>();
    if (given.isObject()) {
      YamlObject named = row.object(key);
      for (String text : named.names()) {
        T value = read.apply(text).orElse(null);
        String word = named.text(text);
        if (value == null) {
          row.wrong(key, "found " + text + "; allowed: " + allowed);
        } else {
          words.put(value, word == null ? name.apply(value) : word);
        }
      }
    } else {
      row.values(key, allowed, text -> read.apply(text).orElseThrow(IllegalArgumentException::new))
          .forEach(value -> words.put(value, name.apply(value)));
    }
    if (words.isEmpty()) {
      row.wrong(key, "needed: at least one of " + allowed);
    }
    return words;
  }

  private Map<Resolution, Map<AspectRatio, Wire.Size>> sizes() {
    Map<Resolution, Map<AspectRatio, Wire.Size>> sizes = new LinkedHashMap<>();
    if (!row.has("sizes")) {
      return sizes;
    }
    YamlObject all = row.object("sizes");
    for (String resolution : all.names()) {
      YamlObject shapes = all.object(resolution);
      Map<AspectRatio, Wire.Size> read = new LinkedHashMap<>();
      for (String shape : shapes.names()) {
        Wire.Size size = shapes.value(shape, "a size such as 1280x720", RowReader::size);
        if (size != null) {
          AspectRatio.read(shape)
              .ifPresentOrElse(
                  ratio -> read.put(ratio, size),
                  () -> shapes.wrong(shape, "is no shape; allowed: 16:9, 9:16, 1:1"));
        }
      }
      Resolution.read(resolution)
          .ifPresentOrElse(
              known -> sizes.put(known, read),
              () -> all.wrong(resolution, "is no resolution; allowed: 720p, 1024p, 1080p"));
    }
    return sizes;
  }

  private static Wire.Size size(String text) {
    int x = text.indexOf('x');
    if (x < 0) {
      throw new IllegalArgumentException(text);
    }
    return new Wire.Size(
        Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
  }

  private Wire.@Nullable PictureRule picture() {
    if (!row.has("picture")) {
      return null;
    }
    YamlObject picture = row.object("picture");
    Wire.Way way =
        picture.value(
            "by",
            "upload, link, file",
            text -> Wire.Way.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
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
    if (way == null) {
      picture.wrong("by", "needed: upload, link or file");
    }
    Wire.PictureRule rule =
        new Wire.PictureRule(
            picture.needed("field"),
            list == null || list,
            way == null ? Wire.Way.LINK : way,
            picture.size("max-size", 10_000_000),
            picture.flag("decides-shape", false),
            picture.flag("matches-size", false));
    picture.noMore();
    return rule;
  }

  private Map<String, Object> extra() {
    Map<String, Object> extra = new LinkedHashMap<>();
    YamlObject given =
        row.has("extra") ? row.object("extra") : YamlObject.none("extra", new ArrayList<>());
    for (String name : given.names()) {
      JsonNode value = given.raw(name);
      if (value.isBoolean()) {
        extra.put(name, value.asBoolean());
      } else if (value.isIntegralNumber()) {
        extra.put(name, value.asLong());
      } else if (value.isTextual()) {
        extra.put(name, value.asText());
      } else {
        given.wrong(name, "allowed: a text, a whole number, true or false");
      }
    }
    return extra;
  }
}
