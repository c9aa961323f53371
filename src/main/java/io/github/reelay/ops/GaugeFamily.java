package io.github.reelay.ops;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A family of gauges that is read as a whole, once for each scrape. */
final class GaugeFamily {
  private static final Logger log = LoggerFactory.getLogger(GaugeFamily.class);

  private final MultiGauge gauge;
  private final String tag;
  private volatile Supplier<Map<String, Long>> source = Map::of;

  GaugeFamily(MultiGauge gauge, String tag) {
    this.gauge = gauge;
    this.tag = tag;
  }

  void setSource(Supplier<Map<String, Long>> values) {
    source = values;
  }

  void refresh() {
    try {
      gauge.register(
          source.get().entrySet().stream()
              .map(e -> MultiGauge.Row.of(Tags.of(tag, e.getKey()), e.getValue()))
              .toList(),
          true);
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("Figures by {} could not be read; the last ones stay", tag);
    }
  }
}
