package io.github.reelay.provider.catalogue;

import io.github.reelay.catalogue.Price;
import io.github.reelay.config.YamlSection;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The reader of one row of models.yaml; docs/adding-a-model.md tells the keys. */
record ModelRowReader(YamlSection row) {
  private static final int MAX_VIDEO_SECONDS = 600;

  /** Relays promise 24 h (every document); waiting longer than hours for a video is hopeless. */
  private static final Duration DEFAULT_LINK_TTL = Duration.ofHours(24);

  private static final Duration DEFAULT_TYPICAL = Duration.ofMinutes(3);
  private static final Duration DEFAULT_SOFT_DEADLINE = Duration.ofMinutes(30);
  private static final Duration DEFAULT_HARD_DEADLINE = Duration.ofHours(3);

  ModelRow read() {
    WireFormatReader wire = new WireFormatReader(row);
    String model = row.requiredText("model");
    Map<AspectRatio, String> aspects =
        wire.wireValues("aspects", "16:9, 9:16, 1:1", AspectRatio::parse, AspectRatio::text);
    Map<Resolution, String> resolutions =
        wire.wireValues("resolutions", "720p, 1024p, 1080p", Resolution::parse, Resolution::text);
    ModelRow read =
        new ModelRow(
            row.requiredText("provider"),
            model,
            row.text("title", model),
            availability(),
            choices(List.copyOf(aspects.keySet()), List.copyOf(resolutions.keySet())),
            remix(),
            price(),
            row.flag("charged-on-failure", false),
            times(),
            wire.read(model, aspects, resolutions));
    if (read.remix() == RemixMode.LAST_FRAME && read.wire().imageRule() == null) {
      row.reject("remix", "last-frame needs picture: it is how the frame is handed over");
    }
    row.rejectUnknownKeys();
    return read;
  }

  private ModelRow.Availability availability() {
    return new ModelRow.Availability(
        row.flag("enabled", true),
        row.flag("unproven", false),
        row.optionalDate("retired-on").orElse(null),
        row.optionalText("replacement").orElse(null));
  }

  private ModelRow.Choices choices(List<AspectRatio> aspects, List<Resolution> resolutions) {
    List<Integer> durations = durations();
    int first = durations.isEmpty() ? 0 : durations.getFirst();
    int seconds = row.count("default-duration", first);
    if (!durations.isEmpty() && !durations.contains(seconds)) {
      row.reject("default-duration", "found " + seconds + "; allowed: one of " + durations);
    }
    return new ModelRow.Choices(
        row.count("prompt-max", Integer.MAX_VALUE), durations, seconds, aspects, resolutions);
  }

  private List<Integer> durations() {
    List<Integer> all;
    if (row.isSection("durations")) {
      YamlSection range = row.section("durations");
      int from = range.count("from", 0);
      int to = range.count("to", 0);
      range.rejectUnknownKeys();
      all =
          from <= to && to <= MAX_VIDEO_SECONDS
              ? IntStream.rangeClosed(from, to).boxed().toList()
              : List.of();
    } else {
      all = row.list("durations", "whole seconds", Integer::valueOf);
    }
    if (all.isEmpty() || all.stream().anyMatch(s -> s < 1 || s > MAX_VIDEO_SECONDS)) {
      row.reject("durations", "needed: a list of seconds, or {from: 3, to: 15}");
      return List.of();
    }
    return all.stream().sorted().distinct().toList();
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

  private Price price() {
    Optional<Money> perSecond = row.optionalMoney("price-per-second");
    Optional<Money> perVideo = row.optionalMoney("price");
    if (perSecond.isPresent() == perVideo.isPresent()) {
      row.reject("price", "needed: either price-per-second or price, not both");
      return new Price.PerVideo(Money.ZERO);
    }
    Price price =
        perSecond
            .<Price>map(Price.PerSecond::new)
            .orElseGet(() -> new Price.PerVideo(perVideo.orElse(Money.ZERO)));
    if (price.forSeconds(1).micros() < 0) {
      row.reject("price", "cannot be less than nothing");
    }
    return price;
  }

  private ModelRow.Times times() {
    return new ModelRow.Times(
        row.time("typical", DEFAULT_TYPICAL),
        row.time("soft-deadline", DEFAULT_SOFT_DEADLINE),
        row.time("hard-deadline", DEFAULT_HARD_DEADLINE),
        row.time("link-ttl", DEFAULT_LINK_TTL));
  }
}
