package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A person who deletes a video by the keyboard alone. */
class DeleteBrowserIT extends PageInBrowser {
  private static final String ASKED = "document.getElementById('question').open";

  /** The button takes another press only after the browser has told of the close. */
  private static final String FREE = "document.activeElement.ariaDisabled === null";

  @Test
  void itIsAskedForAndTheFocusStaysAmongTheMessages() throws IOException {
    Task task = deliver("a red fox");
    Task other = deliver("a hen");
    WebElement button = deleteButton(task);
    button.sendKeys(Keys.ENTER);
    browser.until(SOON, ASKED);
    assertThat(focused().getText()).isEqualTo("Keep it");
    assertThat(page.findElement(By.id("question")).getAccessibleName())
        .isEqualTo("Delete this video? It cannot be brought back.");
    browser.screenshot("delete");
    focused().sendKeys(Keys.ENTER);
    browser.until(SOON, "!" + ASKED + " && " + FREE);
    assertThat(focused()).isEqualTo(button);
    button.sendKeys(Keys.ENTER);
    browser.until(SOON, ASKED);
    focused().sendKeys(Keys.ESCAPE);
    browser.until(SOON, "!" + ASKED + " && " + FREE);
    assertThat(focused()).isEqualTo(button);
    assertThat(fixture.conversation.calls).noneMatch(call -> call.startsWith("press"));

    button.sendKeys(Keys.SPACE);
    browser.until(SOON, ASKED);
    focused().sendKeys(Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Delete");
    focused().sendKeys(Keys.ENTER);
    browser.until(SOON, "document.getElementById('v-" + task.id() + "') === null");
    browser.until(SOON, "document.getElementById('toast').textContent === 'Deleted.'");
    assertThat(page.findElement(By.id("announcer")).getDomProperty("textContent"))
        .endsWith("Deleted.");
    assertThat(focused().getDomAttribute("class")).startsWith("message");
    assertThat(fixture.conversation.calls)
        .filteredOn(call -> call.startsWith("press"))
        .containsExactly("press delete-now:" + task.id() + " on v-" + task.id());
    // Tab goes on from there.
    focused().sendKeys(Keys.TAB);
    assertThat(focused().getTagName()).isIn("button", "video");
    assertThat(deleteButton(other).isDisplayed()).isTrue();
  }

  @Test
  void nothingPointsAtWhatIsDeleted() throws IOException {
    Task task = deliver("a red fox");
    String video = "v-" + task.id();
    RichText remix =
        RichText.builder()
            .plain("remix of ")
            .add(
                new RichText.Span.MessageLink(
                    "#F0X1", new MessageRef(task.address().chat(), video), null))
            .build();
    fixture.chat.poster().post("k", task.requester().person(), task.address(), Message.of(remix));
    String link = "document.querySelector('a[href=\"#" + video + "\"]')";
    browser.until(SOON, link + " !== null");

    person().post("/api/messages/" + video + "/buttons/delete", "");
    browser.until(SOON, link + " === null");
    assertThat(page.findElement(By.id("a-later-k")).getText()).contains("remix of #F0X1");
  }

  @Test
  void whatIsDeletedInAnotherTabMeanwhileIsSaid() throws IOException {
    Task task = deliver("a red fox");
    deleteButton(task).sendKeys(Keys.ENTER);
    browser.until(SOON, ASKED);
    person().post("/api/messages/v-" + task.id() + "/buttons/delete", "");
    browser.until(SOON, "document.getElementById('v-" + task.id() + "') === null");
    page.findElement(By.id("question-yes")).click();
    browser.until(SOON, "document.getElementById('toast').textContent.includes('not there')");
    assertThat(focused().getTagName()).isNotEqualTo("body");
  }

  @Test
  void whatIsPressedKeepsTheFocusUntilAndAfterItIsAnswered() throws IOException {
    JsonNode sent = person().post("/api/messages", "{\"text\":\"a red fox\"}");
    String status = "s-" + sent.path("task").asText();
    browser.until(SOON, "document.getElementById('" + status + "') !== null");
    WebElement cancel = page.findElement(By.cssSelector("#" + status + " [data-press='cancel']"));
    cancel.sendKeys(Keys.ENTER);
    browser.until(SOON, "document.getElementById('toast').textContent === 'Noted.'");
    assertThat(focused()).isEqualTo(cancel);
    // Its button goes with the last word; the focus stays on the message.
    Task task = fixture.tasks.find(new TaskId(sent.path("task").asText())).orElseThrow();
    fixture.chat.platform().showStatus(task, TaskExamples.done(task));
    browser.until(SOON, "document.querySelector('#" + status + " [data-press=cancel]') === null");
    assertThat(focused().getDomAttribute("id")).isEqualTo(status);
  }

  private static WebElement deleteButton(Task task) {
    return page.findElement(By.cssSelector("#v-" + task.id() + " [data-press='delete']"));
  }

  private static WebElement focused() {
    return page.switchTo().activeElement();
  }
}
