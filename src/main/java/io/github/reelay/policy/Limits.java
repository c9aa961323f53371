package io.github.reelay.policy;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.AdmissionCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits in force: the configured ones, what the operator set at run time for a place or
 * person, and what moderators narrowed for their place. Thread-safe.
 */
public final class Limits {
  private final LimitOptions options;
  private final Rules rules;
  private final ZoneId zone;

  /**
   * @param zone where days and months begin
   */
  public Limits(LimitOptions options, Rules rules, ZoneId zone) {
    this.options = options;
    this.rules = rules;
    this.zone = zone;
  }

  public BudgetWindows windows(Instant now) {
    return BudgetWindows.at(now, zone);
  }

  /** The check that is carried out inside the accepting transaction. */
  public AdmissionCheck admissionCheck(
      PersonRef person, Destination destination, Offer offer, Instant now) {
    BudgetWindows windows = windows(now);
    LimitCheck check = limitCheck(person, destination);
    return new AdmissionCheck(windows, totals -> check.findRefusal(offer, totals, windows, now));
  }

  /** How many tasks of a person may be at a provider at once; others wait. */
  public int runningPerPerson(PersonRef person, ChatRef chat) {
    return count(value(LimitKey.RUNNING_PERSON, person, Destination.of(chat)));
  }

  /** How many tasks of a chat may be at a provider at once; others wait. */
  public int runningPerChat(ChatRef chat) {
    return count(value(LimitKey.RUNNING_CHAT, null, Destination.of(chat)));
  }

  /** What holds for a person at an address: the operator's word, narrowed by the moderators'. */
  public LimitValue value(LimitKey key, @Nullable PersonRef person, Destination destination) {
    if (!rules.isSet(key.path())) {
      return options.of(key); // asked of everybody in a long line, and mostly nobody has set it
    }
    LimitValue value = operatorValue(key, person, destination);
    if (key.isGlobal()) {
      return value;
    }
    for (Scope place : places(destination)) {
      LimitValue narrowed = ruleValue(place, key, Rule.Tier.MODERATOR).orElse(LimitValue.none());
      value = LimitValue.tighter(key.kind(), value, narrowed);
    }
    return value;
  }

  /** The operator's own word: the narrowest that is set, else the configured one. */
  public LimitValue operatorValue(
      LimitKey key, @Nullable PersonRef person, Destination destination) {
    Optional<LimitValue> found = Optional.empty();
    if (!key.isGlobal()) {
      if (person != null) {
        found = ruleValue(Scope.person(person), key, Rule.Tier.OPERATOR);
      }
      for (Scope place : places(destination)) {
        if (found.isEmpty()) {
          found = ruleValue(place, key, Rule.Tier.OPERATOR);
        }
      }
    }
    return found
        .or(() -> ruleValue(Scope.EVERYWHERE, key, Rule.Tier.OPERATOR))
        .orElseGet(() -> options.of(key));
  }

  /** Limits on one's own chat go before those on the server around it. */
  private static Scope[] places(Destination destination) {
    Scope chat = Scope.chat(destination.chat());
    Scope place = Scope.moderatedPlace(destination);
    return place.equals(chat) ? new Scope[] {chat} : new Scope[] {chat, place};
  }

  private Optional<LimitValue> ruleValue(Scope scope, LimitKey key, Rule.Tier tier) {
    return rules
        .value(scope, key.path(), tier)
        .flatMap(typed -> LimitValue.parse(key.kind(), typed));
  }

  private static int count(LimitValue value) {
    return value instanceof LimitValue.Count(int most) ? most : Integer.MAX_VALUE;
  }

  private LimitCheck limitCheck(PersonRef person, Destination destination) {
    return new LimitCheck(
        money(LimitKey.SPEND_PER_DAY_TOTAL, person, destination),
        money(LimitKey.SPEND_PER_DAY_CHAT, person, destination),
        money(LimitKey.SPEND_PER_DAY_PERSON, person, destination),
        money(LimitKey.SPEND_PER_MONTH_TOTAL, person, destination),
        count(value(LimitKey.TASKS_PER_DAY_PERSON, person, destination)),
        time(LimitKey.COOL_DOWN, person, destination),
        time(LimitKey.LONGEST_DURATION, person, destination),
        value(LimitKey.MODELS, person, destination) instanceof LimitValue.Names(Set<String> allowed)
            ? allowed
            : null);
  }

  private @Nullable Money money(LimitKey key, PersonRef person, Destination destination) {
    return value(key, person, destination) instanceof LimitValue.Amount(Money max) ? max : null;
  }

  private @Nullable Duration time(LimitKey key, PersonRef person, Destination destination) {
    return value(key, person, destination) instanceof LimitValue.Time(Duration time) ? time : null;
  }

  /** What still fits, by whichever of the spending limits leaves least; empty without a limit. */
  public Optional<Money> remainingBudget(
      PersonRef person, Destination destination, SpendTotals totals) {
    return limitCheck(person, destination).remainingBudget(totals);
  }
}
