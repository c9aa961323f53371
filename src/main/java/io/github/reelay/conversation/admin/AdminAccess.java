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

  Answer list(Sender sender, AdminAction act, List<String> words) {
    Scope here = AdminAuthority.here(sender);
    if (!authority.may(sender, act, here)) {
      return authority.refuse(sender);
    }
    if (words.isEmpty()) {
      return texts.tell(sender, "admin.list.how", new Span.Code("/admin ban 123456789"));
    }
    Optional<Scope> subject = authority.read(sender, words.getFirst());
    Rule.Tier tier = authority.tier(sender);
    Optional<Scope> where =
        words.size() > 1
            ? authority.read(sender, words.get(1))
            : Optional.of(tier == Rule.Tier.OPERATOR ? Scope.EVERYWHERE : here);
    if (subject.isEmpty() || subject.get().kind() == Scope.Kind.EVERYWHERE) {
      return unread(sender, words.getFirst());
    }
    if (where.isEmpty() || isSomebody(where.get())) {
      return unread(sender, words.get(1));
    }
    if (!authority.may(sender, act, where.get())
        || (tier == Rule.Tier.MODERATOR && !isSomebody(subject.get()))) {
      return authority.refuse(sender);
    }
    return list(sender, act, subject.get(), where.get(), tier);
  }

  private Answer list(Sender sender, AdminAction act, Scope scope, Scope where, Rule.Tier tier) {
    String name = AccessPolicy.ruleName(scope);
    rules.set(
        where,
        name,
        tier,
        word(act, where, tier),
        AdminAuthority.who(sender),
        AdminAuthority.where(sender));
    if (act == AdminAction.UNBAN && tier == Rule.Tier.OPERATOR) {
      rules.set(
          where,
          name,
          Rule.Tier.MODERATOR,
          null,
          AdminAuthority.who(sender),
          AdminAuthority.where(sender));
    }
    String key =
        switch (act) {
          case ALLOW -> "admin.allowed";
          case BAN -> "admin.banned";
          default -> "admin.unbanned";
        };
    return texts.tell(sender, key, new Span.Code(scope.wire()), authority.named(sender, where));
  }

  /** The operator's "neither" everywhere is kept, because the configuration may list somebody. */
  private static @Nullable String word(AdminAction act, Scope where, Rule.Tier tier) {
    return switch (act) {
      case ALLOW -> AccessPolicy.Word.ALLOW.name();
      case BAN -> AccessPolicy.Word.BAN.name();
      default ->
          tier == Rule.Tier.OPERATOR && where.kind() == Scope.Kind.EVERYWHERE
              ? AccessPolicy.Word.NEITHER.name()
              : null;
    };
  }

  Answer pause(Sender sender, boolean pause, List<String> words) {
    AdminAction act = pause ? AdminAction.PAUSE : AdminAction.RESUME;
    Scope here = AdminAuthority.here(sender);
    if (!authority.may(sender, act, here)) {
      return authority.refuse(sender);
    }
    Optional<Scope> where =
        words.isEmpty() ? Optional.of(here) : authority.read(sender, words.getFirst());
    if (where.isEmpty() || isSomebody(where.get())) {
      return unread(sender, words.getFirst());
    }
    if (!authority.may(sender, act, where.get())) {
      return authority.refuse(sender);
    }
    Rule.Tier tier = authority.tier(sender);
    set(sender, where.get(), tier, pause);
    if (!pause && tier == Rule.Tier.OPERATOR) {
      set(sender, where.get(), Rule.Tier.MODERATOR, false);
    }
    String key =
        pause
            ? "admin.paused"
            : access.isPaused(where.get()) ? "admin.still-paused" : "admin.resumed";
    return texts.tell(sender, key, authority.named(sender, where.get()));
  }

  private void set(Sender sender, Scope where, Rule.Tier tier, boolean pause) {
    if (pause || rules.value(where, AccessPolicy.PAUSE, tier).isPresent()) {
      rules.set(
          where,
          AccessPolicy.PAUSE,
          tier,
          pause ? "on" : null,
          AdminAuthority.who(sender),
          AdminAuthority.where(sender));
    }
  }

  private static boolean isSomebody(Scope scope) {
    return scope.kind() == Scope.Kind.PERSON || scope.kind() == Scope.Kind.ROLE;
  }

  private Answer unread(Sender sender, String word) {
    return texts.tell(sender, "admin.subject", new Span.Quoted(TextTruncation.line(word, 60)));
  }
}
