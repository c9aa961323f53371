package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.policy.ProviderSwitches;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import java.util.List;
import java.util.Locale;

/** {@code /admin providers [enable|disable <name>]}. */
record AdminProviders(
    Rules rules, ProviderControl control, AdminAuthority authority, UserTexts texts) {

  Answer act(Sender sender, List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    boolean turn = words.size() > 1 && (verb.equals("enable") || verb.equals("disable"));
    AdminAction act = turn ? AdminAction.PROVIDERS_SWITCH : AdminAction.PROVIDERS_SEE;
    if (!authority.may(sender, act, Scope.EVERYWHERE)) {
      return authority.refuse(sender);
    }
    return turn ? turn(sender, words.get(1), verb.equals("enable")) : show(sender);
  }

  private Answer turn(Sender sender, String name, boolean on) {
    boolean known =
        new ProviderSwitches(rules, control)
            .turn(name, on, AdminAuthority.who(sender), AdminAuthority.where(sender))
            .isPresent();
    return known
        ? show(sender)
        : texts.tell(
            sender,
            "admin.providers.unknown",
            new Span.Quoted(TextTruncation.line(name, 40)),
            String.join(
                ", ", control.providers().stream().map(ProviderControl.Health::name).toList()));
  }

  private Answer show(Sender sender) {
    RichText.Builder text = RichText.build().add(texts.text(sender, "admin.providers.title"));
    for (ProviderControl.Health health : control.providers()) {
      text.line().bold(health.name()).words(": ").add(state(sender, health));
      if (health.balance() != null) {
        text.words(" · ")
            .add(texts.text(sender, "admin.providers.balance"))
            .words(" ")
            .quoted(health.balance());
      }
      if (!health.retired().isEmpty()) {
        text.words(" · ")
            .add(texts.text(sender, "admin.providers.retired"))
            .words(" ")
            .quoted(String.join(", ", health.retired()));
      }
    }
    return UserTexts.tell(text.text());
  }

  private RichText state(Sender sender, ProviderControl.Health health) {
    if (!health.enabled()) {
      return texts.text(sender, "admin.providers.disabled");
    }
    String paused = health.paused();
    if (paused != null) {
      return texts.text(sender, "admin.providers.paused", new Span.Quoted(paused));
    }
    return texts.text(
        sender,
        switch (health.breaker().toUpperCase(Locale.ROOT)) {
          case "OPEN" -> "admin.providers.failing";
          case "HALF_OPEN" -> "admin.providers.tried";
          default -> "admin.providers.fine";
        });
  }
}
