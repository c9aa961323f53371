package io.github.reelay.provider.catalogue;

import io.github.reelay.config.YamlSection;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The reader of one row of models.yaml; docs/adding-a-model.md tells the keys. */
record ModelRowReader(YamlSection row, Dialects dialects) {
  private static final int MAX_VIDEO_SECONDS = 600;

  /** Relays promise 24 h (every document); waiting longer than hours for a video is hopeless. */
  private static final Duration DEFAULT_LINK_TTL = Duration.ofHours(24);

  private static final Duration DEFAULT_TYPICAL = Duration.ofMinutes(3);
  private static final Duration DEFAULT_SOFT_DEADLINE = Duration.ofMinutes(30);
  private static final Duration DEFAULT_HARD_DEADLINE = Duration.ofHours(3);

  private static final String SHAPES = "16:9, 9:16, 1:1, adaptive and the like";
  private static final String RESOLUTIONS = "720p, 1080p, 4k and the like";

  ModelRow read() {
    String model = row.requiredText("model");
    Variant fromText = variant(model, row, row);
    YamlSection pictured = row.has("with-picture") ? row.overlay("with-picture") : row;
    Variant fromImage = pictured == row ? fromText : variant(model, pictured, pictured);
    if (pictured != row) {
      pictured.rejectUnknownKeys();
    }
    Variant fromFrames = variantOver(model, pictured, "with-last-frame", PictureUse.FRAMES);
    Variant fromReferences = variantOver(model, row, "with-references", PictureUse.REFERENCES);
    // A relay's remix takes few fields: only what is named for it is sent beside the prompt.
    YamlSection remixed = row.overlay("with-remix");
    Variant byRemix = variant(model, remixed, row.section("with-remix"));
    WireFormatReader.CONSTANTS.forEach(remixed::has);
    remixed.rejectUnknownKeys();
    ModelRow read =
        new ModelRow(
            row.requiredText("provider"),
            model,
            row.text("title", model),
            availability(),
            row.optional(
                    "dialect",
                    "one of " + dialects.names(),
                    name -> dialects.named(name).orElseThrow(IllegalArgumentException::new))
                .orElse(null),
            fromText,
            fromImage.with(PictureUse.FRAMES),
            fromFrames,
            fromReferences,
            byRemix,
            remix(),
            new PriceReader(row).read(),
            row.flag("charged-on-failure", false),
            times());
    if (read.remix() == RemixMode.LAST_FRAME && fromImage.wire().imageRule() == null) {
      row.reject("remix", "last-frame needs picture: it is how the frame is handed over");
    }
    checkPrices(read);
    row.rejectUnknownKeys();
    return read;
  }

  /**
   * What a key of the row changes; null where the row has not the key. Without a place for the
   * pictures they would silently not be sent.
   */
  private @Nullable Variant variantOver(
      String model, YamlSection base, String key, PictureUse use) {
    if (!row.has(key)) {
      return null;
    }
    YamlSection own = base.overlay(key);
    Variant variant = variant(model, own, own);
    own.rejectUnknownKeys();
    String place = use == PictureUse.FRAMES ? "$last-frame" : "$reference";
    if (!variant.wire().hasPlace(place)) {
      row.reject(key, "needs " + place + " in picture.value or extra");
    }
    return variant.with(use);
  }

  private static Variant variant(String model, YamlSection row, YamlSection constants) {
    WireFormatReader wire = new WireFormatReader(row, constants);
    Map<AspectRatio, String> aspects =
        wire.wireValues("aspects", SHAPES, AspectRatio::parse, AspectRatio::text);
    Map<Resolution, String> resolutions =
        wire.wireValues("resolutions", RESOLUTIONS, Resolution::parse, Resolution::text);
    RowOptionsReader options = new RowOptionsReader(constants);
    if (constants == row && row.isSection("durations") && !row.isNone("duration-field")) {
      row.section("durations")
          .optionalNode("auto")
          .ifPresent(word -> options.addAutoLength(row.text("duration-field", "duration"), word));
    }
    return new Variant(
        choices(
            row,
            List.copyOf(aspects.keySet()),
            List.copyOf(resolutions.keySet()),
            options.values()),
        wire.read(model, aspects, resolutions, options.fields()));
  }

