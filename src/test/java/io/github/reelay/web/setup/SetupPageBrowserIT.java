package io.github.reelay.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.web.chat.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of the set-up in a real browser. */
class SetupPageBrowserIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path profile;
  private final RecordingSetupPage page = new RecordingSetupPage();
  private final SetupServer server =
      SetupServer.start(page, new MessageBundles(), Instant::now, new SecureRandom());
  private Chromium browser;

  @BeforeEach
  void open() {
    open("en");
  }

  private void open(String language) {
    browser = Chromium.open(language, profile.resolve(language));
    browser.driver().get(server.link());
    browser.until(SOON, "!document.getElementById('form').hidden");
  }

  @AfterEach
  void close() {
    browser.close();
    server.close();
  }

  private WebElement find(String css) {
    return browser.driver().findElement(By.cssSelector(css));
  }

  private String words(String css) {
    return find(css).getText();
  }

  @Test
  void tokensAreTriedSavedAndTheBotStarted() throws IOException {
    assertThat(browser.driver().getTitle()).isEqualTo("Set up Reelay");
    assertThat(browser.driver().getCurrentUrl()).endsWith(":" + server.port() + "/");
    assertThat(words("#chats .field:nth-child(2)")).contains("One is set already");
    WebElement token = find("#secret-discord");
    assertThat(token.getAttribute("type")).isEqualTo("password");
    assertThat(token.getAccessibleName()).isEqualTo("Discord token");

    token.sendKeys("bad", Keys.ENTER);
    browser.until(SOON, "document.getElementById('found-discord').textContent.includes('❌')");
    assertThat(token.getAttribute("aria-invalid")).isEqualTo("true");
    find("#save").click();
    browser.until(SOON, "document.activeElement.id === 'secret-discord'");

    token.clear();
    token.sendKeys("good token", Keys.ENTER);
    browser.until(SOON, "document.querySelector('#found-discord a') !== null");
    assertThat(words("#found-discord"))
        .isEqualTo(
            "✅ It knows <b>the</b> bot.\nInvite the bot: https://discord.com/oauth2?a=1&b=2");
    assertThat(find("#found-discord a").getAttribute("href"))
        .isEqualTo("https://discord.com/oauth2?a=1&b=2");

    find("#save").click();
    browser.until(SOON, "!document.getElementById('done').hidden");
    assertThat(words("#lines"))
        .isEqualTo("Saved in /home/ann/.env.\nYour first video: /video a fox");
    assertThat(find("#form").isDisplayed()).isFalse();
    assertThat(token.getDomProperty("value")).as("no token stays in the page").isEmpty();
    assertNothingFound("done");
    browser.screenshot("setup-done");
    find("#start").click();
    browser.until(SOON, "document.getElementById('over').textContent !== ''");
    assertThat(words("#over")).startsWith("The bot is starting. The terminal shows the code");
    assertThat(page.calls)
        .containsExactly(
            "check discord bad",
            "save {discord=bad} true",
            "check discord good token",
            "save {discord=good token} true",
            "end true");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatIsMissingOrOverIsSaid() {
    browser.driver().executeCdpCommand("Network.enable", Map.of());
    browser
        .driver()
        .executeCdpCommand(
            "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", "zh-CN")));
    browser.driver().navigate().refresh();
    browser.until(SOON, "document.title === '设置 Reelay'");
    assertThat(browser.driver().getTitle()).isEqualTo("设置 Reelay");
    find("#sandbox").click();
    find("#save").click();
    browser.until(SOON, "document.getElementById('problem').textContent !== ''");
    assertThat(words("#problem")).isEqualTo("Nothing was saved.");
    server.close();
    find("#save").click();
    browser.until(SOON, "document.getElementById('over').textContent !== ''");
    assertThat(words("#over")).startsWith("设置已不在运行。");
  }

  @ParameterizedTest
  @CsvSource({"light, 1100", "dark, 1100", "dark, 390"})
  void axeFindsNothing(String scheme, int width) throws IOException {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 1500, "deviceScaleFactor", 1, "mobile", width < 500));
    find("#secret-discord").sendKeys("good", Keys.ENTER);
    browser.until(SOON, "document.querySelector('#found-discord a') !== null");
    find("#secret-telegram").sendKeys("bad", Keys.ENTER);
    browser.until(SOON, "document.getElementById('found-telegram').textContent.includes('❌')");
    assertNothingFound(scheme);
    assertThat(
            browser
                .driver()
                .executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
    browser.screenshot("setup-" + scheme + "-" + width);
  }

  private void assertNothingFound(String state) throws IOException {
    try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
      browser.driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object findings =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[0];
                axe.run(document, {resultTypes: ['violations']}).then(
                  r => done(r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target)}`)),
                  failure => done([String(failure)]));
                """);
    assertThat(findings).as(state).isEqualTo(List.of());
  }
}
