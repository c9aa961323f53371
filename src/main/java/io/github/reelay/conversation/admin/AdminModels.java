package io.github.reelay.conversation.admin;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AdminAction;
import io.github.reelay.policy.ModelControl;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.policy.ProviderSwitches;
import io.github.reelay.policy.Rules;
import io.github.reelay.policy.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * {@code /admin models [<provider> [page]]}, {@code /admin models enable|disable <provider>
 * <model>}.
 */
record AdminModels(
    Rules rules, ProviderControl control, AdminAuthority authority, UserTexts texts) {
  /** With all that can be said of each, a page fits into Discord's 2,000 characters. */
  private static final int PAGE_SIZE = 12;

  private static final int MAX_NAMES = 300;

  Answer execute(Sender sender, List<String> words) {
    String verb = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    boolean turn = words.size() > 2 && (verb.equals("enable") || verb.equals("disable"));
    AdminAction action = turn ? AdminAction.PROVIDERS_SWITCH : AdminAction.PROVIDERS_SHOW;
    if (!authority.isAllowed(sender, action, Scope.EVERYWHERE)) {
      return authority.refuse(sender);
    }
    if (turn) {
      return setEnabled(sender, words.get(1), words.get(2), verb.equals("enable"));
    }
    return words.isEmpty()
        ? overview(sender)
        : page(sender, verb, words.size() > 1 ? words.get(1) : "1");
  }

  private Answer setEnabled(Sender sender, String provider, String model, boolean on) {
    ModelControl.SwitchResult result =
        new ProviderSwitches(rules, control)
            .setModelEnabled(provider, model, on, AdminAuthority.author(sender));
    return switch (result) {
      case SWITCHED ->
          find(provider)
              .flatMap(found ->
                  found.models().stream()
                      .filter(one -> one.model().equalsIgnoreCase(model))
                      .findFirst())
              .map(status -> UserTexts.reply(line(sender, RichText.builder(), status).build()))
              .orElseGet(() -> unknown(sender, model));
      case UNKNOWN -> unknown(sender, model);
      case UNPRICED -> texts.reply(sender, "admin.models.unpriced", quoted(model));
    };
  }

  private Answer unknown(Sender sender, String word) {
    return texts.reply(
        sender,
        "admin.models.unknown",
        quoted(word),
        control.models().models().stream()
            .map(ModelControl.ProviderModels::provider)
            .collect(Collectors.joining(", ")));
  }

  private static Span quoted(String word) {
    return new Span.Untrusted(TextTruncation.singleLine(word, 60));
  }

  private Optional<ModelControl.ProviderModels> find(String provider) {
    return control.models().models().stream()
        .filter(one -> one.provider().equalsIgnoreCase(provider))
        .findFirst();
  }

  private Answer overview(Sender sender) {
    RichText.Builder text = RichText.builder().append(texts.text(sender, "admin.models.title"));
    for (ModelControl.ProviderModels provider : control.models().models()) {
      List<ModelControl.ModelStatus> alive =
          provider.models().stream().filter(one -> one.enabled() && !one.retired()).toList();
      text.newLine()
          .bold(provider.provider())
          .plain(texts.plainText(sender, "sentence.colon"))
          .append(
              texts.text(
                  sender,
                  "admin.models.counts",
                  alive.size(),
                  provider.models().size() - alive.size()));
      named(sender, text, "admin.models.lacks", names(alive, ModelControl.ModelStatus::lacking));
      named(sender, text, "admin.models.prices", names(alive, one -> one.otherPrices() != null));
      named(
          sender,
          text,
          "admin.models.unproven-list",
          names(alive, one -> one.unproven() && one.proven() == null));
      named(sender, text, "admin.models.without-row", String.join(", ", provider.withoutRow()));
    }
    return UserTexts.reply(text.build());
  }

  private static String names(
      List<ModelControl.ModelStatus> models, Predicate<ModelControl.ModelStatus> which) {
    return models.stream()
        .filter(which)
        .map(ModelControl.ModelStatus::model)
        .collect(Collectors.joining(", "));
  }

  private void named(Sender sender, RichText.Builder text, String key, String names) {
    if (!names.isEmpty()) {
      text.newLine()
          .plain("  ")
          .append(
              texts.text(
                  sender, key, new Span.Untrusted(TextTruncation.singleLine(names, MAX_NAMES))));
    }
  }

  private Answer page(Sender sender, String name, String wanted) {
    ModelControl.ProviderModels provider = find(name).orElse(null);
    if (provider == null) {
      return unknown(sender, name);
    }
    List<ModelControl.ModelStatus> all = provider.models();
    int pages = Math.max(1, (all.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    int page = Math.clamp(wanted.matches("\\d{1,3}") ? Integer.parseInt(wanted) : 1, 1, pages);
    RichText.Builder text =
        RichText.builder()
            .append(texts.text(sender, "admin.models.page", provider.provider(), page, pages));
    all.stream()
        .skip((page - 1L) * PAGE_SIZE)
        .limit(PAGE_SIZE)
        .forEach(status -> line(sender, text.newLine(), status));
    return UserTexts.reply(text.build());
  }

  private RichText.Builder line(
      Sender sender, RichText.Builder text, ModelControl.ModelStatus status) {
    text.plain(status.enabled() ? "✅ " : "⏸ ").code(status.model());
    if (status.retired()) {
      text.plain(" · ").append(texts.text(sender, "admin.models.retired"));
    }
    if (status.lacking()) {
      text.plain(" · ").append(texts.text(sender, "admin.models.lacking"));
    }
    if (status.otherPrices() != null) {
      text.plain(" · ")
          .append(
              texts.text(sender, "admin.models.price", new Span.Untrusted(status.otherPrices())));
    }
    if (status.proven() != null) {
      text.plain(" · ")
          .append(texts.text(sender, "admin.models.proven", status.proven().toString()));
    } else if (status.unproven()) {
      text.plain(" · ").append(texts.text(sender, "admin.models.unproven"));
    }
    return text;
  }
}
