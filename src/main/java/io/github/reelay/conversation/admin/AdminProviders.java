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
    Rules rules, ProviderControl desk, AdminAuthority authority, UserTexts voice) {

  Answer act(Sender speaker, List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    boolean turn = words.size() > 1 && (verb.equals("enable") || verb.equals("disable"));
    AdminAction act = turn ? AdminAction.PROVIDERS_SWITCH : AdminAction.PROVIDERS_SEE;
    if (!authority.may(speaker, act, Scope.EVERYWHERE)) {
      return authority.refuse(speaker);
    }
    return turn ? turn(speaker, words.get(1), verb.equals("enable")) : show(speaker);
  }

  private Answer turn(Sender speaker, String name, boolean on) {
    boolean known =
        new ProviderSwitches(rules, desk)
            .turn(name, on, AdminAuthority.who(speaker), AdminAuthority.where(speaker))
            .isPresent();
    return known
        ? show(speaker)
        : voice.tell(
            speaker,
            "admin.providers.unknown",
            new Span.Quoted(TextTruncation.line(name, 40)),
            String.join(
                ", ", desk.providers().stream().map(ProviderControl.Health::name).toList()));
  }

  private Answer show(Sender speaker) {
    RichText.Builder text = RichText.build().add(voice.text(speaker, "admin.providers.title"));
    for (ProviderControl.Health health : desk.providers()) {
      text.line().bold(health.name()).words(": ").add(state(speaker, health));
      if (health.balance() != null) {
        text.words(" · ")
            .add(voice.text(speaker, "admin.providers.balance"))
            .words(" ")
            .quoted(health.balance());
      }
      if (!health.retired().isEmpty()) {
        text.words(" · ")
            .add(voice.text(speaker, "admin.providers.retired"))
            .words(" ")
            .quoted(String.join(", ", health.retired()));
      }
    }
    return UserTexts.tell(text.text());
  }

  private RichText state(Sender speaker, ProviderControl.Health health) {
    if (!health.enabled()) {
      return voice.text(speaker, "admin.providers.disabled");
    }
    String paused = health.paused();
    if (paused != null) {
      return voice.text(speaker, "admin.providers.paused", new Span.Quoted(paused));
    }
    return voice.text(
        speaker,
        switch (health.breaker().toUpperCase(Locale.ROOT)) {
          case "OPEN" -> "admin.providers.failing";
          case "HALF_OPEN" -> "admin.providers.tried";
          default -> "admin.providers.fine";
        });
  }
}
