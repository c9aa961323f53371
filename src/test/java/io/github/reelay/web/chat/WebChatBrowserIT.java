package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;

/** A person with a real browser, and the packaged program as {@code demo} starts it. */
class WebChatBrowserIT {
  /** The sandbox encodes in about real time; a busy machine needs several times that. */
  private static final Duration VIDEO = Duration.ofMinutes(3);

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "en-US, Prompt, Send, Model, Duration, Aspect, Resolution, Picture, Remix",
    "zh-CN, 提示词, 发送, 模型, 时长, 画面比例, 分辨率, 图片, 改编",
  })
  void aPersonAsksWatchesPlaysAndRemixes(
      String language,
      String prompt,
      String send,
      String model,
      String duration,
      String aspect,
      String resolution,
      String picture,
      String remix)
      throws IOException, InterruptedException {
    try (DemoProgram program = DemoProgram.start(folder.resolve("data"));
        Chromium browser = Chromium.open(language, folder.resolve("profile"))) {
      ChromeDriver page = browser.driver();
      page.get(program.address());
      browser.until(SOON, "document.querySelectorAll('#model option').length > 0");
      for (Map.Entry<String, String> named :
          Map.of(
                  "prompt", prompt,
                  "send", send,
                  "model", model,
                  "duration", duration,
                  "aspect", aspect,
                  "resolution", resolution,
                  "picture", picture)
              .entrySet()) {
        assertThat(page.findElement(By.id(named.getKey())).getAccessibleName())
            .isEqualTo(named.getValue());
      }
      new Select(page.findElement(By.id("duration"))).selectByIndex(0);
      assertThat(page.findElement(By.id("price")).getText()).contains("$");

      say(page, "a red fox in the snow");
      browser.until(SOON, "document.querySelector('.status [role=progressbar]') !== null");
      browser.screenshot("running-" + language);
      browser.until(VIDEO, "document.querySelectorAll('video').length === 1");
      plays(browser, 0);

      WebElement button = page.findElement(By.cssSelector(".video button[data-press=remix]"));
      assertThat(button.getAccessibleName()).isEqualTo(remix);
      assertThat(page.findElements(By.cssSelector(".video button"))).hasSize(6);
      // The player's own button fills the screen; beside it the file can be had.
      assertThat(page.executeScript("return document.querySelector('video').controls"))
          .isEqualTo(true);
      assertThat(page.executeScript("return document.fullscreenEnabled")).isEqualTo(true);
      WebElement download = page.findElement(By.cssSelector(".video a[download]"));
      assertThat(download.getDomProperty("download")).isEqualTo("a-red-fox-in-the-snow.mp4");
      assertThat(
              page.executeAsyncScript(
                  "fetch(arguments[0]).then(a => arguments[1](`${a.status}"
                      + " ${a.headers.get('Content-Type')}`))",
                  download.getDomProperty("href")))
          .isEqualTo("200 video/mp4");
      button.click();
      assertThat(page.findElement(By.id("replying")).isDisplayed()).isTrue();
      say(page, "the same at night");
      browser.until(VIDEO, "document.querySelectorAll('video').length === 2");
      plays(browser, 1);
      browser.screenshot("remixed-" + language);
      if (Boolean.getBoolean("reelay.docs.write") && language.startsWith("en")) {
        Files.write(Path.of("docs/images/web-chat.png"), page.getScreenshotAs(OutputType.BYTES));
      }

      page.findElements(By.cssSelector(".video button[data-press=continue]")).getLast().click();
      assertThat(page.findElement(By.id("replying")).isDisplayed()).isTrue();
      say(page, "then the sun rises");
      browser.until(VIDEO, "document.querySelectorAll('video').length === 3");
      plays(browser, 2);
      assertThat(
              page.executeScript(
                  "const [clip, film] = [...document.querySelectorAll('video')].slice(1);"
                      + " return Math.abs(film.duration - 2 * clip.duration) < 0.2"))
          .as("the film lasts as long as its two clips")
          .isEqualTo(true);
      page.findElement(By.cssSelector("[data-panel=jobs]")).click();
      browser.until(SOON, "document.querySelectorAll('.film li').length === 2");
      browser.screenshot("film-" + language);
      page.findElement(By.id("panel-close")).click();

      page.navigate().refresh();
      browser.until(SOON, "document.querySelectorAll('video').length === 3");
      assertThat(page.findElements(By.cssSelector(".message.person"))).hasSize(3);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void thePageSaysWhenTheLineIsCutAndGoesOnAfterwards() throws IOException, InterruptedException {
    try (Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      ChromeDriver page = browser.driver();
      int port;
      try (DemoProgram program = DemoProgram.start(folder.resolve("data"))) {
        port = program.port();
        page.get(program.address());
        browser.until(SOON, "document.querySelectorAll('#model option').length > 0");
        say(page, "a paper boat");
        browser.until(SOON, "document.querySelector('.message.status') !== null");
      }
      browser.until(SOON, "!document.getElementById('connection').hidden");
      assertThat(page.findElement(By.id("connection")).getText()).isEqualTo("Reconnecting…");
      try (DemoProgram again = DemoProgram.start(folder.resolve("data"), port)) {
        assertThat(again.port()).isEqualTo(port);
        browser.until(SOON, "document.getElementById('connection').hidden");
        browser.until(VIDEO, "document.querySelectorAll('video').length === 1");
      }
    }
  }

  @Test
  void aRememberedModelThatCannotBeHadIsNotReplacedByAnother()
      throws IOException, InterruptedException {
    try (DemoProgram program = DemoProgram.start(folder.resolve("data"));
        Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      ChromeDriver page = browser.driver();
      page.get(program.address());
      browser.until(SOON, "document.querySelectorAll('#model option').length > 0");
      page.executeScript(
          "sessionStorage.setItem('reelay.menus', '{\"chosen\":{\"model\":\"cheap-but-gone\"}}')");
      page.navigate().refresh();
      browser.until(SOON, "document.querySelectorAll('#model option').length > 0");

      assertThat(new Select(page.findElement(By.id("model"))).getFirstSelectedOption().getText())
          .isEqualTo("cheap-but-gone");
      say(page, "a paper boat");
      browser.until(SOON, "document.body.innerText.includes('“cheap-but-gone”')");
      assertThat(page.findElements(By.cssSelector(".message.status"))).isEmpty();
    }
  }

  @Test
  void whatIsSetIsMadeAndWhatIsNoPictureIsNotPaidFor() throws IOException, InterruptedException {
    try (DemoProgram program = DemoProgram.start(folder.resolve("data"));
        Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      ChromeDriver page = browser.driver();
      page.get(program.address());
      browser.until(SOON, "document.querySelectorAll('#duration option').length > 0");
      Select duration = new Select(page.findElement(By.id("duration")));
      String chosen = duration.getFirstSelectedOption().getDomProperty("value");
      String other =
          duration.getOptions().stream()
              .map(option -> String.valueOf(option.getDomProperty("value")))
              .filter(seconds -> !seconds.equals(chosen))
              .findFirst()
              .orElseThrow();
      say(page, "/settings duration " + other);
      browser.until(SOON, "document.getElementById('duration').value === '" + other + "'");

      // The page takes no such file; a script might send it.
      for (String bytes : List.of("", "buy milk", "<svg xmlns='http://www.w3.org/2000/svg'/>")) {
        Object answer =
            page.executeAsyncScript(
                """
                const [bytes, done] = arguments;
                const form = new FormData();
                form.append('text', 'let it fly');
                form.append('image', new File([bytes], 'boat.png', {type: 'image/png'}));
                fetch('/api/messages', {method: 'POST', body: form})
                  .then(a => a.json().then(b => done(`${a.status} ${b.error?.field}`)));
                """,
                bytes);
        assertThat(answer).isEqualTo("400 image");
      }

      say(page, "a red fox in the snow");
      browser.until(SOON, "document.querySelector('.message.status') !== null");
      // Not its text as seen: while it fades in, that is empty.
      assertThat(page.findElement(By.cssSelector(".message.status")).getDomProperty("textContent"))
          .contains("a red fox")
          .contains(other + " s");
      assertThat(page.findElements(By.cssSelector(".message.status"))).hasSize(1);
    }
  }

  private static void say(ChromeDriver page, String words) {
    page.findElement(By.id("prompt")).sendKeys(words);
    page.findElement(By.id("send")).click();
  }

  /** The browser has frames to show, and its clock moves on. */
  private static void plays(Chromium browser, int index) {
    String video = "document.querySelectorAll('video')[" + index + "]";
    browser.driver().executeScript(video + ".muted = true; " + video + ".play();");
    browser.until(SOON, video + ".readyState >= 2 && " + video + ".currentTime > 0.2");
  }
}
