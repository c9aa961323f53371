package io.github.reelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whoever changes what people read sees it in the page, and so does who reviews the change. */
class ConversationsPageTest {
  private static final Path PAGE = Path.of("docs/conversations.md");

  @Test
  void thePageIsWhatPeopleRead() throws IOException {
    if (Boolean.getBoolean("reelay.docs.write")) {
      Files.writeString(PAGE, ConversationsPage.text());
    }
    assertThat(PAGE)
        .as("stale: mvn test -Dtest=ConversationsPageTest -Dreelay.docs.write=true")
        .hasContent(ConversationsPage.text());
  }
}
