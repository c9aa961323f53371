package io.github.reelay.conversation.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.Rule;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The requests of unknown places and people to be let in: a button under their refusal, and the
 * operator's answer by another one. Thread-safe.
 */
public final class AccessRequests {
  /** The same place asks once in so long. */
  private static final Duration REPEAT_AFTER = Duration.ofDays(1);

  /** Of all places in that time: whoever makes many groups must not bury the operator. */
  private static final int MAX_REQUESTS = 50;

  private static final int MAX_NAME_LENGTH = 60;

  private final AccessPolicy access;
  private final Rules rules;
  private final ConversationPorts.Contacts contacts;
  private final UserTexts texts;
  private final Cache<Scope, Asked> asked;

  public AccessRequests(
      PolicyServices policy,
      ConversationPorts.Contacts contacts,
      UserTexts texts,
      InstantSource clock) {
    this.access = policy.access();
    this.rules = policy.rules();
    this.contacts = contacts;
    this.texts = texts;
    this.asked =
        Caffeine.newBuilder()
            .expireAfterWrite(REPEAT_AFTER)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /**
   * Who asked, and where the answer goes.
   *
   * @param name of the place or person; text from outside
   */
  private record Asked(String name, PersonRef person, Destination answerTo, Locale language) {}

  /** The button that asks; empty where nobody would hear it, or it would change nothing. */
  public Optional<Button> button(Sender sender) {
    return contacts.hasOperators() && !access.isKnown(UserTexts.caller(sender))
        ? Optional.of(
            button(
                texts.language(sender),
                ButtonAction.ASK_ACCESS,
                ButtonAction.HERE,
                Button.Style.PRIMARY))
        : Optional.empty();
  }

  /** Asks the operator. */
  public Answer ask(Sender sender) {
    AccessPolicy.Verdict verdict = access.check(UserTexts.caller(sender));
    if (verdict == AccessPolicy.Verdict.BANNED) {
      return texts.acknowledge(sender, "access.banned");
    }
    if (access.isKnown(UserTexts.caller(sender))) {
      return new Answer.ReplaceMessage(Message.of(texts.text(sender, "access.opened")));
    }
    Scope subject = subject(sender);
    asked.cleanUp();
    if (asked.getIfPresent(subject) != null) {
      return texts.acknowledge(sender, "access.asked-already");
    }
    if (asked.estimatedSize() >= MAX_REQUESTS || !contacts.hasOperators()) {
      return texts.acknowledge(sender, "access.asked-too-often");
    }
    Asked request =
        new Asked(
            TextTruncation.singleLine(nameOf(subject, sender), MAX_NAME_LENGTH),
            sender.person(),
            sender.destination(),
            texts.language(sender));
    if (asked.asMap().putIfAbsent(subject, request) != null) {
      return texts.acknowledge(sender, "access.asked-already");
    }
    contacts.tellOperators(question(sender, subject, request));
    return new Answer.ReplaceMessage(Message.of(texts.text(sender, "access.asked")));
  }

  /** A server as a whole, a group, or in private the person. */
  private static Scope subject(Sender sender) {
    return sender.isAmongOthers()
        ? Scope.moderatedPlace(sender.destination())
        : Scope.person(sender.person());
  }

  private String nameOf(Scope subject, Sender sender) {
    return subject.kind() == Scope.Kind.PERSON
        ? sender.name()
        : contacts.nameOf(subject).orElse(subject.id());
  }

  private Message question(Sender sender, Scope subject, Asked request) {
    Locale language = contacts.operatorLanguage();
    Span person = new Span.Untrusted(TextTruncation.singleLine(sender.name(), MAX_NAME_LENGTH));
    String platform = platformName(subject);
    RichText text =
        subject.kind() == Scope.Kind.PERSON
            ? texts.text(language, "access.request.person", person, platform)
            : texts.text(
                language,
                "access.request.place",
                person,
                new Span.Untrusted(request.name()),
                platform);
    return new Message(
        text,
        List.of(
            List.of(
                button(language, ButtonAction.LET_IN, subject.encode(), Button.Style.PRIMARY),
                button(language, ButtonAction.IGNORE, subject.encode(), Button.Style.PLAIN))));
  }

  private static String platformName(Scope scope) {
    String platform = scope.id().substring(0, scope.id().indexOf(':'));
    return platform.substring(0, 1).toUpperCase(Locale.ROOT) + platform.substring(1);
  }

  /**
   * An operator's answer.
   *
   * @param target the place or person, as {@link Scope#encode} writes it
   */
  public Answer decide(Sender sender, String target, boolean letIn) {
    if (!access.isOperator(sender.person())) {
      return texts.acknowledge(sender, "admin.refused");
    }
    Optional<Scope> parsed = Scope.parse(target).filter(s -> s.kind() != Scope.Kind.EVERYWHERE);
    if (parsed.isEmpty()) {
      return texts.acknowledge(sender, "press.stale");
    }
    Scope subject = parsed.get();
    Optional<Asked> request = Optional.ofNullable(asked.getIfPresent(subject));
    Span name =
        new Span.Untrusted(
            request.map(Asked::name).or(() -> contacts.nameOf(subject)).orElse(subject.id()));
    if (!letIn) {
      return replace(sender, "access.request.ignored", name);
    }
    rules.set(
        Scope.EVERYWHERE,
        AccessPolicy.ruleName(subject),
        Rule.Tier.OPERATOR,
        AccessPolicy.Setting.ALLOW.name(),
        AdminAuthority.author(sender));
    request.ifPresent(r -> tell(subject, r));
    asked.invalidate(subject);
    return replace(sender, "access.request.allowed", name);
  }

  private void tell(Scope subject, Asked request) {
    Message opened = Message.of(texts.text(request.language(), "access.opened"));
    if (subject.kind() == Scope.Kind.PERSON) {
      contacts.tell(subject, opened);
    } else {
      contacts.tell(request.person(), request.answerTo(), opened);
    }
  }

  private Answer replace(Sender sender, String key, Span name) {
    return new Answer.ReplaceMessage(Message.of(texts.text(sender, key, name)));
  }

  private Button button(Locale language, ButtonAction action, String target, Button.Style style) {
    return new Button(
        new ButtonId(action, target), texts.plainText(language, action.labelKey()), style);
  }
}
