package io.github.reelay.conversation;

import io.github.reelay.conversation.Text.Span;
import io.github.reelay.policy.AdminAct;
import io.github.reelay.policy.ProviderDesk;
import io.github.reelay.policy.ProviderSwitches;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import java.util.List;
import java.util.Locale;

/** {@code /admin providers [enable|disable <name>]}. */
record AdminProviders(Rules rules, ProviderDesk desk, Authority authority, Voice voice) {

  Answer act(Speaker speaker, List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    boolean turn = words.size() > 1 && (verb.equals("enable") || verb.equals("disable"));
    AdminAct act = turn ? AdminAct.PROVIDERS_SWITCH : AdminAct.PROVIDERS_SEE;
    if (!authority.may(speaker, act, Scope.EVERYWHERE)) {
      return authority.refuse(speaker);
    }
    return turn ? turn(speaker, words.get(1), verb.equals("enable")) : show(speaker);
  }

  private Answer turn(Speaker speaker, String name, boolean on) {
    boolean known =
        new ProviderSwitches(rules, desk)
            .turn(name, on, Authority.who(speaker), Authority.where(speaker))
            .isPresent();
    return known
        ? show(speaker)
        : voice.tell(
            speaker,
            "admin.providers.unknown",
            new Span.Quoted(Clipped.line(name, 40)),
            String.join(", ", desk.providers().stream().map(ProviderDesk.Health::name).toList()));
  }

  private Answer show(Speaker speaker) {
    Text.Builder text = Text.build().add(voice.text(speaker, "admin.providers.title"));
    for (ProviderDesk.Health health : desk.providers()) {
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
    return Voice.tell(text.text());
  }

  private Text state(Speaker speaker, ProviderDesk.Health health) {
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
