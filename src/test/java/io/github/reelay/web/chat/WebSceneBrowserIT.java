package io.github.reelay.web.chat;

import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.testing.ChatPortsBuilder;
import io.github.reelay.testing.ChatScene;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.FixedCatalogue;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The section of the web chat of {@code docs/chats.md}: the page in a real browser, by the words
 * and names that everybody is told, also who does not see it.
 */
class WebSceneBrowserIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void thePageIsWhatAnnSees() throws IOException {
    try (Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      for (Locale language : MessageBundles.ownLanguages()) {
        browser.speak(language);
        try (Scene scene = new Scene(folder, browser, language, new InMemoryTaskStore())) {
          scene.matchesThePage();
        }
      }
    }
  }

  private static final class Scene extends ChatScene implements AutoCloseable {
    /** What is to be read on the page now: each part's id, how it is told, and its words. */
    private static final String READ =
        """
        const names = part => [...part.querySelectorAll('button, a.button')]
          .map(b => `[${b.textContent.trim()}]`).join(' ');
        const parts = [];
        for (const item of document.querySelectorAll('#log > li')) {
          const words = [];
          const video = item.querySelector('video');
          const picture = item.querySelector('img');
          const bar = item.querySelector('.bar:not([hidden])');
          if (video) words.push(`(${video.getAttribute('aria-label')})`);
          if (picture) words.push(`(${picture.alt})`);
          words.push(item.querySelector('.text').innerText.trim());
          if (bar?.hasAttribute('aria-valuenow')) {
            words.push(`(${bar.getAttribute('aria-label')}: ${bar.getAttribute('aria-valuenow')})`);
          }
          words.push(names(item.querySelector('.buttons')));
          const from = item.querySelector('.unseen').textContent.trim();
          parts.push([item.id, from.replace(/[:：]$/, ''), words.filter(Boolean).join('\\n')]);
        }
        const banner = document.getElementById('replying');
        if (!banner.hidden) {
          parts.push(['banner', 'above the prompt', banner.querySelector('p').innerText.trim()]);
        }
        const question = document.getElementById('question');
        if (question.open) {
          parts.push(['question', 'a question over the page',
            question.querySelector('p').innerText.trim() + '\\n' + names(question)]);
        }
        const toast = document.getElementById('toast');
        if (!toast.hidden && toast.textContent) {
          parts.push(['toast', 'a note that passes', toast.textContent]);
        }
        return parts;
        """;

    private final Chromium browser;
    private final WebChat chat;
    private final WebServer server;
    private final Path picture;
    private final Map<String, String> shown = new LinkedHashMap<>();

    Scene(Path folder, Chromium browser, Locale language, InMemoryTaskStore tasks)
        throws IOException {
      super("Web chat", language, tasks);
      this.browser = browser;
      picture = folder.resolve("fox.png");
      ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
      ChatPortsBuilder ports = new ChatPortsBuilder();
      ports.tasks = tasks;
      ports.catalogue = new FixedCatalogue();
      chat =
          new WebChat(
              new WebChatOptions(true, 20_000_000, false),
              ports.build(new FakeMedia(folder), fixture.clock));
      server =
          WebServer.start(
              new WebOptions("127.0.0.1", 0, null, null, List.of()),
              chat.routes(conversation()),
              List.of(),
              new MessageBundles(),
              fixture.clock,
              new HmacSigner(new byte[32]),
              new SecureRandom());
      browser.driver().get(server.localUrl());
      browser.until(SOON, "document.querySelectorAll('#model option').length > 0");
    }

    @Override
    protected ChatPlatform platform() {
      return chat.platform();
    }

    @Override
    protected boolean isInOrder() {
      return false;
    }

    @Override
    protected void play() throws IOException {
      title("Before the first video");
      step("writes: /jobs", () -> write("/jobs"), start("jobs.none"));

      title("A video, the next clip, and deleted");
      step("writes: " + fox, () -> write(fox), said());
      delivered(atWork(queued()), "gone");
      press(label(ButtonAction.CONTINUE), "above the prompt");
      step("writes: " + door, () -> write(door), "gone", said());
      delivered(joined(atWork(queued())), "gone");
      press(label(ButtonAction.DELETE), "a question");
      step(
          "presses [" + label(ButtonAction.DELETE_NOW) + "] there",
          () -> browser.driver().findElement(By.id("question-yes")).click(),
          "a note",
          "gone: (" + start("page.video-of"));

      title("What does not go, and what would");
      String tooLong = "/video " + fox + " --model tiny --duration " + TOO_LONG;
      step("writes: " + tooLong, () -> write(tooLong), makeIt(8));
      press(makeIt(8), start("card.price"));
      press(label(ButtonAction.GENERATE), "gone");
      atWork(queued());

      title("A picture first");
      step(
          "adds a picture and writes: " + away,
          () -> {
            browser.driver().findElement(By.id("picture")).sendKeys(picture.toString());
            browser.until(SOON, "!document.getElementById('preview').hidden");
            write(away);
          },
          said());
      queued();
    }

    /** Who wrote it, as everybody is told who does not see it. */
    private String said() {
      return withoutColon(text("page.from-person"));
    }

    private static String withoutColon(String words) {
      return words.replaceAll("[:：]$", "");
    }

    private void write(String words) {
      WebElement prompt = browser.driver().findElement(By.id("prompt"));
      // What was refused before does not stand there any more.
      prompt.sendKeys(words + Keys.ENTER);
    }

    @Override
    protected void pressNewest(String label) {
      List<WebElement> all =
          browser
              .driver()
              .findElements(By.xpath("//*[@id='log']//button[normalize-space()='" + label + "']"));
      all.getLast().click();
    }

    @Override
    protected List<Seen> news() {
      List<Seen> news = new ArrayList<>();
      List<List<String>> parts = read();
      for (Map.Entry<String, String> before : Map.copyOf(shown).entrySet()) {
        String id = before.getKey();
        if (parts.stream().noneMatch(part -> part.getFirst().equals(id))) {
          shown.remove(id);
          String first = before.getValue().lines().findFirst().orElseThrow();
          if (!passesByItself(id)) {
            news.add(new Seen("gone: " + first, ""));
          }
        }
      }
      for (List<String> part : parts) {
        String words = part.getLast();
        String before = shown.put(part.getFirst(), words);
        if (!words.equals(before)) {
          news.add(new Seen(before == null ? part.get(1) : "edited", words));
        }
      }
      return news;
    }

    private static boolean passesByItself(String part) {
      return part.equals("toast");
    }

    @SuppressWarnings("unchecked") // as the script has it
    private List<List<String>> read() {
      return (List<List<String>>) browser.driver().executeScript(READ);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
