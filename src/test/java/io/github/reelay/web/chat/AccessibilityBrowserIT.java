package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import io.github.reelay.testing.TaskExamples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/**
 * The page for people who hear it, or use it by the keyboard: by axe in every state, and by ear.
 */
class AccessibilityBrowserIT extends PageInBrowser {
  private static final String FINDINGS =
      """
      const done = arguments[0];
      axe.run(document, {resultTypes: ['violations']}).then(
        result => done(result.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target)}`)),
        failure => done([String(failure)]));
      """;

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark", "phone"})
  void axeFindsNothingInAnyState(String how) throws IOException {
    if (how.equals("phone")) {
      phone(390, 844);
    }
    page.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", how),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    browser.until(SOON, "document.querySelectorAll('#duration option').length > 0");
    browser.until(SOON, "!document.getElementById('welcome').hidden");
    assertNothingFound("empty");
    for (String panel : List.of("jobs", "models", "usage", "help")) {
      openPanel(panel);
      assertNothingFound(panel);
      press("#panel-close");
    }

    Task task = deliver("a red fox");
    press("#v-" + task.id() + " [data-press=remix]");
    assertNothingFound("remixing");
    press("#reply-off");
    press("#v-" + task.id() + " [data-press=continue]");
    assertNothingFound("continuing");
    press("#reply-off");
    press("#v-" + task.id() + " [data-press=delete]");
    assertNothingFound("question");
    press("#question button[value=no]");

    Task running = ask("a hen");
    page.executeScript("document.getElementById('notify').hidden = false");
    page.findElement(By.id("prompt")).sendKeys("/help", Keys.ENTER);
    browser.until(SOON, "document.getElementById('log').innerText.includes('Noted.')");
    assertNothingFound("running");
    openPanel("jobs");
    browser.until(SOON, "document.querySelectorAll('.job').length === 2");
    assertNothingFound("jobs at work");
    press("#panel-close");
    fixture.chat.platform().showStatus(running, TaskExamples.done(running));
    page.findElement(By.id("prompt")).sendKeys("too dear", Keys.ENTER);
    browser.until(SOON, "document.getElementById('problem').textContent !== ''");
    assertNothingFound("refused");
    // Tabs of earlier tests miss their servers.
    assertThat(browser.complaints())
        .filteredOn(complaint -> complaint.contains(fixture.server.localUrl()))
        .isEmpty();
  }

  @Test
  void axeFindsNothingAtTheLogin() throws IOException {
    try (WebChatFixture guarded = new WebChatFixture(folder.resolve("media"), "open sesame")) {
      page.get(guarded.server.localUrl());
      assertNothingFound("login");
      page.findElement(By.id("password")).sendKeys("wrong", Keys.ENTER);
      browser.until(SOON, "document.querySelector('[role=alert]').textContent !== ''");
      assertNothingFound("wrong password");
    }
  }

  @Test
  void whoSpeaksIsSaidAndWhatIsAnsweredIsReadOut() throws IOException {
    browser.until(SOON, "!document.getElementById('welcome').hidden");
    page.findElement(By.id("prompt")).sendKeys("/help", Keys.ENTER);
    browser.until(SOON, "document.getElementById('log').innerText.includes('Noted.')");
    Task task = ask("a red fox");
    assertThat(texts(".person .bubble").getFirst()).isEqualTo("You said:\n/help");
    assertThat(texts(".bot.text .bubble").getFirst()).isEqualTo("Reelay said:\nNoted.");
    // Whatever comes at once is read one after the other; one does not take the other's place.
    fixture.chat.platform().showStatus(task, TaskExamples.done(task));
    browser.until(SOON, "document.getElementById('announcer').innerText.includes('a red fox')");
    String heard =
        String.valueOf(page.findElement(By.id("announcer")).getDomProperty("textContent"));
    assertThat(heard).contains("Noted.").contains("a red fox");
    assertThat(page.findElement(By.id("announcer")).getAriaRole()).isEqualTo("log");
  }

  private void openPanel(String panel) {
    press("[data-panel=" + panel + "]");
    browser.until(SOON, "document.getElementById('panel-body').childElementCount > 0");
  }

  private static List<String> texts(String selector) {
    return page.findElements(By.cssSelector(selector)).stream().map(e -> e.getText()).toList();
  }

  private static void assertNothingFound(String state) throws IOException {
    try (InputStream script = AccessibilityBrowserIT.class.getResourceAsStream("/axe.min.js")) {
      assertThat(script).as("axe-core").isNotNull();
      page.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(page.executeAsyncScript(FINDINGS)).as(state).isEqualTo(List.of());
  }
}
