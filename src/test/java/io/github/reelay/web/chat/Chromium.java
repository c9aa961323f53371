package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.InstalledProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium of the machine; a test without one is skipped, or fails where it must run.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS =
      List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

  private static final String PACKAGES = "chromium chromium-driver";

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  public static Chromium open(String language, Path profile) {
    String browser = InstalledProgram.path(BROWSERS, "Chromium", PACKAGES);
    String chromedriver = InstalledProgram.path(DRIVERS, "chromium-driver", PACKAGES);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1100,900",
        "--lang=" + language,
        "--user-data-dir=" + profile);
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    return new Chromium(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(new File(chromedriver)).build(),
            options));
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** From the next page on it asks for another language, and says that it speaks it. */
  public void speak(Locale language) {
    Object agent = driver.executeScript("return navigator.userAgent");
    driver.executeCdpCommand(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", Objects.toString(agent), "acceptLanguage", language.toLanguageTag()));
  }

  /** Waits for a condition in JavaScript. */
  public void until(Duration patience, String condition) {
    new WebDriverWait(driver, patience)
        .pollingEvery(Duration.ofMillis(50))
        .withMessage(condition)
        .until(_ -> Boolean.TRUE.equals(driver.executeScript("return " + condition)));
  }

  /** Keeps a picture of the page among the build's results. */
  public void screenshot(String name) throws IOException {
    Path screenshots = Files.createDirectories(Path.of("target", "screenshots"));
    byte[] png = driver.getScreenshotAs(OutputType.BYTES);
    Files.write(screenshots.resolve("web-" + name + ".png"), png);
    assertThat(png.length).isGreaterThan(1000);
  }

  /** What the browser's console holds against the page: script errors, refused resources. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
