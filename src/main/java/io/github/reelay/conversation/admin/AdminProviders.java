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

  Answer execute(Sender sender, List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    boolean turn = words.size() > 1 && (verb.equals("enable") || verb.equals("disable"));
    AdminAction action = turn ? AdminAction.PROVIDERS_SWITCH : AdminAction.PROVIDERS_SHOW;
    if (!authority.isAllowed(sender, action, Scope.EVERYWHERE)) {
      return authority.refuse(sender);
    }
    return turn ? setEnabled(sender, words.get(1), verb.equals("enable")) : show(sender);
  }

  private Answer setEnabled(Sender sender, String name, boolean on) {
    return new ProviderSwitches(rules, control).setEnabled(name, on, AdminAuthority.author(sender))
        ? show(sender)
        : texts.reply(
            sender,
            "admin.providers.unknown",
            new Span.Untrusted(TextTruncation.singleLine(name, 40)),
            String.join(
                ", ", control.providers().stream().map(ProviderControl.Status::name).toList()));
  }

  private Answer show(Sender sender) {
    RichText.Builder text = RichText.builder().append(texts.text(sender, "admin.providers.title"));
    for (ProviderControl.Status status : control.providers()) {
      text.newLine()
          .bold(status.name())
          .plain(texts.plainText(sender, "sentence.colon"))
          .append(state(sender, status));
      if (status.balance() != null) {
        text.plain(" · ")
            .append(texts.text(sender, "admin.providers.balance"))
            .plain(" ")
            .untrusted(status.balance());
      }
      if (!status.retiredModels().isEmpty()) {
        text.plain(" · ")
            .append(texts.text(sender, "admin.providers.retired"))
            .plain(" ")
            .untrusted(String.join(", ", status.retiredModels()));
      }
    }
    return UserTexts.reply(text.build());
  }

  private RichText state(Sender sender, ProviderControl.Status status) {
    if (!status.enabled()) {
      return texts.text(sender, "admin.providers.disabled");
    }
    String paused = status.pauseReason();
    if (paused != null) {
      return texts.text(sender, "admin.providers.paused", new Span.Untrusted(paused));
    }
    return texts.text(
        sender,
        switch (status.breaker()) {
          case OPEN -> "admin.providers.failing";
          case HALF_OPEN -> "admin.providers.tried";
          case CLOSED -> "admin.providers.fine";
        });
  }
}
