package io.github.reelay.app.setup;

import io.github.reelay.web.setup.SetupPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The set-up on a page. Thread-safe; one call at a time. */
final class PageSetup implements SetupPage {
  private final Function<Locale, SetupTexts> texts;
  private final SetupProbe probe;
  private final SetupAnswers answers;
  private final String webChat;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Secrets that were tried and may be kept, with their links, so that saving tries none twice. */
  private final Map<SetupField, Map<String, String>> usable = new HashMap<>();

  private volatile boolean saved;
  private volatile boolean start;

  PageSetup(
      Function<Locale, SetupTexts> texts, SetupProbe probe, SetupAnswers answers, String webChat) {
    this.texts = texts;
    this.probe = probe;
    this.answers = answers;
    this.webChat = webChat;
  }

  /** Waits for the end; false if it did not come in that time. */
  boolean awaitEnd(long seconds) throws InterruptedException {
    return ended.await(seconds, TimeUnit.SECONDS);
  }

  boolean isSaved() {
    return saved;
  }

  /** Whether the bot is to be started now. */
  boolean isStartWanted() {
    return start;
  }

  @Override
  public List<Field> fields(Locale language) {
    SetupTexts words = texts.apply(language);
    return Arrays.stream(SetupField.values())
        .map(field ->
            new Field(
                field.word(),
                field.title(),
                field.isProvider() ? field.address() : words.get("setup.steps." + field.word()),
                field.isProvider(),
                probe.isSet(field)))
        .toList();
  }

  @Override
  public synchronized Found check(Locale language, String id, String secret) {
    Optional<SetupField> field = SetupField.ofWord(id);
    SetupTexts words = texts.apply(language);
    if (field.isEmpty() || secret.isEmpty()) {
      return new Found(false, List.of(words.get("setup.found.malformed")));
    }
    ProbeOutcome outcome = probe.check(field.get(), secret);
    if (outcome.isUsable()) {
      usable.computeIfAbsent(field.get(), _ -> new HashMap<>()).put(secret, outcome.link());
    }
    return new Found(outcome.isUsable(), words.lines(field.get(), outcome));
  }

  @Override
  public synchronized Saved save(Locale language, Map<String, String> secrets, boolean sandbox) {
    SetupTexts words = texts.apply(language);
    for (Map.Entry<String, String> entry : secrets.entrySet()) {
      Optional<SetupField> field = SetupField.ofWord(entry.getKey());
      String secret = entry.getValue();
      if (field.isEmpty() || !usable.getOrDefault(field.get(), Map.of()).containsKey(secret)) {
        Found found = check(language, entry.getKey(), secret);
        if (!found.usable()) {
          return new Saved(false, entry.getKey(), found.lines());
        }
      }
      field.ifPresent(one ->
          answers.set(one, secret, usable.getOrDefault(one, Map.of()).getOrDefault(secret, "")));
    }
    answers.setSandbox(sandbox);
    if (answers.isEmpty()) {
      return new Saved(false, "", List.of(words.get("setup.nothing")));
    }
    try {
      Path file = answers.save();
      saved = true;
      List<String> lines = new ArrayList<>(List.of(words.get("setup.saved", file)));
      lines.addAll(words.nextSteps(answers, webChat));
      return new Saved(true, "", lines);
    } catch (IOException e) {
      return new Saved(
          false, "", List.of(words.get("setup.not-saved", String.valueOf(e.getMessage()))));
    }
  }

  @Override
  public void end(boolean startTheBot) {
    start = startTheBot && saved;
    ended.countDown();
  }
}
