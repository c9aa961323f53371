package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.StatusView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What a person writes and chooses, in a real browser: none of it is lost, and none is ignored. */
class ComposerBrowserIT extends PageInBrowser {
  private static final String PROMPT = "document.getElementById('prompt').value === '%s'";
  private static final String PROBLEM =
      "document.getElementById('problem').textContent.includes('%s')";
  private static final String IDLE = "!document.getElementById('send').disabled";

  @BeforeEach
  void waitUntilLoaded() {
    loaded();
  }

  @Test
  void settingsAreWhatTheMenusShowAndWhatIsBought() {
    select("duration", "4");
    select("aspect", "9:16");
    say("/settings duration 12 resolution 720p");
    browser.until(SOON, "document.getElementById('duration').value === '12'");
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(page.findElement(By.id("price")).getText()).isEqualTo("about $1.20");
    assertThat(values("resolution")).containsExactly("720p");
    say("a red fox");
    browser.until(SOON, "document.querySelector('.message.status') !== null");
    assertThat(options(0))
        .isEqualTo(
            Map.of(
                RequestOption.MODEL, "sora-2",
                RequestOption.DURATION, "12",
                RequestOption.ASPECT, "9:16",
                RequestOption.RESOLUTION, "720p"));

    // What is chosen afterwards is for this video, also after a reload, until it is set anew.
    select("duration", "8");
    page.navigate().refresh();
    loaded();
    assertThat(value("duration")).isEqualTo("8");
    say("/settings duration 4 model sora-2-pro");
    browser.until(SOON, "document.getElementById('duration').value === '4'");
    assertThat(value("model")).isEqualTo("sora-2-pro");
    assertThat(page.findElement(By.id("price")).getText()).isEqualTo("about $3.50");
  }

  @Test
  void aModelsOwnOptionsAreShownQuotedAndSent() {
    assertThat(page.findElements(By.id("sound"))).isEmpty();
    select("model", "loud");
    assertThat(value("sound")).isEqualTo("off");
    browser.until(SOON, "document.getElementById('price').textContent === 'about $0.50'");
    select("sound", "on");
    browser.until(SOON, "document.getElementById('price').textContent === 'about $1.00'");
    page.findElement(By.id("seed")).sendKeys("7");
    say("a red fox");
    browser.until(SOON, "document.querySelector('.message.status') !== null");
    assertThat(options(0))
        .containsEntry(RequestOption.SOUND, "on")
        .containsEntry(RequestOption.SEED, "7")
        .doesNotContainKeys(RequestOption.NEGATIVE_PROMPT, RequestOption.STYLE);
    select("model", "sora-2");
    assertThat(page.findElements(By.id("sound"))).isEmpty();
  }

  @Test
  void whatWouldDoIsAButtonThatChangesTheMenus() {
    fixture.conversation.mends =
        List.of(
            new Conversation.Mend("Use sora-2-pro", Map.of("model", "sora-2-pro")),
            new Conversation.Mend("Make it 4 s", Map.of("duration", "4")));
    page.findElement(By.id("prompt")).sendKeys("a ");
    page.executeScript("document.getElementById('prompt').value = 'fox '.repeat(1100)");
    page.findElement(By.id("send")).click();
    browser.until(SOON, PROBLEM.formatted("too long"));
    assertThat(page.findElements(By.cssSelector("#mends button")))
        .extracting(WebElement::getText)
        .containsExactly("Use sora-2-pro", "Make it 4 s");

    press("#mends button:nth-child(2)");
    assertThat(value("duration")).isEqualTo("4");
    assertThat(page.findElement(By.id("problem")).getText()).isEmpty();
    assertThat(page.findElements(By.cssSelector("#mends button"))).isEmpty();
    page.findElement(By.id("send")).click();
    browser.until(SOON, "document.querySelector('#mends button') !== null");
    press("#mends button");
    assertThat(value("model")).isEqualTo("sora-2-pro");
    assertThat(fixture.conversation.calls).isEmpty();
  }

