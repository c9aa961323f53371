package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.Rule;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /admin allow|ban|unban|pause|resume}. */
record AdminAccess(AccessPolicy access, Rules rules, AdminAuthority authority, UserTexts texts) {

  Answer changeList(Sender sender, AdminAction action, List<String> words) {
    Scope here = AdminAuthority.currentPlace(sender);
    if (!authority.isAllowed(sender, action, here)) {
      return authority.refuse(sender);
    }
    if (words.isEmpty()) {
      return texts.reply(sender, "admin.list.how", texts.command(sender, "admin ban 123456789"));
    }
    Optional<Scope> subject = authority.parseScope(sender, words.getFirst());
    Rule.Tier tier = authority.tier(sender);
    Optional<Scope> where =
        words.size() > 1
            ? authority.parseScope(sender, words.get(1))
            : Optional.of(tier == Rule.Tier.OPERATOR ? Scope.EVERYWHERE : here);
    if (subject.isEmpty() || subject.get().kind() == Scope.Kind.EVERYWHERE) {
      return unknownSubject(sender, words.getFirst());
    }
    if (where.isEmpty() || isPersonOrRole(where.get())) {
      return unknownSubject(sender, words.get(1));
    }
    if (!authority.isAllowed(sender, action, where.get())
        || (tier == Rule.Tier.MODERATOR && !isPersonOrRole(subject.get()))) {
      return authority.refuse(sender);
    }
    return changeList(sender, action, subject.get(), where.get(), tier);
  }

  private Answer changeList(
      Sender sender, AdminAction action, Scope scope, Scope place, Rule.Tier tier) {
    String name = AccessPolicy.ruleName(scope);
    rules.set(place, name, tier, settingName(action, place, tier), AdminAuthority.author(sender));
    if (action == AdminAction.UNBAN && tier == Rule.Tier.OPERATOR) {
      rules.set(place, name, Rule.Tier.MODERATOR, null, AdminAuthority.author(sender));
    }
    String key =
        switch (action) {
          case ALLOW -> "admin.allowed";
          case BAN -> "admin.banned";
          default -> "admin.unbanned";
        };
    return texts.reply(sender, key, authority.name(scope), authority.describe(sender, place));
  }

  /** The operator's "neither" everywhere is kept, because the configuration may list somebody. */
  private static @Nullable String settingName(AdminAction action, Scope place, Rule.Tier tier) {
    return switch (action) {
      case ALLOW -> AccessPolicy.Setting.ALLOW.name();
      case BAN -> AccessPolicy.Setting.BAN.name();
      default ->
          tier == Rule.Tier.OPERATOR && place.kind() == Scope.Kind.EVERYWHERE
              ? AccessPolicy.Setting.NEITHER.name()
              : null;
    };
  }

  Answer setPaused(Sender sender, boolean pause, List<String> words) {
    AdminAction action = pause ? AdminAction.PAUSE : AdminAction.RESUME;
    Scope here = AdminAuthority.currentPlace(sender);
    if (!authority.isAllowed(sender, action, here)) {
      return authority.refuse(sender);
    }
    Optional<Scope> where =
        words.isEmpty() ? Optional.of(here) : authority.parseScope(sender, words.getFirst());
    if (where.isEmpty() || isPersonOrRole(where.get())) {
      return unknownSubject(sender, words.getFirst());
    }
    if (!authority.isAllowed(sender, action, where.get())) {
      return authority.refuse(sender);
    }
    Rule.Tier tier = authority.tier(sender);
    setPauseRule(sender, where.get(), tier, pause);
    if (!pause && tier == Rule.Tier.OPERATOR) {
      setPauseRule(sender, where.get(), Rule.Tier.MODERATOR, false);
    }
    String key =
        pause
            ? "admin.paused"
            : access.isPaused(where.get()) ? "admin.still-paused" : "admin.resumed";
    return texts.reply(sender, key, authority.describe(sender, where.get()));
  }

  private void setPauseRule(Sender sender, Scope place, Rule.Tier tier, boolean pause) {
    if (pause || rules.value(place, AccessPolicy.PAUSE_RULE, tier).isPresent()) {
      rules.set(
          place, AccessPolicy.PAUSE_RULE, tier, pause ? "on" : null, AdminAuthority.author(sender));
    }
  }

  private static boolean isPersonOrRole(Scope scope) {
    return scope.kind() == Scope.Kind.PERSON || scope.kind() == Scope.Kind.ROLE;
  }

  private Answer unknownSubject(Sender sender, String word) {
    return texts.reply(
        sender, "admin.subject", new Span.Untrusted(TextTruncation.singleLine(word, 60)));
  }
}
