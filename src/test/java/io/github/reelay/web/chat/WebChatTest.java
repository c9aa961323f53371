package io.github.reelay.web.chat;

import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.web.chat.WebChatFixture.Browser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the web chat's API with one visitor. */
abstract class WebChatTest {
  @TempDir Path folder;
  WebChatFixture fixture;
  Browser ann;

  @BeforeEach
  void start() throws IOException {
    fixture = new WebChatFixture(folder);
    ann = fixture.visitor();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /** Who the visitor is. */
  PersonRef person() {
    String cookie = String.valueOf(ann.cookie);
    return new PersonRef("web", cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf('.')));
  }
}
