package io.github.reelay.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.provider.sandbox.video.LandscapeScene;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/**
 * The pictures of Discord and Telegram in the README, drawn of what {@code docs/chats.md} says was
 * sent there. With {@code -Dreelay.docs.write=true} they are drawn anew.
 */
class ChatPicturesIT {
  private static final Path TEMPLATE = Path.of("src/test/resources/pictures/chat.html");
  private static final Duration SOON = Duration.ofSeconds(20);

  /** What Ann writes, or a message: how it came, and its lines. */
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^\\*\\*Ann\\*\\* writes: (.+)$|^> \\*(.+)\\* *\\n((?:> .*\\n)+)");

  private static final Pattern BUTTON = Pattern.compile("\\[([^]]+)]");

  @TempDir private Path folder;

  private record Shown(String from, String text, List<List<String>> rows, boolean hasVideo) {
    Map<String, Object> drawn(String frame) {
      return Map.of("from", from, "text", text, "rows", rows, "picture", hasVideo ? frame : "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Discord", "Telegram"})
  void theReadmeShowsWhatIsSent(String chat) throws IOException {
    List<Shown> shown = firstVideo(chat);
    assertThat(shown).hasSize(3);
    try (Chromium browser = Chromium.open("en-US", folder.resolve("profile"))) {
      browser.driver().get(TEMPLATE.toUri().toString());
      String frame = frame();
      browser
          .driver()
          .executeScript(
              "draw(arguments[0], arguments[1])",
              chat.toLowerCase(Locale.ROOT),
              shown.stream().map(one -> one.drawn(frame)).toList());
      browser.until(SOON, "document.querySelector('img')?.naturalWidth > 0");
      WebElement drawn = browser.driver().findElement(By.id("chat"));
      for (Shown one : shown) {
        assertThat(drawn.getText()).contains(one.text().lines().toList());
        one.rows().forEach(row -> assertThat(drawn.getText()).contains(row));
      }
      assertThat(browser.complaints()).isEmpty();
      String picture = "docs/images/" + chat.toLowerCase(Locale.ROOT) + ".png";
      if (Boolean.getBoolean("reelay.docs.write")) {
        Files.write(Path.of(picture), drawn.getScreenshotAs(OutputType.BYTES));
      }
      assertThat(Files.readString(Path.of("README.md"))).contains("](" + picture + ")");
      assertThat(ImageIO.read(Path.of(picture).toFile())).isNotNull();
    }
  }

  /** Ann's words, the status message at work, and the video. */
  private static List<Shown> firstVideo(String chat) throws IOException {
    String page = Files.readString(Path.of("docs/chats.md"));
    String section = page.substring(page.indexOf("## " + chat + ", in English"));
    String scene = section.substring(section.indexOf("### A video"));
    List<Shown> shown = new ArrayList<>();
    for (MatchResult entry : ENTRY.matcher(scene).results().toList()) {
      if (entry.group(1) != null && shown.isEmpty()) {
        shown.add(new Shown("Ann", entry.group(1), List.of(), false));
      } else if (entry.group(2) != null && entry.group(3).contains(" % ")) {
        shown.add(message(entry.group(3), false));
      } else if (entry.group(2) != null && entry.group(2).contains("the video")) {
        shown.add(message(entry.group(3), true));
        break;
      }
    }
    return shown;
  }

  private static Shown message(String quoted, boolean hasVideo) {
    List<String> words = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (String line : quoted.lines().map(one -> one.substring(2).strip()).toList()) {
      if (line.startsWith("[")) {
        rows.add(BUTTON.matcher(line).results().map(name -> name.group(1)).toList());
      } else {
        words.add(line);
      }
    }
    return new Shown("Reelay", String.join("\n", words), rows, hasVideo);
  }

  /** Of the sandbox. */
  private static String frame() throws IOException {
    BufferedImage image = new BufferedImage(860, 484, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    new LandscapeScene(4).paint(graphics, image.getWidth(), image.getHeight(), 1);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
