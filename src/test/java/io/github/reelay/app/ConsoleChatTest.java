package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.chat.ChatFactory;
import io.github.reelay.config.Environment;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.database.StoredOperators;
import io.github.reelay.testing.ConsoleChat;
import io.github.reelay.testing.ConsoleScreen;
import io.github.reelay.testing.ConsoleScreen.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program with a fourth chat: one more factory in the list is all it takes. Only the
 * provider is the sandbox.
 */
class ConsoleChatTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path home;

  private final ConsoleScreen screen = new ConsoleScreen();
  private Program program;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    start(Map.of());
  }

  private void start(Map<String, String> more) throws IOException, InterruptedException {
    List<ChatFactory<?>> factories = new ArrayList<>(Chats.FACTORIES);
    factories.add(new ConsoleChat.Factory(screen));
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "REELAY_DATA_DIR", home.resolve("data").toString(),
                "REELAY_HTTP_PORT", "0",
                "REELAY_SANDBOX", "true",
                "REELAY_SANDBOX_PRETENDS", "2s",
                "REELAY_POLL_FIRST", "200ms",
                "REELAY_POLL_MIN", "100ms",
                "REELAY_POLL_MAX", "500ms",
                "REELAY_ACCESS_OPERATORS", "console:ann"));
    variables.putAll(more);
    StartupConfig.Valid config =
        (StartupConfig.Valid) StartupConfig.load(new Environment(variables, home, home), factories);
    program = Program.start(config.settings(), config.catalogue());
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void aVideoIsMadeThenRemixedByAReply() {
    int asked = screen.type("bob", "/video a red fox in the snow --duration 4");
    Line video = await(line -> line.id() > asked && line.isVideo());
    assertThat(video.text()).contains("a red fox in the snow");
    await(_ -> screen.lines(line -> line.toString().contains("cancel = ")).isEmpty());

    screen.type("bob", "> " + video.id() + " the same at night");
    Line remix = await(line -> line.id() > video.id() && line.isVideo());

    assertThat(remix.text()).contains("the same at night");
    assertThat(screen.lines(Line::isVideo)).hasSize(2);
  }

  @Test
  void aCardIsConfirmedAndItsTaskCancelledByButtons() {
    screen.type("bob", "a whale over a city");
    Line card = await(line -> line.toString().contains("generate = "));
    screen.type("bob", "#" + card.id() + " generate");
    Line status = await(line -> line.id() > card.id() && line.toString().contains("cancel = "));

    screen.type("bob", "#" + status.id() + " cancel");
    await(line -> line.id() == status.id() && line.text().contains("🚫 Cancelled"));
    int asked = screen.type("bob", "/jobs");

    assertThat(await(line -> line.id() > asked && line.text().contains("a whale")).text())
        .startsWith("Your videos")
        .contains("cancelled");
    assertThat(screen.lines(Line::isVideo)).isEmpty();
  }

  @Test
  void whatWasMadeButCannotBeFetchedIsChargedAndSaysSo() throws IOException, InterruptedException {
    program.close();
    start(Map.of("REELAY_MEDIA_LARGEST_VIDEO", "10kB"));
    int asked = screen.type("bob", "/video a red fox in the snow --duration 4");
    Line end = await(line -> line.id() > asked && line.toString().contains("fetch = "));
    assertThat(end.text())
        .contains("It cost $0.40 of pretend money.")
        .doesNotContain("Nothing was charged");

    int usage = screen.type("bob", "/usage");
    assertThat(await(line -> line.id() > usage && line.text().startsWith("Today")).text())
        .contains("one video asked for, $0.40 of pretend money.");
    int spend = screen.type("ann", "/admin spend today");
    assertThat(await(line -> line.id() > spend && line.text().startsWith("Spent")).text())
        .contains("$0.40")
        .doesNotContain("still reserved");

    screen.type("bob", "#" + end.id() + " fetch");
    await(line -> line.text().contains("asking the provider"));
    await(line -> line.id() == end.id() && line.toString().contains("fetch = "));
    int again = screen.type("bob", "/usage");
    assertThat(await(line -> line.id() > again && line.text().startsWith("Today")).text())
        .contains("one video asked for, $0.40 of pretend money.");
  }

  @Test
  void whatIsMadeWithoutALinkIsChargedAlready() {
    int asked = screen.type("bob", "/video a fox [[nourl]] --duration 4");
    await(line -> line.id() > asked && line.text().contains("Finished; bringing the video here"));

    int spend = screen.type("ann", "/admin spend today");
    assertThat(await(line -> line.id() > spend && line.text().startsWith("Spent")).text())
        .contains("$0.40")
        .doesNotContain("still reserved");
  }

  @Test
  void aRowThatCannotBeReadKeepsNobodyElseWaiting() throws IOException, InterruptedException {
    int asked = screen.type("bob", "/video a fox [[nourl]] --duration 4");
    await(line -> line.id() > asked && line.text().contains("Finished; bringing the video here"));
    program.close();
    try (Database database = Database.open(new DatabaseOptions.Embedded(home.resolve("data")))) {
      int edited =
          database
              .jdbi()
              .withHandle(
                  h -> h.execute("UPDATE task SET body = replace(body, 'GENERATE', 'EXTEND')"));
      assertThat(edited).isOne();
    }

    start(Map.of("REELAY_LIMITS_RUNNING_PERSON", "1"));

    int jobs = screen.type("bob", "/jobs");
    await(line -> line.id() > jobs && line.author().equals("bot"));
    int tasks = screen.type("ann", "/admin tasks");
    await(line -> line.id() > tasks && line.author().equals("bot"));
    int second = screen.type("bob", "/video a red fox in the snow --duration 4");
    await(line -> line.id() > second && line.isVideo());
    int forget = screen.type("bob", "/forget");
    await(line -> line.id() > forget && line.author().equals("bot"));
    int spend = screen.type("ann", "/admin spend today");
    assertThat(await(line -> line.id() > spend && line.text().startsWith("Spent")).text())
        .contains("$0.80");
  }

  @Test
  void onlyTheOperatorRules() {
    screen.type("bob", "/admin pause everywhere");
    await(line -> line.text().contains("for this bot's operators"));
    screen.type("ann", "/admin pause everywhere");
    await(line -> line.text().contains("New videos are paused"));

    int asked = screen.type("bob", "/video a fox");
    Line refusal = await(line -> line.id() > asked && line.author().equals("bot"));

    assertThat(refusal.text()).contains("paused");
    assertThat(screen.lines(line -> line.text().contains("🎬"))).isEmpty();
  }

  @Test
  void whoeverIsNotLetInAsksTheOperatorByAButton() throws IOException, InterruptedException {
    program.close();
    start(Map.of("REELAY_ACCESS_UNKNOWN", "closed"));
    screen.type("bob", "/video a red fox --duration 4");
    Line refusal = await(line -> line.toString().contains("ask-access = Ask for access"));

    screen.type("bob", "#" + refusal.id() + " ask-access");
    Line question = await(line -> line.toString().contains("let-in = Allow"));
    assertThat(question.text())
        .isEqualTo("to console:ann: 🔔 bob asks for videos in a private chat (Console).");
    screen.type("bob", "#" + question.id() + " let-in");
    await(line -> line.text().contains("for this bot's operators"));
    screen.type("ann", "#" + question.id() + " let-in");

    await(line -> line.text().startsWith("to console:bob: ✅ You can ask for videos here now."));
    screen.type("bob", "/video a red fox --duration 4");
    await(Line::isVideo);
  }

  @Test
  void theFirstOperatorIsWhoeverSaysTheCodeOfTheStart() throws IOException, InterruptedException {
    assertThat(program.operatorNotice()).isEmpty();
    program.close();
    start(Map.of("REELAY_ACCESS_OPERATORS", ""));
    String notice = program.operatorNotice().orElseThrow();
    assertThat(notice)
        .matches(
            "No operator yet: say /admin claim [A-Z2-9]{4}-[A-Z2-9]{4} to the bot within 10"
                + " minutes, in any of its chats, and you are one\\. Until then nobody may use /admin"
                + " everywhere, and everybody who finds the bot may spend, up to the limits\\.");

    screen.type("eve", notice.replaceFirst(".*(/admin claim \\S+).*", "$1"));
    await(line -> line.text().contains("You are this bot's operator now."));
    program.close();
    assertThat(StoredOperators.exist(new DatabaseOptions.Embedded(home.resolve("data")))).isTrue();

    start(Map.of("REELAY_ACCESS_OPERATORS", ""));
    assertThat(program.operatorNotice()).isEmpty();
    assertThat(StoredOperators.exist(new DatabaseOptions.Embedded(home.resolve("data")))).isTrue();
    screen.type("eve", "/admin pause everywhere");
    await(line -> line.text().contains("New videos are paused"));
  }

  private Line await(Predicate<Line> wanted) {
    Awaitility.await("a line in:\n" + screen)
        .atMost(TIMEOUT)
        .until(() -> !screen.lines(wanted).isEmpty());
    return screen.lines(wanted).getFirst();
  }
}
