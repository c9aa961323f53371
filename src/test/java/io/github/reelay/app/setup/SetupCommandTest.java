package io.github.reelay.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.config.DotEnv;
import io.github.reelay.config.Environment;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guided set-up in the terminal and on its page, against servers that know good secrets. */
class SetupCommandTest {
  private static final Pattern LINK = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)(/start/\\w+)");

  @TempDir private Path home;
  private SetupFixture setup;

  @BeforeEach
  void start() throws IOException {
    setup = new SetupFixture(home);
  }

  @AfterEach
  void stop() {
    setup.close();
  }

  private String out() {
    return setup.out.toString();
  }

  private Environment written() {
    return DotEnv.read(new Environment(Map.of(), home, home)).environment();
  }

  @Test
  void everythingIsAskedForTriedAndWritten() throws IOException {
    setup.typed.addAll(
        List.of(
            "bad",
            SetupFixture.DISCORD,
            SetupFixture.TELEGRAM,
            "9",
            "apimart",
            SetupFixture.KEY,
            "y",
            "n"));

    assertThat(setup.run("--terminal")).isZero();

    assertThat(out())
        .contains("Open https://discord.com/developers/applications, press “New Application”")
        .contains("❌ Discord does not take it (Discord does not know the token). Copy it again")
        .contains("✅ Discord knows the bot: reelay.")
        .contains(
            "Invite the bot into your server: https://discord.com/oauth2/authorize?client_id=6&scope="
                + "bot+applications.commands&permissions=")
        .contains("Open https://t.me/BotFather and send /newbot.")
        .contains("✅ Telegram knows the bot: @reelay_bot.")
        .contains("Write to the bot: https://t.me/reelay_bot")
        .contains("There is no such provider. There are: apimart, xcompute, modelverse")
        .contains("✅ APIMart takes the key.")
        .contains("Saved in " + home.resolve(".env") + ", for your user only.")
        .contains("Discord: /video prompt: a red fox in the snow model: sandbox")
        .contains("Telegram: /video a red fox in the snow --model sandbox")
        .contains("Web chat: http://127.0.0.1:8080/")
        .contains("Say /admin claim with it to the bot")
        .endsWith("Start the bot: ./reelay run\n")
        .doesNotContain(SetupFixture.DISCORD, SetupFixture.TELEGRAM, SetupFixture.KEY);
    assertThat(written().variables())
        .containsOnly(
            Map.entry("DISCORD_TOKEN", SetupFixture.DISCORD),
            Map.entry("TELEGRAM_TOKEN", SetupFixture.TELEGRAM),
            Map.entry("APIMART_API_KEY", SetupFixture.KEY),
            Map.entry("REELAY_SANDBOX", "true"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".env"))))
        .isEqualTo("rw-------");
    assertThat(setup.requests).as("free calls only").noneMatch(r -> r.contains("generations"));
    assertThat(setup.starts).isZero();
  }

  @Test
  void theSandboxAloneIsEnoughAndTheBotIsStarted() {
    setup.typed.addAll(List.of("", "", "", "", ""));
    assertThat(setup.run("--terminal")).isZero();
    assertThat(written().variables()).containsOnly(Map.entry("REELAY_SANDBOX", "true"));
    assertThat(out())
        .contains("Your first video, free of charge:")
        .doesNotContain("Discord: /video");
    assertThat(setup.starts).isOne();
  }

  @Test
  void withNothingThereIsNothingToSave() {
    setup.typed.addAll(List.of("", "", "", "n"));
    assertThat(setup.run("--terminal")).isEqualTo(2);
    assertThat(out()).contains("Nothing was saved: the bot would have nothing to do.");
    assertThat(home.resolve(".env")).doesNotExist();
  }

  @Test
  void whereNobodyAnswersItSaysSo() {
    assertThat(setup.run("--terminal")).isEqualTo(2);
    assertThat(out()).contains("Nobody answers here.");
    assertThat(setup.questions).containsExactly("Discord: paste it here (Enter leaves it out): ");
  }

  @Test
  void whatIsSetAlreadyIsKeptAndTheTerminalsLanguageIsSpoken() {
    setup.variables.put("LANG", "zh_CN.UTF-8");
    setup.variables.put("DISCORD_TOKEN", "set before");
    setup.typed.addAll(List.of("", "", "", "n", "n"));
    assertThat(setup.run("--terminal")).isZero();
    assertThat(setup.questions.getFirst()).isEqualTo("Discord：已经设置过（直接回车则保留）： ");
    assertThat(out()).contains("从第一个视频起就会产生花费");
    assertThat(written().variables()).isEmpty();
  }

  @Test
  void aServiceThatIsDownSaysNothingAboutTheToken() {
    setup.variables.put("TELEGRAM_API_URL", "http://127.0.0.1:1");
    ProbeOutcome outcome = setup.probe().check(SetupField.TELEGRAM, SetupFixture.TELEGRAM);
    assertThat(outcome.kind()).isEqualTo(ProbeOutcome.Kind.UNREACHABLE);
    assertThat(outcome.isUsable()).isTrue();
    assertThat(outcome.toString()).doesNotContain(SetupFixture.TELEGRAM);
    assertThat(setup.probe().check(SetupField.APIMART, "two words").kind())
        .isEqualTo(ProbeOutcome.Kind.MALFORMED);
    assertThat(setup.probe().check(SetupField.APIMART, "bad-key").kind())
        .isEqualTo(ProbeOutcome.Kind.REFUSED);
  }

  @Test
  void thePageDoesTheSameAndIsGoneAfterwards() throws Exception {
    CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(setup::run);
    await().atMost(Duration.ofSeconds(20)).until(() -> LINK.matcher(out()).find());
    Matcher link = LINK.matcher(out());
    assertThat(link.find()).isTrue();
    String origin = link.group(1);
    assertThat(out()).contains("It works once").contains("ssh -L");
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    assertThat(
            browser
                .send(
                    HttpRequest.newBuilder(URI.create(link.group())).build(),
                    BodyHandlers.ofString())
                .body())
        .contains("setup.js");

    assertThat(post(browser, origin, "save", "{\"secrets\":{\"telegram\":\"1:bad\"}}"))
        .isEqualTo(
            "{\"done\":false,\"field\":\"telegram\",\"lines\":[\"❌ Telegram does not take it (does"
                + " not know the token). Copy it again, as a whole.\"]}");
    assertThat(home.resolve(".env")).doesNotExist();
    assertThat(
            post(
                browser,
                origin,
                "check",
                "{\"field\":\"telegram\",\"secret\":\"" + SetupFixture.TELEGRAM + "\"}"))
        .contains("\"usable\":true", "@reelay_bot");
    int asked = setup.requests.size();
    assertThat(
            post(
                browser,
                origin,
                "save",
                "{\"secrets\":{\"telegram\":\"" + SetupFixture.TELEGRAM + "\"},\"sandbox\":true}"))
        .contains("\"done\":true", "Saved in ", "https://t.me/reelay_bot", "/video a red fox");
    assertThat(setup.requests).as("what was tried is not tried again").hasSize(asked);
    assertThat(written().variables()).containsKeys("TELEGRAM_TOKEN", "REELAY_SANDBOX");
    post(browser, origin, "end", "{\"start\":true}");

    assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(setup.starts).isOne();
    assertThat(
            browser.sendAsync(
                HttpRequest.newBuilder(URI.create(origin + "/")).build(), BodyHandlers.ofString()))
        .failsWithin(Duration.ofSeconds(10));
  }

  private static String post(HttpClient browser, String origin, String call, String body)
      throws IOException, InterruptedException {
    return browser
        .send(
            HttpRequest.newBuilder(URI.create(origin + "/api/" + call))
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
