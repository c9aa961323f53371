package io.github.reelay.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The page in a real browser. One browser for all tests of a class: it takes longer to start than
 * any test. Each test has an origin of its own.
 */
abstract class PageInBrowser {
  static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path profile;

  static Chromium browser;
  static ChromeDriver page;

  @TempDir Path folder;
  WebChatFixture fixture;

  @BeforeAll
  static void startBrowser() {
    browser = Chromium.open("en-US", profile);
    page = browser.driver();
  }

  @AfterAll
  static void closeBrowser() {
    browser.close();
  }

  @BeforeEach
  void open() throws IOException {
    fixture = newFixture();
    page.switchTo().newWindow(WindowType.TAB).get(fixture.server.localUrl());
  }

  WebChatFixture newFixture() throws IOException {
    return new WebChatFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Who sits before the page. */
  WebChatFixture.Browser person() {
    Cookie cookie =
        page.manage().getCookies().stream()
            .filter(c -> c.getName().startsWith("reelay"))
            .findFirst()
            .orElseThrow();
    return fixture.new Browser(cookie.getName() + "=" + cookie.getValue());
  }

  /** Has the person ask for a video, and shows it at work. */
  Task ask(String prompt) throws IOException {
    JsonNode sent =
        person()
            .post(
                "/api/messages",
                JsonNodeFactory.instance.objectNode().put("text", prompt).toString());
    Task task = fixture.tasks.find(new TaskId(sent.path("task").asText())).orElseThrow();
    browser.until(SOON, "document.getElementById('s-" + task.id() + "') !== null");
    return task;
  }

  /** Has the person ask for a video, and posts it. */
  Task deliver(String prompt) throws IOException {
    Task task = fixture.deliver(ask(prompt));
    browser.until(SOON, "document.getElementById('v-" + task.id() + "') !== null");
    return task;
  }

  /** Makes the page as large as a phone shows it, for a thumb. */
  static void phone(int width, int height) {
    page.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    page.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
  }

  static void press(String selector) {
    page.findElement(By.cssSelector(selector)).click();
  }
}
