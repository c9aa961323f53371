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
record AdminAccess(AccessPolicy access, Rules rules, AdminAuthority authority, UserTexts voice) {

  Answer list(Sender speaker, AdminAction act, List<String> words) {
    Scope here = AdminAuthority.here(speaker);
    if (!authority.may(speaker, act, here)) {
      return authority.refuse(speaker);
    }
    if (words.isEmpty()) {
      return voice.tell(speaker, "admin.list.how", new Span.Code("/admin ban 123456789"));
    }
    Optional<Scope> subject = authority.read(speaker, words.getFirst());
    Rule.Tier tier = authority.tier(speaker);
    Optional<Scope> where =
        words.size() > 1
            ? authority.read(speaker, words.get(1))
            : Optional.of(tier == Rule.Tier.OPERATOR ? Scope.EVERYWHERE : here);
    if (subject.isEmpty() || subject.get().kind() == Scope.Kind.EVERYWHERE) {
      return unread(speaker, words.getFirst());
    }
    if (where.isEmpty() || isSomebody(where.get())) {
      return unread(speaker, words.get(1));
    }
    if (!authority.may(speaker, act, where.get())
        || (tier == Rule.Tier.MODERATOR && !isSomebody(subject.get()))) {
      return authority.refuse(speaker);
    }
    return list(speaker, act, subject.get(), where.get(), tier);
  }

  private Answer list(Sender speaker, AdminAction act, Scope subject, Scope where, Rule.Tier tier) {
    String name = AccessPolicy.ruleName(subject);
    rules.set(
        where,
        name,
        tier,
        word(act, where, tier),
        AdminAuthority.who(speaker),
        AdminAuthority.where(speaker));
    if (act == AdminAction.UNBAN && tier == Rule.Tier.OPERATOR) {
      rules.set(
          where,
          name,
          Rule.Tier.MODERATOR,
          null,
          AdminAuthority.who(speaker),
          AdminAuthority.where(speaker));
    }
    String key =
        switch (act) {
          case ALLOW -> "admin.allowed";
          case BAN -> "admin.banned";
          default -> "admin.unbanned";
        };
    return voice.tell(speaker, key, new Span.Code(subject.wire()), authority.named(speaker, where));
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

  Answer pause(Sender speaker, boolean pause, List<String> words) {
    AdminAction act = pause ? AdminAction.PAUSE : AdminAction.RESUME;
    Scope here = AdminAuthority.here(speaker);
    if (!authority.may(speaker, act, here)) {
      return authority.refuse(speaker);
    }
    Optional<Scope> where =
        words.isEmpty() ? Optional.of(here) : authority.read(speaker, words.getFirst());
    if (where.isEmpty() || isSomebody(where.get())) {
      return unread(speaker, words.getFirst());
    }
    if (!authority.may(speaker, act, where.get())) {
      return authority.refuse(speaker);
    }
    Rule.Tier tier = authority.tier(speaker);
    set(speaker, where.get(), tier, pause);
    if (!pause && tier == Rule.Tier.OPERATOR) {
      set(speaker, where.get(), Rule.Tier.MODERATOR, false);
    }
    String key =
        pause
            ? "admin.paused"
            : access.isPaused(where.get()) ? "admin.still-paused" : "admin.resumed";
    return voice.tell(speaker, key, authority.named(speaker, where.get()));
  }

  private void set(Sender speaker, Scope where, Rule.Tier tier, boolean pause) {
    if (pause || rules.value(where, AccessPolicy.PAUSE, tier).isPresent()) {
      rules.set(
          where,
          AccessPolicy.PAUSE,
          tier,
          pause ? "on" : null,
          AdminAuthority.who(speaker),
          AdminAuthority.where(speaker));
    }
  }

  private static boolean isSomebody(Scope scope) {
    return scope.kind() == Scope.Kind.PERSON || scope.kind() == Scope.Kind.ROLE;
  }

  private Answer unread(Sender speaker, String word) {
    return voice.tell(speaker, "admin.subject", new Span.Quoted(TextTruncation.line(word, 60)));
  }
}
