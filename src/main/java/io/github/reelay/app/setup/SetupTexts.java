package io.github.reelay.app.setup;

import io.github.reelay.conversation.text.MessageBundles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The sentences of the set-up, in one language. */
record SetupTexts(MessageBundles bundles, Locale language) {
  /** In the language of the terminal. */
  static SetupTexts ofTerminal(MessageBundles bundles, Map<String, String> variables) {
    String locale =
        Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(variables::get)
            .filter(Objects::nonNull)
            .filter(value -> !value.isBlank())
            .findFirst()
            .orElse("en");
    return new SetupTexts(
        bundles,
        bundles.supportedLanguage(
            Locale.forLanguageTag(locale.replaceFirst("[.@].*", "").replace('_', '-'))));
  }

  String get(String key, Object... args) {
    return bundles.get(language, key, args);
  }

  /** What was found about a secret, the most important first. */
  List<String> lines(SetupField field, ProbeOutcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(
        switch (outcome.kind()) {
          case WORKS ->
              field.isProvider()
                  ? outcome.detail().isEmpty()
                      ? get("setup.found.key", field.title())
                      : get("setup.found.balance", field.title(), outcome.detail())
                  : get("setup.found.bot", field.title(), outcome.detail());
          case EMPTY_ACCOUNT -> get("setup.found.empty", field.title(), outcome.detail());
          case UNREACHABLE -> get("setup.found.unreachable", field.title(), outcome.detail());
          case REFUSED -> get("setup.found.refused", field.title(), outcome.detail());
          case MALFORMED -> get("setup.found.malformed");
        });
    if (!outcome.link().isEmpty()) {
      lines.add(get("setup.link." + field.word(), outcome.link()));
    }
    outcome.notes().forEach(note -> lines.add("⚠️ " + note));
    return lines;
  }

  /** The ways to the bot and to the first video, free of charge where the sandbox is on. */
  List<String> nextSteps(SetupAnswers answers, String webChat) {
    List<String> lines = new ArrayList<>();
    for (SetupField chat : SetupField.CHATS) {
      if (!answers.link(chat).isEmpty()) {
        lines.add(get("setup.link." + chat.word(), answers.link(chat)));
      }
    }
    lines.add(get("setup.operator"));
    if (!answers.hasSandbox()) {
      lines.add(get("setup.first.paid"));
      return lines;
    }
    lines.add(get("setup.first.title"));
    boolean named = !answers.isSandboxDefault();
    if (answers.has(SetupField.DISCORD)) {
      lines.add(
          "  Discord: /video prompt: " + get("example.prompt") + (named ? " model: sandbox" : ""));
    }
    if (answers.has(SetupField.TELEGRAM)) {
      lines.add("  Telegram: /video " + get("example.prompt") + (named ? " --model sandbox" : ""));
    }
    lines.add("  " + get("setup.first.web", webChat));
    return lines;
  }
}
