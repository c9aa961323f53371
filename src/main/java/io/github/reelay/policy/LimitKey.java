package io.github.reelay.policy;

import io.github.reelay.task.LimitRefusal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the limits, as one table; the configuration gives defaults, {@code /admin limits set}
 * overrides them.
 */
public enum LimitKey {
  SPEND_PER_DAY_TOTAL(
      "limits.spend-per-day.total", Kind.AMOUNT, true, LimitRefusal.Limit.SPEND_PER_DAY_TOTAL),
  SPEND_PER_DAY_CHAT(
      "limits.spend-per-day.chat", Kind.AMOUNT, false, LimitRefusal.Limit.SPEND_PER_DAY_CHAT),
  SPEND_PER_DAY_PERSON(
      "limits.spend-per-day.person", Kind.AMOUNT, false, LimitRefusal.Limit.SPEND_PER_DAY_PERSON),
  SPEND_PER_MONTH_TOTAL(
      "limits.spend-per-month.total", Kind.AMOUNT, true, LimitRefusal.Limit.SPEND_PER_MONTH_TOTAL),
  TASKS_PER_DAY_PERSON(
      "limits.tasks-per-day.person", Kind.COUNT, false, LimitRefusal.Limit.TASKS_PER_DAY_PERSON),
  COOL_DOWN("limits.cool-down", Kind.MIN_DURATION, false, LimitRefusal.Limit.COOL_DOWN),
  LONGEST_DURATION(
      "limits.longest-duration", Kind.MAX_DURATION, false, LimitRefusal.Limit.LONGEST_DURATION),
  MODELS("limits.models", Kind.NAME_SET, false, LimitRefusal.Limit.MODELS_ALLOWED),
  /** Makes a request wait, never refuses one. */
  RUNNING_PERSON("limits.running.person", Kind.COUNT, false, null),
  /** Makes a request wait, never refuses one. */
  RUNNING_CHAT("limits.running.chat", Kind.COUNT, false, null);

  /** What a limit's value is. */
  public enum Kind {
    AMOUNT,
    COUNT,
    /** A length of time; longer is tighter. */
    MIN_DURATION,
    /** A length of time; shorter is tighter. */
    MAX_DURATION,
    NAME_SET
  }

  private final String path;
  private final Kind kind;
  private final boolean global;
  private final LimitRefusal.@Nullable Limit refusal;

  LimitKey(String path, Kind kind, boolean whole, LimitRefusal.@Nullable Limit refusal) {
    this.path = path;
    this.kind = kind;
    this.global = whole;
    this.refusal = refusal;
  }

  /** The configuration key. */
  public String path() {
    return path;
  }

  public Kind kind() {
    return kind;
  }

  /** Counts over the whole bot, so it cannot be set for one place or person. */
  public boolean isGlobal() {
    return global;
  }

  /** What it can be set for. The queue knows chats and persons, no servers. */
  public boolean supports(Scope.Kind scope) {
    if (scope == Scope.Kind.EVERYWHERE) {
      return true;
    }
    return switch (this) {
      case SPEND_PER_DAY_TOTAL, SPEND_PER_MONTH_TOTAL -> false;
      case SPEND_PER_DAY_CHAT -> scope == Scope.Kind.CHAT || scope == Scope.Kind.SERVER;
      case RUNNING_CHAT -> scope == Scope.Kind.CHAT;
      case RUNNING_PERSON -> scope == Scope.Kind.CHAT || scope == Scope.Kind.PERSON;
      case SPEND_PER_DAY_PERSON, TASKS_PER_DAY_PERSON, COOL_DOWN, LONGEST_DURATION, MODELS ->
          scope != Scope.Kind.ROLE;
    };
  }

  /** What it refuses with; null for limits that only make wait. */
  public LimitRefusal.@Nullable Limit refusal() {
    return refusal;
  }

  /** Reads {@code limits.cool-down} or {@code cool-down}. */
  public static Optional<LimitKey> parse(String typed) {
    return Arrays.stream(values())
        .filter(k -> k.path.equals(typed) || k.path.equals("limits." + typed))
        .findFirst();
  }
}