  @Test
  void theMenusHavePricesAndOnlyWhatCanBeMade() {
    fixture.conversation.suggestions.put(
        RequestOption.DURATION,
        List.of(
            new Conversation.Suggestion("4 s · $0.40", "4", "$0.40"),
            new Conversation.Suggestion("8 s · $0.80", "8", "$0.80")));
    select("aspect", "9:16");
    browser.until(SOON, "document.querySelector('#duration option[value=\"12\"]').disabled");
    assertThat(page.findElements(By.cssSelector("#duration option:enabled")))
        .extracting(WebElement::getText)
        .containsExactly("4 s · $0.40", "8 s");
    assertThat(page.findElement(By.cssSelector("#duration option[value='12']")).getText())
        .as("what cannot be had says why")
        .isEqualTo("12 s · not with what is chosen");

    select("duration", "4");
    browser.until(
        SOON,
        "document.querySelector('#duration').selectedOptions[0].textContent === '4 s'"
            + " && document.querySelector('#duration option[value=\"8\"]').textContent"
            + " === '8 s · $0.80'");
  }

  @Test
  void aModelsOwnOptionsAreNarrowedAndPricedAsTheOthers() throws IOException {
    fixture.conversation.suggestions.put(
        RequestOption.SOUND,
        List.of(
            new Conversation.Suggestion("off · $0.50", "off", "$0.50"),
            new Conversation.Suggestion("on · $1.00", "on", "$1.00")));
    fixture.conversation.suggestions.put(
        RequestOption.STYLE, List.of(new Conversation.Suggestion("film · $0.50", "film", "$0.50")));
    select("model", "loud");
    browser.until(SOON, "document.querySelector('#style option[value=anime]').disabled");
    assertThat(page.findElements(By.cssSelector("#sound option")))
        .extracting(WebElement::getText)
        .containsExactly("Sound: on · $1.00", "Sound: off");
    assertThat(page.findElements(By.cssSelector("#style option:enabled")))
        .as("a style that costs what all cost needs no price")
        .extracting(WebElement::getText)
        .containsExactly("Style: auto", "Style: film");
    browser.screenshot("options");
    assertThat(fixture.conversation.narrowedBy.get(RequestOption.STYLE))
        .containsEntry(RequestOption.SOUND, "off")
        .containsEntry(RequestOption.DURATION, "5");
    assertThat(fixture.conversation.narrowedBy.get(RequestOption.MODEL))
        .as("what is this model's own and was not chosen is in no other's way")
        .containsOnlyKeys(RequestOption.MODEL);
    select("sound", "on");
    browser.until(
        SOON, "document.querySelector('#sound option[value=off]').textContent.includes('$0.50')");
    assertThat(fixture.conversation.narrowedBy.get(RequestOption.MODEL))
        .containsOnlyKeys(RequestOption.MODEL, RequestOption.SOUND);
  }

