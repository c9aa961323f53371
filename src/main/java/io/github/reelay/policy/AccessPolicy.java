package io.github.reelay.policy;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may ask for videos: configured lists, with what is set at run time over them. Thread-safe.
 *
 * <p>A run-time rule about somebody goes before the configured lists about the same one; a ban goes
 * before an allowance. The web chat has its password instead of an allow-list.
 */
public final class AccessPolicy {
  /** The name of the rule that pauses a place. */
  public static final String PAUSE = "pause";

  private static final Set<String> BEHIND_A_PASSWORD = Set.of("web");

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
  public enum Word {
    ALLOW,
    BAN,
    /** Neither, whatever the configuration says. */
    NEITHER
  }

  public boolean isOperator(PersonRef person) {
    return options.operators().contains(person.toString());
  }

  public Verdict admit(Caller caller) {
    Destination destination = caller.destination();
    boolean operator = isOperator(caller.person());
    if (!operator && isBanned(caller)) {
      return Verdict.BANNED;
    }
    if (!operator && !isKnown(caller)) {
      return Verdict.UNKNOWN;
    }
    if (isPaused(Scope.EVERYWHERE)) {
      return Verdict.PAUSED_EVERYWHERE;
    }
    return isPaused(Scope.placeOf(destination)) || isPaused(Scope.chat(destination.chat()))
        ? Verdict.PAUSED_HERE
        : Verdict.GRANTED;
  }

  public boolean isPaused(Scope place) {
    return rules.value(place, PAUSE, Rule.Tier.OPERATOR).isPresent()
        || rules.value(place, PAUSE, Rule.Tier.MODERATOR).isPresent();
  }

  private boolean isBanned(Caller caller) {
    Scope place = Scope.placeOf(caller.destination());
    return subjects(caller).stream()
        .anyMatch(scope -> {
          Word everywhere = word(Scope.EVERYWHERE, scope, options.ban(), Word.BAN);
          return everywhere == Word.BAN || local(place, scope) == Word.BAN;
        });
  }

  private boolean isKnown(Caller caller) {
    Scope place = Scope.placeOf(caller.destination());
    List<Scope> subjects = subjects(caller);
    boolean listed =
        subjects.stream()
            .anyMatch(s -> word(Scope.EVERYWHERE, s, options.allow(), Word.ALLOW) == Word.ALLOW);
    boolean placeKnown =
        listed
            || BEHIND_A_PASSWORD.contains(caller.person().platform())
            || switch (options.unknown()) {
              case OPEN -> true;
              case CLOSED -> false;
              case AUTO -> options.allow().isEmpty() && !anyAllowed(Scope.EVERYWHERE);
            };
    boolean chosen =
        !anyAllowed(place)
            || subjects.stream().anyMatch(scope -> local(place, scope) == Word.ALLOW);
    return placeKnown && chosen;
  }

  private boolean anyAllowed(Scope place) {
    return rules.all().stream()
        .anyMatch(r ->
            r.place().equals(place)
                && r.name().startsWith("access/")
                && r.value().equals(Word.ALLOW.name()));
  }

  /** A moderator's word, or the operator's about this place. */
  private Word local(Scope place, Scope scope) {
    Word operators = set(place, scope, Rule.Tier.OPERATOR);
    return operators == Word.NEITHER ? set(place, scope, Rule.Tier.MODERATOR) : operators;
  }

  private Word word(Scope place, Scope scope, AccessOptions.Lists configured, Word listed) {
    return rules
        .value(place, ruleName(scope), Rule.Tier.OPERATOR)
        .map(Word::valueOf)
        .orElse(configured.has(scope) ? listed : Word.NEITHER);
  }

  private Word set(Scope place, Scope scope, Rule.Tier tier) {
    return rules.value(place, ruleName(scope), tier).map(Word::valueOf).orElse(Word.NEITHER);
  }

  /** The name of the rule about somebody. */
  public static String ruleName(Scope scope) {
    return "access/" + scope.wire();
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
