package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.Rule;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /admin claim} and {@code /admin operators}: who runs the bot. */
record AdminOperators(
    AccessPolicy access,
    Rules rules,
    OperatorClaim claim,
    AdminAuthority authority,
    UserTexts texts) {
  private static final int MAX_NAME_LENGTH = 60;

  /** Anybody may try the code of the start, as long as there is no operator. */
  Answer claim(Sender sender, List<String> words) {
    if (access.isOperator(sender.person())) {
      return texts.reply(sender, "admin.claim.already");
    }
    if (!access.operators().isEmpty()) {
      return texts.reply(sender, "admin.claim.taken");
    }
    if (words.isEmpty()) {
      return texts.reply(sender, "admin.claim.how", texts.command(sender, "admin claim K7QM-4XPD"));
    }
    return switch (claim.attempt(
        String.join("", words), () -> set(sender, sender.person(), sender.name()))) {
      case CORRECT -> texts.reply(sender, "admin.claim.done", texts.command(sender, "admin"));
      case WRONG -> texts.reply(sender, "admin.claim.wrong", claim.triesLeft());
      case EXPIRED -> texts.reply(sender, "admin.claim.expired");
      case SPENT -> texts.reply(sender, "admin.claim.spent");
    };
  }

  /** Shows the operators, or adds or removes one. */
  Answer execute(Sender sender, List<String> words) {
    if (!authority.isAllowed(sender, AdminAction.OPERATORS, Scope.EVERYWHERE)) {
      return authority.refuse(sender);
    }
    if (words.isEmpty()) {
      return UserTexts.reply(list(sender));
    }
    String verb = words.getFirst().toLowerCase(Locale.ROOT);
    if (words.size() != 2 || !(verb.equals("add") || verb.equals("remove"))) {
      return texts.reply(
          sender, "admin.list.how", texts.command(sender, "admin operators add 123456789"));
    }
    Optional<PersonRef> person =
        authority.parseScope(sender, words.get(1)).flatMap(AdminOperators::person);
    if (person.isEmpty()) {
      return texts.reply(
          sender,
          "admin.subject",
          new Span.Untrusted(TextTruncation.singleLine(words.get(1), MAX_NAME_LENGTH)));
    }
    if (verb.equals("remove") && access.isConfiguredOperator(person.get())) {
      return texts.reply(sender, "admin.operators.configured");
    }
    set(sender, person.get(), verb.equals("add") ? "" : null);
    return UserTexts.reply(list(sender));
  }

  private RichText list(Sender sender) {
    RichText.Builder text = RichText.builder().append(texts.text(sender, "admin.operators.title"));
    access
        .operators()
        .forEach((person, name) -> {
          text.newLine();
          if (name.isEmpty()) {
            text.append(authority.name(new Scope(Scope.Kind.PERSON, person)));
          } else {
            text.untrusted(name);
          }
          text.plain(" · ").code(person);
        });
    return text.build();
  }

  /**
   * @param name as it is shown in the list; null removes
   */
  private void set(Sender author, PersonRef person, @Nullable String name) {
    rules.set(
        Scope.EVERYWHERE,
        AccessPolicy.operatorRuleName(person),
        Rule.Tier.OPERATOR,
        name == null ? null : TextTruncation.singleLine(name, MAX_NAME_LENGTH),
        AdminAuthority.author(author));
  }

  private static Optional<PersonRef> person(Scope scope) {
    if (scope.kind() != Scope.Kind.PERSON) {
      return Optional.empty();
    }
    String[] parts = scope.id().split(":", 2);
    return Optional.of(new PersonRef(parts[0], parts[1]));
  }
}
