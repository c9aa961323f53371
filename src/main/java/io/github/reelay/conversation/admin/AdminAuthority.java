package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.AdminPermissions;
import io.github.reelay.policy.AdminRole;
import io.github.reelay.policy.AdminScope;
import io.github.reelay.policy.Rule;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rights of whoever types {@code /admin}, and the people and places their words name. */
record AdminAuthority(AccessPolicy access, ConversationPorts.Contacts contacts, UserTexts texts) {
  private static final int MAX_NAME_LENGTH = 60;
  private static final Pattern MENTION = Pattern.compile("<(@!?|@&|#)(\\d{1,20})>");
  private static final Pattern ID = Pattern.compile("(?:([a-z]{1,20}):)?(-?\\d{1,20})");

  AdminRole role(Sender sender) {
    if (access.isOperator(sender.person())) {
      return AdminRole.OPERATOR;
    }
    return sender.isModerator().getAsBoolean() ? AdminRole.MODERATOR : AdminRole.MEMBER;
  }

  boolean isAllowed(Sender sender, AdminAction action, Scope scope) {
    return AdminPermissions.isAllowed(role(sender), action, reach(sender, scope));
  }

  static AdminScope reach(Sender sender, Scope scope) {
    if (scope.kind() == Scope.Kind.EVERYWHERE) {
      return AdminScope.EVERYWHERE;
    }
    return scope.contains(sender.destination()) ? AdminScope.HERE : AdminScope.ELSEWHERE;
  }

  Rule.Tier tier(Sender sender) {
    return access.isOperator(sender.person()) ? Rule.Tier.OPERATOR : Rule.Tier.MODERATOR;
  }

  Answer refuse(Sender sender) {
    return texts.reply(sender, "admin.refused");
  }

  static Scope currentPlace(Sender sender) {
    return Scope.moderatedPlace(sender.destination());
  }

  /**
   * Reads {@code here}, {@code chat}, {@code everywhere}, a Discord mention, {@code
   * person:telegram:5}, {@code telegram:5}, or a bare id of this platform. Telegram's groups have
   * negative ids; a bare positive one is a person.
   */
  Optional<Scope> parseScope(Sender sender, String word) {
    String platform = sender.person().platform();
    switch (word) {
      case "here" -> {
        return Optional.of(currentPlace(sender));
      }
      case "chat" -> {
        return Optional.of(Scope.chat(sender.destination().chat()));
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
    return Scope.parse(word);
  }

  /** A place or person as a sentence names it. */
  RichText describe(Sender sender, Scope scope) {
    return scope.kind() == Scope.Kind.EVERYWHERE
        ? texts.text(sender, "admin.everywhere")
        : scope.contains(sender.destination())
            ? texts.text(sender, "admin.here")
            : texts.text(
                sender, scope.kind() == Scope.Kind.PERSON ? "admin.for" : "admin.in", name(scope));
  }

  /** How people there call it; its id where nobody knows. */
  RichText name(Scope scope) {
    return new RichText(
        List.of(
            contacts
                .nameOf(scope)
                .<Span>map(
                    name -> new Span.Untrusted(TextTruncation.singleLine(name, MAX_NAME_LENGTH)))
                .orElseGet(() -> new Span.Code(scope.encode()))));
  }

  static Rules.Author author(Sender sender) {
    return new Rules.Author(sender.person().toString(), sender.destination().chat().toString());
  }
}
