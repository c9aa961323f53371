package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Rule;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /admin limits show|set}. */
record AdminLimits(Limits limits, Rules rules, AdminAuthority authority, UserTexts texts) {
  /** Takes a run-time value back, so that the wider or configured one holds again. */
  private static final String RESET_VALUE = "default";

  Answer execute(Sender sender, List<String> words) {
    String verb = words.isEmpty() ? "show" : words.getFirst().toLowerCase(Locale.ROOT);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return verb.equals("set") ? set(sender, rest) : show(sender, rest);
  }

  private Answer show(Sender sender, List<String> words) {
    Optional<Scope> about =
        words.isEmpty()
            ? Optional.of(AdminAuthority.currentPlace(sender))
            : authority.parseScope(sender, words.getFirst());
    boolean may =
        about
            .map(scope -> authority.isAllowed(sender, AdminAction.LIMITS_SHOW, scope))
            .orElseGet(() -> isAtLeastModerator(sender));
    if (!may) {
      return authority.refuse(sender);
    }
    if (about.isEmpty() || about.get().kind() == Scope.Kind.ROLE) {
      return texts.reply(sender, "admin.subject", untrusted(words.getFirst()));
    }
    Scope scope = about.get();
    Destination destination = destination(sender, scope);
    PersonRef person = person(scope);
    RichText.Builder text =
        RichText.builder()
            .append(texts.text(sender, "admin.limits.title", authority.describe(sender, scope)));
    for (LimitKey key : LimitKey.values()) {
      LimitValue effectiveValue = limits.value(key, person, destination);
      LimitValue operatorValue = limits.operatorValue(key, person, destination);
      text.newLine()
          .code(name(key))
          .plain(texts.plainText(sender, "sentence.colon"))
          .append(format(sender, effectiveValue));
      if (!effectiveValue.equals(operatorValue)) {
        text.plain(texts.plainText(sender, "sentence.gap"))
            .append(texts.text(sender, "admin.limits.narrowed", format(sender, operatorValue)));
      }
    }
    return UserTexts.reply(text.build());
  }

  private Answer set(Sender sender, List<String> words) {
    if (!isAtLeastModerator(sender)) {
      return authority.refuse(sender);
    }
    if (words.size() < 2) {
      return texts.reply(
          sender,
          "admin.limits.how",
          texts.command(sender, "admin limits set cool-down 30s"),
          keys());
    }
    Optional<LimitKey> found = LimitKey.parse(words.getFirst().toLowerCase(Locale.ROOT));
    if (found.isEmpty()) {
      return texts.reply(sender, "admin.limits.unknown", untrusted(words.getFirst()), keys());
    }
    LimitKey key = found.get();
    Optional<Scope> target = targetScope(sender, key, words);
    if (target.isEmpty()) {
      return texts.reply(sender, "admin.subject", untrusted(words.get(2)));
    }
    Scope scope = target.get();
    if (!authority.isAllowed(sender, AdminAction.LIMITS_SET, scope)) {
      return authority.refuse(sender);
    }
    if (!key.supports(scope.kind())) {
      return texts.reply(sender, "admin.limits.unsuited", new Span.Code(name(key)));
    }
    return set(sender, key, words.get(1), scope);
  }

  private Answer set(Sender sender, LimitKey key, String typed, Scope scope) {
    Rule.Tier tier = authority.tier(sender);
    boolean back = typed.equalsIgnoreCase(RESET_VALUE);
    Optional<LimitValue> value = LimitValue.parse(key.kind(), typed);
    if (!back && value.isEmpty()) {
      return texts.reply(
          sender,
          "admin.limits.value",
          untrusted(typed),
          new Span.Code(name(key)),
          new Span.Code(example(key)));
    }
    LimitValue operatorValue = limits.operatorValue(key, null, destination(sender, scope));
    if (tier == Rule.Tier.MODERATOR
        && !back
        && !LimitValue.isAtLeastAsTight(key.kind(), value.orElseThrow(), operatorValue)) {
      return texts.reply(sender, "admin.limits.tighter", format(sender, operatorValue));
    }
    LimitValue before = limits.value(key, person(scope), destination(sender, scope));
    rules.set(
        scope,
        key.path(),
        tier,
        back ? null : value.orElseThrow().text(),
        AdminAuthority.author(sender));
    LimitValue after = limits.value(key, person(scope), destination(sender, scope));
    return texts.reply(
        sender,
        "admin.limits.set",
        new Span.Code(name(key)),
        authority.describe(sender, scope),
        format(sender, after),
        format(sender, before));
  }

  /** Limits of the whole bot are set everywhere; the queue knows chats, no servers. */
  private Optional<Scope> targetScope(Sender sender, LimitKey key, List<String> words) {
    if (words.size() > 2 && !words.get(2).equals("here")) {
      return authority.parseScope(sender, words.get(2));
    }
    if (key.isGlobal()) {
      return Optional.of(Scope.EVERYWHERE);
    }
    Scope here = AdminAuthority.currentPlace(sender);
    return Optional.of(key.supports(here.kind()) ? here : Scope.chat(sender.destination().chat()));
  }

  private boolean isAtLeastModerator(Sender sender) {
    return authority.isAllowed(
        sender, AdminAction.LIMITS_SHOW, AdminAuthority.currentPlace(sender));
  }

  private static @Nullable PersonRef person(Scope scope) {
    return scope.kind() == Scope.Kind.PERSON ? new PersonRef(platform(scope), id(scope)) : null;
  }

  /** An address in the place meant, to look its limits up. */
  private static Destination destination(Sender sender, Scope scope) {
    return switch (scope.kind()) {
      case CHAT ->
          scope.contains(sender.destination())
              ? sender.destination()
              : Destination.of(new ChatRef(platform(scope), id(scope)));
      case SERVER ->
          scope.contains(sender.destination())
              ? sender.destination()
              : new Destination(new ChatRef(platform(scope), "-"), id(scope), null, null, null);
      case EVERYWHERE, PERSON, ROLE -> Destination.of(new ChatRef(sender.person().platform(), "-"));
    };
  }

  private static String platform(Scope scope) {
    return scope.id().substring(0, scope.id().indexOf(':'));
  }

  private static String id(Scope scope) {
    return scope.id().substring(scope.id().indexOf(':') + 1);
  }

  private RichText format(Sender sender, LimitValue value) {
    return switch (value) {
      case LimitValue.None _ -> texts.text(sender, "admin.limits.none");
      case LimitValue.Amount(var max) ->
          RichText.of(texts.formats().limit(texts.language(sender), max));
      case LimitValue.Count(int most) -> RichText.of(Integer.toString(most));
      case LimitValue.Time(var time) ->
          RichText.of(texts.formats().exactDuration(texts.language(sender), time));
      case LimitValue.Names _ -> RichText.of(value.text());
    };
  }

  private static String name(LimitKey key) {
    return key.path().substring("limits.".length());
  }

  private static String keys() {
    return Arrays.stream(LimitKey.values()).map(AdminLimits::name).collect(Collectors.joining(" "));
  }

  private static String example(LimitKey key) {
    return switch (key.kind()) {
      case AMOUNT -> "3.00";
      case COUNT -> "3";
      case MIN_DURATION -> "30s";
      case MAX_DURATION -> "10s";
      case NAME_SET -> "sora-2,sora-2-pro";
    };
  }

  private static Span untrusted(String typed) {
    return new Span.Untrusted(TextTruncation.singleLine(typed, 60));
  }
}
