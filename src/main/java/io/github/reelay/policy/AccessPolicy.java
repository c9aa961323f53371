package io.github.reelay.policy;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The access policy: the configured lists, with what is set at run time over them. Thread-safe.
 *
 * <p>A run-time rule about somebody goes before the configured lists about the same one; a ban goes
 * before an allowance. The web chat has its password instead of an allow-list.
 */
public final class AccessPolicy {
  /** The name of the rule that pauses a place. */
  public static final String PAUSE_RULE = "pause";

  private static final String RULE_PREFIX = "access/";
  private static final String OPERATOR_PREFIX = "operator/";
  private static final Set<String> PASSWORD_PROTECTED = Set.of("web");

  private final AccessOptions options;
  private final Rules rules;

  public AccessPolicy(AccessOptions options, Rules rules) {
    this.options = options;
    this.rules = rules;
  }

  /** Whether a request is taken at all. */
  public enum Verdict {
    GRANTED,
    BANNED,
    /** On no list where there is one. */
    UNKNOWN,
    PAUSED_EVERYWHERE,
    PAUSED_HERE
  }

  /** What a run-time rule says about somebody. */
  public enum Setting {
    ALLOW,
    BAN,
    /** Neither, whatever the configuration says. */
    NEITHER
  }

  public boolean isOperator(PersonRef person) {
    return isConfiguredOperator(person)
        || rules.value(Scope.EVERYWHERE, operatorRuleName(person), Rule.Tier.OPERATOR).isPresent();
  }

  /** Whether the configuration names somebody as an operator; no rule takes that back. */
  public boolean isConfiguredOperator(PersonRef person) {
    return options.operators().contains(person.toString());
  }

  /** All operators as {@code platform:id}, with the name they had when they were made one. */
  public SortedMap<String, String> operators() {
    SortedMap<String, String> operators = new TreeMap<>();
    options.operators().forEach(person -> operators.put(person, ""));
    for (Rule rule : rules.all()) {
      if (rule.place().equals(Scope.EVERYWHERE) && rule.name().startsWith(OPERATOR_PREFIX)) {
        operators.put(rule.name().substring(OPERATOR_PREFIX.length()), rule.value());
      }
    }
    return operators;
  }

  /** Whether people and chats on no list may ask, and so spend. */
  public boolean isOpenToAll() {
    return switch (options.unknown()) {
      case OPEN -> true;
      case CLOSED -> false;
      case AUTO -> options.allow().isEmpty() && !hasAllowList(Scope.EVERYWHERE);
    };
  }

  /** The name of the rule that makes somebody an operator; its value is their name. */
  public static String operatorRuleName(PersonRef person) {
    return OPERATOR_PREFIX + person;
  }

  public Verdict check(Caller caller) {
    Destination destination = caller.destination();
    boolean operator = isOperator(caller.person());
    if (!operator && isBanned(caller)) {
      return Verdict.BANNED;
    }
    if (!operator && !isAllowed(caller)) {
      return Verdict.UNKNOWN;
    }
    if (isPaused(Scope.EVERYWHERE)) {
      return Verdict.PAUSED_EVERYWHERE;
    }
    return isPaused(Scope.moderatedPlace(destination)) || isPaused(Scope.chat(destination.chat()))
        ? Verdict.PAUSED_HERE
        : Verdict.GRANTED;
  }

  public boolean isPaused(Scope place) {
    return rules.value(place, PAUSE_RULE, Rule.Tier.OPERATOR).isPresent()
        || rules.value(place, PAUSE_RULE, Rule.Tier.MODERATOR).isPresent();
  }

  private boolean isBanned(Caller caller) {
    Scope place = Scope.moderatedPlace(caller.destination());
    return subjects(caller).stream()
        .anyMatch(scope -> {
          Setting everywhere = operatorSetting(Scope.EVERYWHERE, scope, options.ban(), Setting.BAN);
          return everywhere == Setting.BAN || localSetting(place, scope) == Setting.BAN;
        });
  }

  private boolean isAllowed(Caller caller) {
    Scope place = Scope.moderatedPlace(caller.destination());
    boolean chosen =
        !hasAllowList(place)
            || subjects(caller).stream()
                .anyMatch(scope -> localSetting(place, scope) == Setting.ALLOW);
    return chosen && isKnown(caller);
  }

  /** Whether the operator has let in the person or their place, whatever a moderator says there. */
  public boolean isKnown(Caller caller) {
    return isOpenToAll()
        || PASSWORD_PROTECTED.contains(caller.person().platform())
        || subjects(caller).stream()
            .anyMatch(s ->
                operatorSetting(Scope.EVERYWHERE, s, options.allow(), Setting.ALLOW)
                    == Setting.ALLOW);
  }

  private boolean hasAllowList(Scope place) {
    return rules.all().stream()
        .anyMatch(r ->
            r.place().equals(place)
                && r.name().startsWith(RULE_PREFIX)
                && r.value().equals(Setting.ALLOW.name()));
  }

  /** A moderator's word, or the operator's about this place. */
  private Setting localSetting(Scope place, Scope scope) {
    Setting operators = storedSetting(place, scope, Rule.Tier.OPERATOR);
    return operators == Setting.NEITHER
        ? storedSetting(place, scope, Rule.Tier.MODERATOR)
        : operators;
  }

  private Setting operatorSetting(
      Scope place, Scope scope, AccessOptions.Subjects configured, Setting listed) {
    return rules
        .value(place, ruleName(scope), Rule.Tier.OPERATOR)
        .map(Setting::valueOf)
        .orElse(configured.contains(scope) ? listed : Setting.NEITHER);
  }

  private Setting storedSetting(Scope place, Scope scope, Rule.Tier tier) {
    return rules.value(place, ruleName(scope), tier).map(Setting::valueOf).orElse(Setting.NEITHER);
  }

  /** The name of the rule about somebody. */
  public static String ruleName(Scope scope) {
    return RULE_PREFIX + scope.encode();
  }

  private static List<Scope> subjects(Caller caller) {
    Destination destination = caller.destination();
    String platform = caller.person().platform();
    List<Scope> subjects = new ArrayList<>();
    subjects.add(Scope.person(caller.person()));
    subjects.add(Scope.chat(destination.chat()));
    if (destination.server() != null) {
      subjects.add(Scope.server(platform, destination.server()));
    }
    caller.roles().forEach(role -> subjects.add(Scope.role(platform, role)));
    return subjects;
  }
}
