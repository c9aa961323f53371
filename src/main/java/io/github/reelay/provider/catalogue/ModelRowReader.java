package io.github.reelay.provider.catalogue;

import io.github.reelay.catalogue.Price;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads one row of models.yaml; docs/adding-a-model.md tells the keys. */
final class ModelRowReader {
  private static final int LONGEST_VIDEO = 600;

  /** Relays promise 24 h (every document); waiting longer than hours for a video is hopeless. */
  private static final Duration DEFAULT_LINK_TTL = Duration.ofHours(24);

  private static final Duration DEFAULT_TYPICAL = Duration.ofMinutes(3);
  private static final Duration DEFAULT_SOFT = Duration.ofMinutes(30);
  private static final Duration DEFAULT_HARD = Duration.ofHours(3);

  private final YamlObject row;

  ModelRowReader(YamlObject row) {
    this.row = row;
  }

  ModelRow read() {
    WireFormatReader wire = new WireFormatReader(row);
    String model = row.needed("model");
    Map<AspectRatio, String> aspects =
        wire.words("aspects", "16:9, 9:16, 1:1", AspectRatio::read, AspectRatio::text);
    Map<Resolution, String> resolutions =
        wire.words("resolutions", "720p, 1024p, 1080p", Resolution::read, Resolution::text);
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
            wire.read(model, aspects, resolutions));
    if (read.remix() == RemixMode.LAST_FRAME && read.wire().picture() == null) {
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

  private RemixMode remix() {
    RemixMode mode =
        row.value(
            "remix",
            "true, last-frame, false",
            text ->
                switch (text) {
                  case "true" -> RemixMode.OWN;
                  case "last-frame" -> RemixMode.LAST_FRAME;
                  case "false" -> RemixMode.NONE;
                  default -> throw new IllegalArgumentException(text);
                });
    return mode == null ? RemixMode.NONE : mode;
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
    if (price.forSeconds(1).micros() < 0) {
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
}
