package io.github.reelay.policy;

import java.util.Map;

/** The configured limits; what is absent is {@link LimitValue.None}. */
public record LimitOptions(Map<LimitKey, LimitValue> values) {
  public LimitOptions {
    values = Map.copyOf(values);
  }

  public LimitValue of(LimitKey key) {
    return values.getOrDefault(key, LimitValue.none());
  }
}
