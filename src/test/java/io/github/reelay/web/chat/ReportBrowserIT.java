package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A person who reports a video: a note stands in its place, and it can be shown again. */
class ReportBrowserIT extends PageInBrowser {
  @Test
  void aNoteStandsInThePlaceOfTheVideoUntilItIsShownAgain() throws IOException {
    Task task = deliver("a red fox");
    fixture.clock.advance(Duration.ofSeconds(1));
    deliver("a hen");
    String message = "#v-" + task.id();
    page.findElement(By.cssSelector(message + " [data-press=report]")).sendKeys(Keys.ENTER);
    browser.until(SOON, "document.getElementById('question').open");
    assertThat(page.findElement(By.id("question")).getAccessibleName())
        .isEqualTo("Report this video? It is hidden, and the operator is told.");
    assertThat(page.findElement(By.id("question-yes")).getText()).isEqualTo("Report");
    browser.screenshot("report");
    page.findElement(By.id("question-yes")).sendKeys(Keys.ENTER);

    browser.until(SOON, "document.querySelector('" + message + "').innerText.includes('Hidden.')");
    assertThat(page.findElements(By.cssSelector(message + " video"))).isEmpty();
    assertThat(page.findElements(By.cssSelector(message + " button"))).isEmpty();
    assertThat(firstOfBoth(task)).isTrue();
    assertThat(fixture.conversation.calls)
        .contains("press report:" + task.id() + " on v-" + task.id());
    assertThat(videoStatus(task)).isEqualTo(404);

    fixture.deliver(task);
    browser.until(SOON, "document.querySelector('" + message + " video') !== null");
    assertThat(page.findElement(By.cssSelector(message)).getText()).doesNotContain("Hidden.");
    assertThat(videoStatus(task)).isEqualTo(200);
  }

  private int videoStatus(Task task) throws IOException {
    WebChatFixture.Browser person = person();
    String path = "/api/messages/v-" + task.id() + "/video";
    try (Response response = person.send(person.request(path).build())) {
      return response.code();
    }
  }

  /** Whether the video's message stands where it stood. */
  private boolean firstOfBoth(Task task) {
    return String.valueOf(page.executeScript("return document.querySelector('[id^=v-]').id"))
        .equals("v-" + task.id());
  }
}
