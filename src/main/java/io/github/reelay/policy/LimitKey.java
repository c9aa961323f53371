package io.github.reelay.policy;

import io.github.reelay.task.LimitRefusal;
import java.util.Arrays;
import java.util.Optional;

/**
 * The keys of the limits, as one table; the configuration gives defaults, {@code /admin limits set}
 * overrides them.
 */
public enum LimitKey {
  SPEND_PER_DAY_TOTAL(LimitRefusal.Limit.SPEND_PER_DAY_TOTAL, Kind.AMOUNT),
  SPEND_PER_DAY_CHAT(LimitRefusal.Limit.SPEND_PER_DAY_CHAT, Kind.AMOUNT),
  SPEND_PER_DAY_PERSON(LimitRefusal.Limit.SPEND_PER_DAY_PERSON, Kind.AMOUNT),
  SPEND_PER_MONTH_TOTAL(LimitRefusal.Limit.SPEND_PER_MONTH_TOTAL, Kind.AMOUNT),
  TASKS_PER_DAY_PERSON(LimitRefusal.Limit.TASKS_PER_DAY_PERSON, Kind.COUNT),
  COOL_DOWN(LimitRefusal.Limit.COOL_DOWN, Kind.MIN_DURATION),
  LONGEST_DURATION(LimitRefusal.Limit.LONGEST_DURATION, Kind.MAX_DURATION),
  MODELS(LimitRefusal.Limit.MODELS_ALLOWED, Kind.NAME_SET),
  /** Makes a request wait, never refuses one. */
  RUNNING_PERSON("limits.running.person", Kind.COUNT),
  /** Makes a request wait, never refuses one. */
  RUNNING_CHAT("limits.running.chat", Kind.COUNT);

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

  LimitKey(LimitRefusal.Limit refusal, Kind kind) {
    this(refusal.configKey(), kind);
  }

  LimitKey(String path, Kind kind) {
    this.path = path;
    this.kind = kind;
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
    return this == SPEND_PER_DAY_TOTAL || this == SPEND_PER_MONTH_TOTAL;
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

  /** Reads {@code limits.cool-down} or {@code cool-down}. */
  public static Optional<LimitKey> parse(String typed) {
    return Arrays.stream(values())
        .filter(k -> k.path.equals(typed) || k.path.equals("limits." + typed))
        .findFirst();
  }
}
