package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminPermissions;
import io.github.reelay.policy.AdminReach;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.Rule;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who somebody is to {@code /admin}, and whom or what their words are about. */
record AdminAuthority(AccessPolicy access, UserTexts voice) {
  private static final Pattern MENTION = Pattern.compile("<(@!?|@&|#)(\\d{1,20})>");
  private static final Pattern ID = Pattern.compile("(?:([a-z]{1,20}):)?(-?\\d{1,20})");

  AdminRole role(Sender speaker) {
    if (access.isOperator(speaker.person())) {
      return AdminRole.OPERATOR;
    }
    return speaker.moderator().getAsBoolean() ? AdminRole.MODERATOR : AdminRole.MEMBER;
  }

  boolean may(Sender speaker, AdminAction act, Scope about) {
    return AdminPermissions.may(role(speaker), act, reach(speaker, about));
  }

  static AdminReach reach(Sender speaker, Scope about) {
    if (about.kind() == Scope.Kind.EVERYWHERE) {
      return AdminReach.EVERYWHERE;
    }
    return about.holds(speaker.address()) ? AdminReach.HERE : AdminReach.ELSEWHERE;
  }

  Rule.Tier tier(Sender speaker) {
    return access.isOperator(speaker.person()) ? Rule.Tier.OPERATOR : Rule.Tier.MODERATOR;
  }

  Answer refuse(Sender speaker) {
    return voice.tell(speaker, "admin.refused");
  }

  static Scope here(Sender speaker) {
    return Scope.placeOf(speaker.address());
  }

  /**
   * Reads {@code here}, {@code chat}, {@code everywhere}, a Discord mention, {@code
   * person:telegram:5}, {@code telegram:5}, or a bare id of this platform. Telegram's groups have
   * negative ids; a bare positive one is a person.
   */
  Optional<Scope> read(Sender speaker, String word) {
    String platform = speaker.person().platform();
    switch (word) {
      case "here" -> {
        return Optional.of(here(speaker));
      }
      case "chat" -> {
        return Optional.of(Scope.chat(speaker.address().chat()));
      }
      default -> {}
    }
    Matcher mention = MENTION.matcher(word);
    if (mention.matches()) {
      String id = mention.group(2);
      return Optional.of(
          switch (mention.group(1)) {
            case "@&" -> Scope.role(platform, id);
            case "#" -> Scope.chat(new ChatRef(platform, id));
            default -> Scope.person(new PersonRef(platform, id));
          });
    }
    Matcher bare = ID.matcher(word);
    if (bare.matches()) {
      String on = bare.group(1) == null ? platform : bare.group(1);
      String id = bare.group(2);
      return Optional.of(
          id.startsWith("-")
              ? Scope.chat(new ChatRef(on, id))
              : Scope.person(new PersonRef(on, id)));
    }
    return Scope.read(word);
  }

  /** A place or person as a sentence names it. */
  RichText named(Sender speaker, Scope scope) {
    return scope.kind() == Scope.Kind.EVERYWHERE
        ? voice.text(speaker, "admin.everywhere")
        : scope.holds(speaker.address())
            ? voice.text(speaker, "admin.here")
            : RichText.build().add(new RichText(List.of(new Span.Code(scope.wire())))).text();
  }

  static String who(Sender speaker) {
    return speaker.person().toString();
  }

  static String where(Sender speaker) {
    return speaker.address().chat().toString();
  }
}
