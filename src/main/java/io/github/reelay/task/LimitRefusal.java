package io.github.reelay.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a request by a limit; nothing was stored, nothing is charged.
 *
 * @param limit which one
 * @param allowed the limit's value as people read it: an amount, a count, a duration
 * @param freesAt when it frees up; null when only the operator can change it
 */
public record LimitRefusal(Limit limit, String allowed, @Nullable Instant freesAt) {
  /** The limits that refuse. Limits on running tasks do not refuse: they make a task wait. */
  public enum Limit {
    SPEND_PER_DAY_TOTAL("limits.spend-per-day.total"),
    SPEND_PER_DAY_CHAT("limits.spend-per-day.chat"),
    SPEND_PER_DAY_PERSON("limits.spend-per-day.person"),
    SPEND_PER_MONTH_TOTAL("limits.spend-per-month.total"),
    TASKS_PER_DAY_PERSON("limits.tasks-per-day.person"),
    COOL_DOWN("limits.cool-down"),
    LONGEST_DURATION("limits.longest-duration"),
    MODELS_ALLOWED("limits.models");

    private final String configKey;

    Limit(String path) {
      this.configKey = path;
    }

    /** The configuration key. */
    public String configKey() {
      return configKey;
    }
  }
}
