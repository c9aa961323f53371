package io.github.reelay.app.setup;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The set-up as a dialogue in the terminal. */
final class TerminalSetup {
  private final SetupTexts texts;
  private final SetupProbe probe;
  private final PrintWriter out;
  private final Prompter prompter;

  TerminalSetup(SetupTexts texts, SetupProbe probe, PrintWriter out, Prompter prompter) {
    this.texts = texts;
    this.probe = probe;
    this.out = out;
    this.prompter = prompter;
  }

  /**
   * Asks for everything.
   *
   * @return false if nobody answers
   */
  boolean run(SetupAnswers answers) {
    out.println(texts.get("setup.title"));
    out.println(texts.get("setup.intro"));
    for (SetupField chat : SetupField.CHATS) {
      out.println();
      out.println(chat.title());
      out.println(texts.get("setup.steps." + chat.word()));
      if (!askSecret(chat, answers)) {
        return false;
      }
    }
    return askProvider(answers) && askSandbox(answers);
  }

  /** False if nobody answers. */
  private boolean askSecret(SetupField field, SetupAnswers answers) {
    String question =
        texts.get(probe.isSet(field) ? "setup.ask.keep" : "setup.ask.secret", field.title());
    while (true) {
      Optional<String> typed = prompter.askSecret(question + " ");
      if (typed.isEmpty()) {
        return false;
      }
      String secret = typed.get().strip();
      if (secret.isEmpty()) {
        return true;
      }
      ProbeOutcome outcome = probe.check(field, secret);
      texts.lines(field, outcome).forEach(out::println);
      if (outcome.isUsable()) {
        answers.set(field, secret, outcome.link());
        return true;
      }
    }
  }

  private boolean askProvider(SetupAnswers answers) {
    out.println();
    out.println(texts.get("setup.videos"));
    out.println(texts.get("setup.steps.provider"));
    List<SetupField> providers = SetupField.PROVIDERS;
    for (int i = 0; i < providers.size(); i++) {
      SetupField provider = providers.get(i);
      out.println(
          "  "
              + (i + 1)
              + "  "
              + provider.title()
              + "  "
              + provider.address()
              + (probe.isSet(provider) ? "  ✅" : ""));
    }
    while (true) {
      Optional<String> typed =
          prompter.ask(texts.get("setup.ask.provider", providers.size()) + " ");
      if (typed.isEmpty()) {
        return false;
      }
      String word = typed.get().strip().toLowerCase(Locale.ROOT);
      if (word.isEmpty()) {
        return true;
      }
      Optional<SetupField> chosen =
          word.matches("[1-" + providers.size() + "]")
              ? Optional.of(providers.get(Integer.parseInt(word) - 1))
              : providers.stream().filter(provider -> provider.word().equals(word)).findFirst();
      if (chosen.isPresent()) {
        return askSecret(chosen.get(), answers);
      }
      out.println(
          texts.get(
              "setup.no-provider",
              providers.stream().map(SetupField::word).collect(Collectors.joining(", "))));
    }
  }

  private boolean askSandbox(SetupAnswers answers) {
    out.println();
    Optional<String> typed = prompter.ask(texts.get("setup.ask.sandbox") + " ");
    typed.ifPresent(word -> answers.setSandbox(Prompter.isYes(word)));
    return typed.isPresent();
  }
}
