package io.github.reelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ButtonIdTest {
  /** Buttons live for ever in chats: a changed word makes those of yesterday stale. */
  @Test
  void theWordsOnTheWireAreFixed() {
    assertThat(Arrays.stream(ButtonAction.values()).map(ButtonAction::wireId))
        .containsExactly(
            "generate",
            "draft",
            "discard",
            "cancel",
            "remix",
            "continue",
            "clip",
            "undo",
            "undo-now",
            "edit",
            "for-real",
            "again",
            "delete",
            "delete-now",
            "keep",
            "report",
            "fetch",
            "mend",
            "later",
            "try-anyway",
            "model",
            "duration",
            "aspect",
            "resolution",
            "sound",
            "watermark",
            "enhance",
            "style",
            "pictures",
            "charged",
            "not-charged",
            "retry-delivery",
            "tasks-previous",
            "tasks-next",
            "example",
            "show-help",
            "ask-access",
            "let-in",
            "ignore",
            "unknown");
  }

  @Test
  void whatIsEncodedIsReadBack() {
    for (ButtonAction action : ButtonAction.values()) {
      ButtonId id = new ButtonId(action, "0M3K5ZAB2C4DE");
      assertThat(ButtonId.parse(id.encode())).contains(id);
    }
  }

  @Test
  void aWordOfAnotherVersionIsUnknownAndAnotherFormIsNone() {
    assertThat(ButtonId.parse("explode:1")).contains(new ButtonId(ButtonAction.UNKNOWN, "1"));
    assertThat(ButtonId.parse("cancel")).isEmpty();
    assertThat(ButtonId.parse("cancel:")).isEmpty();
    assertThat(ButtonId.parse(":1")).isEmpty();
    assertThat(ButtonId.parse(null)).isEmpty();
  }
}