  @Test
  void aDraftHasItsPriceBesideTheVideosAndIsMadeOfTheSameWords() {
    assertThat(page.findElement(By.id("draft")).isDisplayed()).isFalse();
    fixture.conversation.draftPrice = Optional.of(Money.of("0.25"));
    select("duration", "12");
    browser.until(SOON, "!document.getElementById('draft').hidden");
    assertThat(page.findElement(By.id("draft")).getText()).isEqualTo("Draft · $0.25");
    type("a red fox");
    page.findElement(By.id("draft")).click();

    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.conversation.calls).containsExactly("draft first", "generate a red fox");
    assertThat(options(0)).containsEntry(RequestOption.DURATION, "12");
  }

  @Test
  void severalPicturesGoToAModelThatTakesThem() throws IOException {
    select("model", "loud");
    drop(picture("a.png"), picture("b.png"));
    browser.until(SOON, "document.getElementById('preview-name').textContent === 'a.png, b.png'");
    drop(picture("c.png"), picture("d.png"));
    browser.until(SOON, PROBLEM.formatted("at most 3 pictures"));
    select("pictures", "references");
    say("a red fox");
    browser.until(SOON, "document.querySelector('.message.status') !== null");
    assertThat(fixture.conversation.calls).containsExactly("generate a red fox with 2 pictures");
    assertThat(options(0)).containsEntry(RequestOption.PICTURES, "references");
  }

  @Test
  void wordsThatComeBackAreChangedWhereAPersonWrites() throws IOException {
    Task task = deliver("a red fox");
    String edit = ".video button[data-press=edit]";
    browser.until(SOON, "document.querySelector('" + edit + "') !== null");
    type("a draft");
    page.findElement(By.cssSelector(edit)).click();
    browser.until(SOON, PROMPT.formatted("a fox"));
    assertThat(page.findElement(By.id("replying")).getText()).contains("Changing", "a fox");
    assertThat(page.findElement(By.id("duration")).isEnabled()).isFalse();

    say(" at night");
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.conversation.calls)
        .endsWith("press edit:" + task.id() + " on v-" + task.id() + ": a fox at night");
    assertThat(page.findElement(By.id("replying")).isDisplayed()).isFalse();
    assertThat(page.findElement(By.id("duration")).isEnabled()).isTrue();
  }

  @Test
  void aTypedCommandIsNotOverruledByTheMenus() {
    select("duration", "4");
    type("/video a fox --duration 12");
    assertThat(page.findElement(By.id("duration")).isEnabled()).isFalse();
    assertThat(page.findElement(By.id("price")).isDisplayed()).isFalse();
    page.findElement(By.id("send")).click();
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.conversation.calls).containsExactly("generate a fox --duration 12");
    assertThat(options(0)).isEmpty();
    assertThat(page.findElement(By.id("duration")).isEnabled()).isTrue();
    assertThat(value("duration")).isEqualTo("4");
  }

  @Test
  void settingsOfAnotherTabAreFollowedAndTheirLanguageToo() throws IOException {
    String first = page.getWindowHandle();
    type("a draft in the first tab");
    page.switchTo().newWindow(WindowType.TAB).get(fixture.server.localUrl());
    loaded();
    say("/settings duration 12 language zh-CN");
    browser.until(SOON, "document.querySelector('#duration').value === '12'");
    browser.until(SOON, "document.querySelector('#send').ariaLabel === '发送'");
    page.switchTo().window(first);
    browser.until(SOON, "document.querySelector('#duration').value === '12'");
    browser.until(SOON, "document.documentElement.lang === 'zh-CN'");
    assertThat(new Select(page.findElement(By.id("duration"))).getFirstSelectedOption().getText())
        .isEqualTo("12 秒");
    assertThat(value("prompt")).isEqualTo("a draft in the first tab");
    browser.screenshot("settings-zh-CN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "413",
        "429",
        "500",
        "502",
        "400",
        "200 HTML",
        "limit",
        "vdieo",
        "video",
        "settings"
      })
  void whatIsNotAcceptedKeepsTheWordsAndThePicture(String answer) throws IOException {
    String words =
        switch (answer) {
          case "limit" -> "a fox that is too dear";
          case "video" -> "/video a fox that is too dear";
          case "vdieo" -> "/vdieo a fox";
          case "settings" -> "/settings duration 7";
          default -> "a fox";
        };
    if (Character.isDigit(answer.charAt(0))) {
      int status = Integer.parseInt(answer.substring(0, 3));
      fixture.before = ctx -> ctx.status(status).html("<h1>nginx</h1>").skipRemainingHandlers();
    }
    page.findElement(By.id("picture")).sendKeys(picture("boat.png").toString());
    browser.until(SOON, "!document.getElementById('preview').hidden");
    say(words);
    browser.until(SOON, "document.getElementById('problem').textContent !== '' && " + IDLE);
    assertThat(value("prompt")).isEqualTo(words);
    assertThat(page.findElement(By.id("preview")).isDisplayed()).isTrue();
    assertThat(page.switchTo().activeElement().getDomAttribute("id")).isEqualTo("prompt");
    if (!Character.isDigit(answer.charAt(0))) {
      browser.until(
          SOON,
          PROBLEM.formatted(
              answer.equals("settings") ? "Nothing was changed" : "No video was started"));
      browser.until(SOON, "document.querySelector('.message.bot') !== null");
      assertThat(fixture.tasks.all()).isEmpty();
      browser.screenshot("refused-" + answer);
    }

    fixture.before = _ -> {};
    page.findElement(By.id("prompt")).clear();
    say("a cheaper fox");
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(page.findElement(By.id("problem")).getText()).isEmpty();
    assertThat(page.findElement(By.id("preview")).isDisplayed()).isFalse();
    assertThat(fixture.tasks.all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPostWhoseAnswerWasLostIsNotPaidTwice(boolean reloaded) {
    fixture.after = ctx -> ctx.status(502).html("<h1>Bad Gateway</h1>");
    say("a fox");
    browser.until(SOON, PROBLEM.formatted("did not work"));
    assertThat(fixture.tasks.all()).hasSize(1);
    fixture.after = _ -> {};
    if (reloaded) {
      page.navigate().refresh();
      loaded();
      browser.until(SOON, PROMPT.formatted("a fox"));
    }
    page.findElement(By.id("send")).click();
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.tasks.all()).hasSize(1);
    // The same words once more are another video.
    say("a fox");
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.tasks.all()).hasSize(2);
  }

  @Test
  void whatWasChargedAndNotFetchedLooksLikeAFailure() {
    say("a fox");
    browser.until(SOON, "document.querySelector('.message.status') !== null");
    Task task = fixture.tasks.all().getFirst().nextVersion(TaskStateExamples.UNFETCHED, null);
    fixture
        .chat
        .platform()
        .showStatus(task, TaskExamples.view(task, StatusView.Phase.UNFETCHED, null));
    browser.until(SOON, "document.querySelector('.message.status').dataset.tone === 'failed'");
  }

  @Test
  void aNetworkThatIsGoneKeepsTheWords() {
    type("a fox");
    network(true);
    page.findElement(By.id("send")).click();
    browser.until(SOON, PROBLEM.formatted("cannot be reached"));
    assertThat(value("prompt")).isEqualTo("a fox");
    network(false);
    page.findElement(By.id("send")).click();
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.tasks.all()).hasSize(1);
  }

  @Test
  void wordsTypedWhileTheAnswerIsOnItsWayStay() {
    CountDownLatch answered = new CountDownLatch(1);
    fixture.after = _ -> answered.await();
    say("a fox");
    type(" and a hen");
    answered.countDown();
    browser.until(SOON, IDLE);
    assertThat(value("prompt")).isEqualTo("a fox and a hen");
    assertThat(fixture.tasks.all()).hasSize(1);
  }

  @Test
  void whatIsDroppedIsJudgedByItsBytes() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "buy milk");
    Path svg = Files.writeString(folder.resolve("boat.svg"), "<svg xmlns='x'/>");
    Path html = Files.writeString(folder.resolve("boat.png"), "<!doctype html>");
    Path mp4 = Files.writeString(folder.resolve("clip.jpg"), "\0\0\0 ftypisom\0\0\0\0");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    Path directory = Files.createDirectory(folder.resolve("holiday.jpg"));
    for (Path wrong : List.of(text, svg, html, mp4, empty, directory)) {
      drop(wrong);
      browser.until(SOON, PROBLEM.formatted("“" + wrong.getFileName() + "” is not a picture"));
      browser.until(SOON, IDLE);
      assertThat(page.findElement(By.id("preview")).isDisplayed()).isFalse();
    }
    browser.screenshot("not-a-picture");
    Path large = Files.write(folder.resolve("large.jpg"), new byte[20_000_001]);
    drop(large);
    browser.until(SOON, PROBLEM.formatted("At most 20 MB can be taken"));
    browser.until(SOON, IDLE);
    drop(picture("a.png"), picture("b.png"));
    browser.until(SOON, PROBLEM.formatted("One picture at a time"));
    assertThat(page.findElement(By.id("preview")).isDisplayed()).isFalse();

    Path good = picture("without-extension");
    drop(good);
    browser.until(SOON, "!document.getElementById('preview').hidden");
    assertThat(page.findElement(By.id("problem")).getText()).isEmpty();
    // A wrong one after it does not take its place.
    page.findElement(By.id("picture")).sendKeys(text.toString());
    browser.until(SOON, PROBLEM.formatted("“notes.txt” is not a picture"));
    assertThat(page.findElement(By.id("preview-name")).getText()).isEqualTo("without-extension");
    assertThat(page.findElement(By.id("picture")).getDomAttribute("aria-invalid"))
        .isEqualTo("true");
    say("let it fly");
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.conversation.calls).containsExactly("generate let it fly with a picture");
  }

  @Test
  void aReloadKeepsTheDraftAndSendingEndsIt() throws IOException {
    select("model", "sora-2-pro");
    select("duration", "25");
    page.findElement(By.id("picture")).sendKeys(picture("boat.png").toString());
    browser.until(SOON, "!document.getElementById('preview').hidden");
    type("two lines");
    page.findElement(By.id("prompt")).sendKeys(Keys.chord(Keys.SHIFT, Keys.ENTER), "of words");
    browser.until(SOON, "indexedDB.databases !== undefined");
    String first = page.getWindowHandle();
    page.switchTo().newWindow(WindowType.TAB).get(fixture.server.localUrl());
    loaded();
    assertThat(value("prompt")).as("another tab has a draft of its own").isEmpty();
    type("the other tab");
    select("duration", "4");
    page.switchTo().window(first);

    page.navigate().refresh();
    loaded();
    browser.until(SOON, "!document.getElementById('preview').hidden && " + IDLE);
    assertThat(value("prompt")).isEqualTo("two lines\nof words");
    assertThat(page.findElement(By.id("preview-name")).getText()).isEqualTo("boat.png");
    browser.until(SOON, "document.getElementById('preview-picture').naturalWidth === 64");
    assertThat(value("model")).isEqualTo("sora-2-pro");
    assertThat(value("duration")).isEqualTo("25");
    browser.screenshot("draft");

    page.findElement(By.id("send")).click();
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.conversation.calls)
        .containsExactly("generate two lines\r\nof words with a picture");
    page.navigate().refresh();
    loaded();
    browser.until(SOON, IDLE);
    assertThat(value("prompt")).isEmpty();
    assertThat(page.findElement(By.id("preview")).isDisplayed()).isFalse();
  }

  @Test
  void wordsWrittenBeforeThePageIsReadyStay() {
    page.executeCdpCommand("Network.enable", Map.of());
    page.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*/texts.json")));
    page.navigate().refresh();
    // Sent now, the words would be lost: the browser itself would leave the page with them.
    assertThat(page.findElement(By.id("send")).isEnabled()).isFalse();
    page.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));
    page.executeCdpCommand(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of(
            "source",
            "document.addEventListener('readystatechange', () => {"
                + " if (document.readyState === 'interactive') {"
                + " document.getElementById('prompt').value = 'an early bird'; } });"));
    page.navigate().refresh();
    loaded();
    browser.until(SOON, IDLE);
    assertThat(value("prompt")).isEqualTo("an early bird");
  }

  @Test
  void whatIsWrittenIsCountedAgainstWhatTheModelTakes() {
    WebElement counter = page.findElement(By.id("counter"));
    assertThat(counter.getText()).isEmpty();
    type("a fox");
    assertThat(counter.getText()).isEqualTo("5 of 4000");
    // Counted as the server counts, whatever a letter needs.
    page.executeScript(
        "const p = document.getElementById('prompt'); p.value = '🦊'.repeat(2001);"
            + "p.dispatchEvent(new Event('input'))");
    assertThat(counter.getText()).isEqualTo("4002 of 4000");
    assertThat(counter.getDomAttribute("class")).contains("over");
    page.findElement(By.id("prompt")).clear();
    type("/help");
    assertThat(counter.getText()).isEmpty();
  }

  @Test
  void aPictureThatTheBrowserDidNotKeepIsAskedForAgain() throws IOException {
    page.findElement(By.id("picture")).sendKeys(picture("boat.png").toString());
    browser.until(SOON, "!document.getElementById('preview').hidden");
    type("let it fly");
    page.executeAsyncScript(
        "const done = arguments[0]; const d = indexedDB.deleteDatabase('reelay');"
            + "d.onsuccess = done; d.onerror = done;");
    page.navigate().refresh();
    loaded();
    browser.until(SOON, PROBLEM.formatted("“boat.png” could not be kept"));
    page.findElement(By.id("send")).click();
    assertThat(page.findElement(By.id("problem")).getText()).contains("could not be kept");
    page.findElement(By.id("picture-off")).click();
    browser.until(SOON, "document.getElementById('preview').hidden && " + IDLE);
    assertThat(fixture.conversation.calls).isEmpty();
    page.findElement(By.id("send")).click();
    browser.until(SOON, PROMPT.formatted(""));
    assertThat(fixture.conversation.calls).containsExactly("generate let it fly");
  }

  @Test
  void aDraftSurvivesTheEndOfASession() throws IOException {
    try (WebChatFixture guarded = new WebChatFixture(folder.resolve("media"), "open sesame")) {
      page.get(guarded.server.localUrl());
      logIn();
      type("a fox");
      page.manage().deleteAllCookies();
      // Unless the page has asked for a draft's price before, and learnt it from that.
      page.executeScript("document.getElementById('send')?.click()");
      browser.until(SOON, "document.getElementById('password') !== null");
      logIn();
      browser.until(SOON, PROMPT.formatted("a fox"));
      assertThat(guarded.conversation.calls).isEmpty();
      page.findElement(By.id("send")).click();
      browser.until(SOON, PROMPT.formatted(""));
      assertThat(guarded.conversation.calls).containsExactly("generate a fox");
    }
  }

  private void logIn() {
    page.findElement(By.id("password")).sendKeys("open sesame", Keys.ENTER);
    browser.until(SOON, "document.getElementById('prompt') !== null");
    loaded();
  }

  private void loaded() {
    browser.until(SOON, "document.querySelectorAll('#duration option').length > 0");
  }

  private void type(String words) {
    page.findElement(By.id("prompt")).sendKeys(words);
  }

  private void say(String words) {
    type(words);
    browser.until(SOON, IDLE);
    page.findElement(By.id("send")).click();
  }

  private void select(String menu, String value) {
    new Select(page.findElement(By.id(menu))).selectByValue(value);
  }

  private String value(String field) {
    return String.valueOf(page.findElement(By.id(field)).getDomProperty("value"));
  }

  private List<String> values(String menu) {
    return new Select(page.findElement(By.id(menu)))
        .getOptions().stream()
            .map(option -> String.valueOf(option.getDomProperty("value")))
            .toList();
  }

  private Map<RequestOption, String> options(int call) {
    RequestInput input = fixture.conversation.inputs.get(call);
    return input.options();
  }

  private void network(boolean offline) {
    page.executeCdpCommand("Network.enable", Map.of());
    page.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** As the window system does it, with files of the disk. */
  private void drop(Path... files) {
    List<String> paths = Arrays.stream(files).map(Path::toString).toList();
    Map<String, Object> data = Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1);
    browser.until(SOON, IDLE);
    page.executeScript(
        "window.dropped = false;"
            + "document.addEventListener('drop', () => { window.dropped = true; }, {once: true});");
    // The drop of a busy browser is lost at times: it does not know yet that the page takes files.
    new WebDriverWait(page, SOON)
        .until(_ -> {
          List.of("dragEnter", "dragOver", "dragOver", "drop").forEach(type -> drag(type, data));
          return Boolean.TRUE.equals(page.executeScript("return window.dropped"));
        });
  }

  private static void drag(String type, Map<String, Object> data) {
    page.executeCdpCommand(
        "Input.dispatchDragEvent", Map.of("type", type, "x", 300, "y", 300, "data", data));
  }

  private Path picture(String name) throws IOException {
    Path file = folder.resolve("pictures").resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }
}
