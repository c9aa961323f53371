package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A person who looks elsewhere while the video is made. */
class NewsBrowserIT extends PageInBrowser {
  /**
   * The browser's own question cannot be answered by a driver; it is asked for and answered here.
   */
  private static final String NOTIFICATIONS =
      """
      window.told = [];
      window.asked = 0;
      window.Notification = class extends EventTarget {
        static permission = 'default';
        static requestPermission() {
          window.asked++;
          return Promise.resolve(Notification.permission = 'granted');
        }
        constructor(title, {body}) {
          super();
          window.told.push(`${title}: ${body}`);
        }
      };
      """;

  @BeforeEach
  void listen() {
    browser.until(SOON, "!document.getElementById('welcome').hidden");
    page.executeScript(NOTIFICATIONS);
  }

  @Test
  void theTitleCountsWhatCameMeanwhile() throws IOException {
    look(false);
    deliver("a red fox");
    deliver("a hen");
    assertThat(page.getTitle()).isEqualTo("(2) Reelay");
    look(true);
    assertThat(page.getTitle()).isEqualTo("Reelay");
    deliver("a boat");
    assertThat(page.getTitle()).isEqualTo("Reelay");
    assertThat(page.executeScript("return told")).isEqualTo(List.of());
  }

  @Test
  void itIsAskedForOnceAndTellsOfTheVideo() throws IOException {
    Task task = ask("a red fox");
    WebElement question = page.findElement(By.id("notify"));
    assertThat(question.isDisplayed()).isTrue();
    assertThat(page.executeScript("return asked")).isEqualTo(0L);
    press("#notify-yes");
    assertThat(page.executeScript("return asked")).isEqualTo(1L);
    assertThat(question.isDisplayed()).isFalse();
    assertThat(page.switchTo().activeElement().getDomAttribute("id")).isEqualTo("prompt");
    look(false);
    fixture.deliver(task);
    browser.until(SOON, "told.length === 1");
    assertThat(page.executeScript("return told"))
        .isEqualTo(List.of("Your video is here: a red fox"));
  }

  @Test
  void whoSaysNoIsNotAskedAgain() throws IOException {
    ask("a red fox");
    press("#notify-no");
    page.navigate().refresh();
    listenAgain();
    ask("a hen");
    assertThat(page.findElement(By.id("notify")).isDisplayed()).isFalse();
    assertThat(page.executeScript("return asked")).isEqualTo(0L);
  }

  private void listenAgain() {
    browser.until(SOON, "document.querySelector('.message.status') !== null");
    page.executeScript(NOTIFICATIONS);
  }

  private static void look(boolean here) {
    page.executeScript(
        """
        Object.defineProperty(document, 'hidden', {configurable: true, get: () => arguments[0]});
        document.dispatchEvent(new Event('visibilitychange'));
        """,
        !here);
  }
}
