package io.github.reelay.conversation.admin;

import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Installation.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminInstancesTest {
  private static final Instant STARTED = Instant.parse("2026-11-29T10:00:00Z");
  private static final Instant SEEN = Instant.parse("2026-11-29T11:30:00Z");

  private final ConversationFixture fixture = new ConversationFixture();

  @AfterEach
  void forget() {
    ConversationFixture.INSTANCES.clear();
  }

  @Test
  void itSaysOfEachInstanceWhatItDoes() {
    ConversationFixture.INSTANCES.addAll(
        List.of(
            new Instance(
                false, "old-host", "1.0", "http://10.0.0.1:8080", STARTED, SEEN, false, false),
            new Instance(true, "host-a", "1.1", "http://10.0.0.2:8080", STARTED, SEEN, true, true),
            new Instance(false, "host-b", "1.2", null, STARTED, SEEN, false, true)));

    assertThat(words(fixture.conversation().admin(sender(OPERATOR), "instances")))
        .matches(
            """
            Instances over this database, who came first, first:
            old-host · 1\\.0 · gone, last seen .*11:30.*
            host-a · 1\\.1 · works and answers you, since .*10:00.* · http://10\\.0\\.0\\.2:8080
            host-b · 1\\.2 · stands by, since .*10:00.*\
            """);
    assertThat(
            words(
                fixture
                    .conversation()
                    .admin(sender(OPERATOR, Locale.SIMPLIFIED_CHINESE, false), "instances")))
        .contains("host-a · 1.1 · 正在工作，正在回答你", "host-b · 1.2 · 待命", "old-host · 1.0 · 已离线");
  }

  @Test
  void itIsForOperatorsAlone() {
    assertThat(words(fixture.conversation().admin(sender(BOB), "instances")))
        .isEqualTo(AdminConversation.REFUSED);
  }
}
