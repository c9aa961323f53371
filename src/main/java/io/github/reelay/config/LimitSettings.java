package io.github.reelay.config;

import io.github.reelay.task.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may be spent. Empty means no such limit.
 *
 * @param tasksPerDay per person
 * @param coolDown between two requests of a person
 * @param models the models allowed; an empty list allows all
 */
public record LimitSettings(
    Spend spendPerDay,
    Optional<Money> spendPerMonth,
    Optional<Integer> tasksPerDay,
    Running running,
    Optional<Duration> coolDown,
    Optional<Duration> longestDuration,
    List<String> models) {

  /** A day's spend: of all chats together, of each chat, of each person. */
  public record Spend(Optional<Money> total, Optional<Money> chat, Optional<Money> person) {}

  /** Videos in the making at once. */
  public record Running(Optional<Integer> person, Optional<Integer> chat) {}

  public static LimitSettings read(SettingReader in) {
    return new LimitSettings(
        new Spend(
            in.optionalMoney("limits.spend-per-day.total"),
            in.optionalMoney("limits.spend-per-day.chat"),
            in.optionalMoney("limits.spend-per-day.person")),
        in.optionalMoney("limits.spend-per-month.total"),
        in.optionalCount("limits.tasks-per-day.person"),
        new Running(
            in.optionalCount("limits.running.person"), in.optionalCount("limits.running.chat")),
        in.optionalTime("limits.cool-down"),
        in.optionalTime("limits.longest-duration"),
        in.texts("limits.models", "names of models"));
  }
}
