package io.github.reelay.web.chat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The page in a real browser. One browser for all tests of a class: it takes longer to start than
 * any test. Each test has an origin of its own.
 */
abstract class PageInBrowser {
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
    fixture = new WebChatFixture(folder);
    page.switchTo().newWindow(WindowType.TAB).get(fixture.server.localUrl());
  }

  @AfterEach
  void close() {
    fixture.close();
  }
}
