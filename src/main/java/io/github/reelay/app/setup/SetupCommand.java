package io.github.reelay.app.setup;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.app.settings.SettingsSchema;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.config.Environment;
import io.github.reelay.config.SettingsLoader;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.setup.SetupServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code setup} command: a first set-up that works, written into {@code .env}. */
@Command(
    name = "setup",
    description = {
      "Asks for tokens and keys on a page of this machine, tries each without spending,",
      "and writes them into .env, which run reads."
    })
public final class SetupCommand implements Callable<Integer> {
  /** A page that nobody looks at any more must not stay open. */
  private static final Duration MAX_IDLE = Duration.ofMinutes(30);

  private static final int EXIT_NOT_SET_UP = 2;

  private final Environment environment;
  private final PrintWriter out;
  private final Prompter prompter;
  private final List<ChatFactory<?>> factories;
  private final Runnable quietLog;
  private final Callable<Integer> start;
  private final MessageBundles bundles = new MessageBundles();

  @Option(names = "--terminal", description = "asks here instead of on a page")
  private boolean terminal;

  /**
   * @param factories of all chats there are
   * @param quietLog makes the log say nothing but errors
   * @param start runs the bot with what was written
   */
  public SetupCommand(
      Environment environment,
      PrintWriter out,
      Prompter prompter,
      List<ChatFactory<?>> factories,
      Runnable quietLog,
      Callable<Integer> start) {
    this.environment = environment;
    this.out = out;
    this.prompter = prompter;
    this.factories = factories;
    this.quietLog = quietLog;
    this.start = start;
  }

  @Override
  public Integer call() throws Exception {
    quietLog.run();
    SetupTexts texts = SetupTexts.ofTerminal(bundles, environment.variables());
    SetupProbe probe = new SetupProbe(environment, factories);
    SetupAnswers answers = new SetupAnswers(environment, probe);
    return terminal ? askHere(texts, probe, answers) : askOnPage(texts, probe, answers);
  }

  private int askHere(SetupTexts texts, SetupProbe probe, SetupAnswers answers) throws Exception {
    if (!new TerminalSetup(texts, probe, out, prompter).run(answers)) {
      out.println(texts.get("setup.no-terminal"));
      return EXIT_NOT_SET_UP;
    }
    if (answers.isEmpty()) {
      out.println(texts.get("setup.nothing"));
      return EXIT_NOT_SET_UP;
    }
    Path file = answers.save();
    out.println();
    out.println(texts.get("setup.saved", file));
    texts.nextSteps(answers, webChat()).forEach(out::println);
    out.println();
    return prompter.ask(texts.get("setup.ask.start") + " ").filter(Prompter::isYes).isPresent()
        ? start.call()
        : howToStart(texts);
  }

  private int askOnPage(SetupTexts texts, SetupProbe probe, SetupAnswers answers) throws Exception {
    PageSetup page =
        new PageSetup(language -> new SetupTexts(bundles, language), probe, answers, webChat());
    try (SetupServer server =
        SetupServer.start(page, bundles, InstantSource.system(), new SecureRandom())) {
      out.println(texts.get("setup.page-at"));
      out.println();
      out.println("  " + server.link());
      out.println();
      out.println(texts.get("setup.page-elsewhere", String.valueOf(server.port())));
      while (!page.awaitEnd(1)) {
        if (server.lastRequest().plus(MAX_IDLE).isBefore(InstantSource.system().instant())) {
          break;
        }
      }
    }
    if (!page.isSaved()) {
      out.println(texts.get("setup.nothing"));
      return EXIT_NOT_SET_UP;
    }
    return page.isStartWanted() ? start.call() : howToStart(texts);
  }

  private int howToStart(SetupTexts texts) {
    out.println(texts.get("setup.start", "./reelay run"));
    return 0;
  }

  private String webChat() throws IOException {
    WebOptions web =
        Settings.read(SettingsLoader.load(SettingsSchema.of(factories), environment), factories)
            .web();
    return "http://" + web.host() + ":" + web.port() + "/";
  }
}