  /** A choice without a price would be sold for nothing. */
  private void checkPrices(ModelRow read) {
    if (read.price().entries().isEmpty()) {
      return;
    }
    Arrays.stream(GenerationMode.values())
        .filter(read::supports)
        .filter(mode -> mode != GenerationMode.REMIX || read.remix() == RemixMode.NATIVE)
        .flatMap(mode -> PriceTable.PricedVideo.all(read.variant(mode).choices(), mode))
        .filter(video -> read.price().find(video).isEmpty())
        .findFirst()
        .ifPresent(missing -> row.reject("price", "has none for " + missing));
  }

  private ModelRow.Availability availability() {
    return new ModelRow.Availability(
        row.flag("enabled", true),
        row.flag("unproven", false),
        row.optionalDate("retired-on").orElse(null),
        row.optionalText("replacement").orElse(null),
        row.optionalText("source").orElse(null));
  }

  private static Choices choices(
      YamlSection row,
      List<AspectRatio> aspects,
      List<Resolution> resolutions,
      Map<VideoOption, OptionValues> options) {
    List<Integer> durations = durations(row, "durations");
    if (durations.isEmpty()) {
      row.reject("durations", "needed: a list of seconds, or {from: 3, to: 15}");
    }
    int first = durations.isEmpty() ? 0 : durations.getFirst();
    int seconds = row.count("default-duration", first);
    if (!durations.isEmpty() && !durations.contains(seconds)) {
      row.reject("default-duration", "found " + seconds + "; allowed: one of " + durations);
    }
    return new Choices(
        row.count("prompt-max", Integer.MAX_VALUE),
        durations,
        seconds,
        aspects,
        resolutions,
        row.sections("limits").stream().map(ModelRowReader::limit).toList(),
        options);
  }

  private static Choices.Limit limit(YamlSection limit) {
    Choices.Limit read =
        new Choices.Limit(selection(limit.section("when")), selection(limit.section("only")));
    limit.rejectUnknownKeys();
    return read;
  }

  private static Choices.Selection selection(YamlSection values) {
    Choices.Selection read =
        new Choices.Selection(
            durations(values, "durations"),
            values.list(
                "aspects",
                SHAPES,
                text -> AspectRatio.parse(text).orElseThrow(IllegalArgumentException::new)),
            values.list(
                "resolutions",
                RESOLUTIONS,
                text -> Resolution.parse(text).orElseThrow(IllegalArgumentException::new)));
    values.rejectUnknownKeys();
    return read;
  }

  /** A list of seconds or a range; empty if it is neither. */
  private static List<Integer> durations(YamlSection at, String key) {
    if (!at.isSection(key)) {
      List<Integer> all = at.list(key, "whole seconds", Integer::valueOf);
      return all.stream().allMatch(s -> s >= 1 && s <= MAX_VIDEO_SECONDS)
          ? all.stream().sorted().distinct().toList()
          : List.of();
    }
    YamlSection range = at.section(key);
    int from = range.count("from", 0);
    int to = range.count("to", 0);
    range.has("auto");
    range.rejectUnknownKeys();
    return from >= 1 && from <= to && to <= MAX_VIDEO_SECONDS
        ? IntStream.rangeClosed(from, to).boxed().toList()
        : List.of();
  }

  private RemixMode remix() {
    return row.optional(
            "remix",
            "true, last-frame, false",
            text ->
                switch (text) {
                  case "true" -> RemixMode.NATIVE;
                  case "last-frame" -> RemixMode.LAST_FRAME;
                  case "false" -> RemixMode.NONE;
                  default -> throw new IllegalArgumentException(text);
                })
        .orElse(RemixMode.NONE);
  }

  private ModelRow.Times times() {
    return new ModelRow.Times(
        row.time("typical", DEFAULT_TYPICAL),
        row.time("soft-deadline", DEFAULT_SOFT_DEADLINE),
        row.time("hard-deadline", DEFAULT_HARD_DEADLINE),
        row.time("link-ttl", DEFAULT_LINK_TTL));
  }
}
