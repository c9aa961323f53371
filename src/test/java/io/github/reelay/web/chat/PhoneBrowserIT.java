package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** The page where there is little room: on phones, with a keyboard over it, and enlarged. */
class PhoneBrowserIT extends PageInBrowser {
  private static final String LONG_WORD = "Donaudampfschifffahrt".repeat(15);
  private static final String ARABIC = "ثعلب أحمر يركض في الثلج ".repeat(8);

  /** The style of a browser that shrinks only what is seen of the page, as on an iPhone. */
  private static final String KEYBOARD_OVER_THE_PAGE =
      """
      Object.defineProperty(window.visualViewport, 'height', {get: () => arguments[0]});
      window.visualViewport.dispatchEvent(new Event('resize'));
      """;

  private static final String TOO_SMALL =
      """
      return [...document.querySelectorAll('button, select, textarea, label.chip, a.button, h1 a')]
        .filter(e => e.checkVisibility({visibilityProperty: true}))
        .filter(e => !document.querySelector('dialog[open]') || e.closest('dialog'))
        .map(e => [e, e.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.height < 43.9 || box.width < 43.9))
        .map(([e, box]) => `${e.tagName} ${e.id} ${e.textContent} ${box.width}x${box.height}`);
      """;

  @ParameterizedTest
  @CsvSource({"320, 568", "390, 844", "844, 390", "640, 360", "320, 256"})
  void nothingIsWiderThanThePageAndAllCanBePressed(int width, int height) throws IOException {
    phone(width, height);
    loaded();
    assertFits(width);
    Task task = deliver(LONG_WORD + " " + ARABIC);
    ask(ARABIC);
    page.executeScript("document.getElementById('notify').hidden = false");
    assertFits(width);
    page.findElement(By.id("prompt")).sendKeys(LONG_WORD);
    assertFits(width);
    page.executeScript("document.querySelector('#v-" + task.id() + " [data-press=remix]').click()");
    assertFits(width);
    page.executeScript("document.getElementById('reply-off').click()");
    page.executeScript("document.getElementById('options-toggle').click()");
    assertThat(page.findElement(By.id("resolution")).isDisplayed()).isTrue();
    assertFits(width);
    for (String panel : List.of("jobs", "models", "help")) {
      page.executeScript("document.querySelector('[data-panel=" + panel + "]').click()");
      browser.until(SOON, "document.getElementById('panel-body').childElementCount > 0");
      assertFits(width);
      assertThat(
              page.executeScript(
                  "const p = document.getElementById('panel'); return p.scrollWidth -"
                      + " p.clientWidth"))
          .as(panel)
          .isEqualTo(0L);
      page.executeScript("document.getElementById('panel').close()");
    }
    browser.screenshot("phone-" + width);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theComposerLeavesTwoThirdsOfWhatTheKeyboardLeaves(boolean pageShrinks) throws IOException {
    phone(390, 844);
    loaded();
    Task task = deliver("a red fox");
    press("#v-" + task.id() + " [data-press=remix]");
    page.findElement(By.id("prompt")).sendKeys("a fox in the snow ".repeat(40));
    int seen = 508;
    if (pageShrinks) {
      phone(390, seen);
    } else {
      page.executeScript(KEYBOARD_OVER_THE_PAGE, seen);
    }
    browser.until(
        SOON, "document.documentElement.style.getPropertyValue('--seen') === '" + seen + "px'");
    assertThat(edge("height")).isBetween(100.0, seen / 3.0 + 1);
    assertThat(edge("bottom")).as("its lower edge is above the keyboard").isBetween(400.0, 508.0);
  }

  @Test
  void theFoldedMenusSayWhatIsChosen() {
    phone(390, 844);
    loaded();
    assertThat(page.findElement(By.id("duration")).isDisplayed()).isFalse();
    assertThat(page.findElement(By.id("options-toggle")).getText()).startsWith("Sora 2 · 8 s");
    press("#options-toggle");
    page.findElement(By.cssSelector("#duration option[value='4']")).click();
    assertThat(page.findElement(By.id("options-toggle")).getText()).startsWith("Sora 2 · 4 s");
    // Who goes on writing has room for words again.
    page.findElement(By.id("prompt")).click();
    assertThat(page.findElement(By.id("duration")).isDisplayed()).isFalse();
  }

  private static void assertFits(int width) {
    assertThat(page.executeScript("return [innerWidth, document.documentElement.scrollWidth]"))
        .isEqualTo(List.of((long) width, (long) width));
    assertThat(page.executeScript(TOO_SMALL)).isEqualTo(List.of());
  }

  private static double edge(String name) {
    Object value =
        page.executeScript(
            "return document.getElementById('composer').getBoundingClientRect()[arguments[0]]",
            name);
    return ((Number) value).doubleValue();
  }

  private void loaded() {
    browser.until(SOON, "document.querySelectorAll('#duration option').length > 0");
  }
}
