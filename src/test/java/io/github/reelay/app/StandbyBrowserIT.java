package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.web.chat.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** A person whose real browser has the page of an instance that stands by. */
class StandbyBrowserIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String LOADED = "document.querySelectorAll('#model option').length > 0";

  @TempDir private Path folder;

  @Test
  void thePageGoesOnWhenTheOneThatWorksIsKilled() throws Exception {
    try (ProgramInstances instances = new ProgramInstances(folder);
        CountingRelay relay = new CountingRelay(SmallFilm.make(folder), 1);
        Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      ProgramInstances.Started first = instances.start(relay, Map.of());
      ReelayProcess program = first.awaitTurn();
      ProgramInstances.Started second = instances.start(relay, Map.of());
      second.awaitStandby();
      ChromeDriver page = browser.driver();
      String address = "http://127.0.0.1:" + second.port() + "/";
      page.get(address);
      browser.until(SOON, LOADED);
      page.executeScript("window.unlessLoadedAnew = true");
      say(page, "a fox");
      browser.until(SOON, "document.querySelectorAll('#log video').length === 1");
      browser.screenshot("standby-served");
      assertThat(browser.complaints()).isEmpty();

      program.kill();
      String tab = page.getWindowHandle();
      page.switchTo().newWindow(WindowType.TAB);
      browser.speak(Locale.SIMPLIFIED_CHINESE);
      page.get(address);
      assertThat(page.findElement(By.cssSelector("[role=status]")).getText())
          .isEqualTo("Reelay 正在切换到另一台机器，本页几秒后会自动恢复。");
      browser.screenshot("standby-between");
      browser.until(SOON, LOADED); // it has come back by itself

      page.switchTo().window(tab);
      browser.until(SOON, "document.getElementById('connection').hidden");
      assertThat(page.executeScript("return window.unlessLoadedAnew")).isEqualTo(true);
      say(page, "a boat");
      browser.until(SOON, "document.querySelectorAll('#log video').length === 2");
      browser.screenshot("standby-works");
      instances.database().awaitNothingOwed(SOON);
      assertThat(second.awaitTurn().stop()).isIn(0, 143);
      instances.database().look(2, 0, relay);
      instances.database().lookAtWebChat();
    }
  }

  /** As {@code docker compose --profile cluster up} runs them, the third of them not there. */
  @Test
  void behindTheProxyOfTheComposeFileAPageGoesOnWhoeverWorks() throws Exception {
    try (ProgramInstances instances = new ProgramInstances(folder);
        CountingRelay relay = new CountingRelay(SmallFilm.make(folder), 2);
        Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      Map<String, String> settings = Map.of("REELAY_HTTP_TRUSTED_PROXIES", "127.0.0.0/8");
      ProgramInstances.Started first = instances.start(relay, settings);
      ReelayProcess program = first.awaitTurn();
      ProgramInstances.Started second = instances.start(relay, settings);
      second.awaitStandby();
      List<Integer> ports = List.of(first.port(), second.port(), ProgramInstances.freePort());
      try (ComposeProxy proxy = ComposeProxy.start(folder, ports)) {
        ChromeDriver page = browser.driver();
        await().atMost(SOON).until(proxy::answers);
        page.get("http://127.0.0.1:" + proxy.port() + "/");
        browser.until(SOON, LOADED);
        page.executeScript("window.unlessLoadedAnew = true");
        say(page, "a fox");
        browser.until(SOON, "document.querySelectorAll('#log video').length === 1");
        assertThat(browser.complaints()).isEmpty();

        program.kill();
        browser.until(SOON, "!document.getElementById('connection').hidden");
        browser.until(SOON, "document.getElementById('connection').hidden");
        page.findElement(By.id("prompt")).sendKeys("a boat");
        // As a person who is told that it did not work: the words stay, and are sent once.
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofSeconds(2))
            .until(() -> {
              WebElement prompt = page.findElement(By.id("prompt"));
              if ("a boat".equals(prompt.getDomProperty("value"))) {
                prompt.sendKeys("\n");
              }
              return page.findElements(By.cssSelector("#log video")).size() == 2;
            });
        browser.screenshot("proxy");
        assertThat(page.executeScript("return window.unlessLoadedAnew")).isEqualTo(true);
        instances.database().awaitNothingOwed(SOON);
        assertThat(second.awaitTurn().stop()).isIn(0, 143);
      }
      instances.database().look(2, 0, relay);
      instances.database().lookAtWebChat();
    }
  }

  private static void say(ChromeDriver page, String prompt) {
    page.findElement(By.id("prompt")).sendKeys(prompt + "\n");
  }
}
