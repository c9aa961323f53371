package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A video that is hidden until a person wants to see it. */
class SpoilerBrowserIT extends PageInBrowser {
  @Override
  WebChatFixture newFixture() throws IOException {
    return new WebChatFixture(folder, null, true);
  }

  @Test
  void itIsBlurredAndOutOfReachUntilItIsAskedFor() throws IOException {
    Task task = deliver("a red fox");
    WebElement message = page.findElement(By.id("v-" + task.id()));
    WebElement video = message.findElement(By.tagName("video"));
    WebElement show = message.findElement(By.cssSelector(".spoiler button"));
    assertThat(video.getCssValue("filter")).isEqualTo("blur(40px)");
    assertThat(video.getDomProperty("inert")).isEqualTo("true");
    assertThat(show.getAccessibleName()).isEqualTo("Show the video");
    assertThat(message.getText()).contains("a red fox", "AI-generated");
    browser.screenshot("spoiler");

    show.sendKeys(Keys.ENTER);
    assertThat(video.getCssValue("filter")).isEqualTo("none");
    assertThat(video.getDomProperty("inert")).isEqualTo("false");
    assertThat(page.switchTo().activeElement()).isEqualTo(video);
    assertThat(message.findElements(By.cssSelector(".spoiler"))).isEmpty();
  }
}
