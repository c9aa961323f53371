package io.github.reelay.policy;

import java.util.EnumMap;
import java.util.Map;

/** The configured limits; what is absent is {@link LimitValue.None}. */
public record LimitOptions(Map<LimitKey, LimitValue> values) {
  public static final LimitOptions NONE = new LimitOptions(Map.of());

  public LimitOptions {
    values = Map.copyOf(values);
  }

  public LimitValue of(LimitKey key) {
    return values.getOrDefault(key, LimitValue.none());
  }

  public LimitOptions with(LimitKey key, LimitValue value) {
    Map<LimitKey, LimitValue> all = new EnumMap<>(LimitKey.class);
    all.putAll(values);
    all.put(key, value);
    return new LimitOptions(all);
  }
}
