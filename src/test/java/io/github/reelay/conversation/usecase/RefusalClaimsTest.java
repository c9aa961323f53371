package io.github.reelay.conversation.usecase;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.Localizer;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the bot says when it makes no video claims that nothing was charged: each such sentence
 * stands beside the way to it, after which there is no task and nothing in the books.
 */
class RefusalClaimsTest {
  private static final String CLAIM = "Nothing was charged";

  private final ConversationFixture fixture = new ConversationFixture();
  private final Sender ann = sender(ANN);

  /** What there was before the refusal. */
  private int tasks;

  private int entries;

  enum Refusal {
    NO_PROVIDER("request.no-provider") {
      @Override
      Answer bringAbout(RefusalClaimsTest test) {
        test.fixture.catalogue.outOfOrder = true;
        return test.ask();
      }
    },
    NO_ROOM("request.no-room") {
      @Override
      Answer bringAbout(RefusalClaimsTest test) {
        test.fixture.room = false;
        return test.ask();
      }
    },
    CONTENT("content.refused") {
      @Override
      Answer bringAbout(RefusalClaimsTest test) {
        test.fixture.content =
            new ContentOptions(
                List.of("fox"), List.of(), 0, Duration.ofHours(1), Duration.ofHours(1));
        return test.ask();
      }
    },
    SOURCE_GONE("request.source-gone") {
      @Override
      Answer bringAbout(RefusalClaimsTest test) {
        Task source = test.fixture.delivered(started(test.ask()), "video");
        test.tasks = 1;
        test.entries = test.fixture.store.ledger.size();
        test.fixture.catalogue.ofSource = GenerationMode.LAST_FRAME;
        test.fixture.media.hasVideos = false;
        return test.fixture
            .conversation()
            .press(
                test.ann,
                new ButtonId(ButtonAction.CONTINUE, source.id().value()),
                "press",
                new MessageRef(ConversationFixture.GROUP, "video"),
                "it runs");
      }
    },
    DISCARDED("card.discarded") {
      @Override
      Answer bringAbout(RefusalClaimsTest test) {
        ConversationCalls conversation = test.fixture.conversation();
        Answer.Reply card =
            (Answer.Reply) conversation.draft(test.ann, RequestInput.ofText("e", "a fox", null));
        Button discard =
            card.message().rows().stream()
                .flatMap(List::stream)
                .filter(button -> button.id().action() == ButtonAction.DISCARD)
                .findFirst()
                .orElseThrow();
        return conversation.press(
            test.ann,
            discard.id(),
            "press",
            new MessageRef(ConversationFixture.GROUP, "card"),
            null);
      }
    };

    private final String key;

    Refusal(String key) {
      this.key = key;
    }

    abstract Answer bringAbout(RefusalClaimsTest test);
  }

  private static String sentence(String key) {
    return new Localizer(new MessageBundles()).plainText(Locale.ENGLISH, key);
  }

  private Answer ask() {
    return fixture.conversation().generate(ann, RequestInput.ofText("e", "a fox", null));
  }

  @ParameterizedTest
  @EnumSource
  void whereItIsSaidNothingWasCharged(Refusal refusal) {
    String said = words(refusal.bringAbout(this));

    assertThat(said).isEqualTo(sentence(refusal.key)).contains(CLAIM);
    assertThat(fixture.store.ofPerson(ANN, 9)).hasSize(tasks);
    assertThat(fixture.store.ledger).hasSize(entries);
  }

  /** Of tasks that there are, {@code Claims} tells; what undoes a clip has a test beside it. */
  @Test
  void eachSuchSentenceHasItsRow() {
    Set<String> rows = new TreeSet<>();
    for (Refusal refusal : Refusal.values()) {
      rows.add(refusal.key);
    }
    MessageBundles bundles = new MessageBundles();
    assertThat(
            bundles.keys().stream()
                .filter(key -> bundles.get(Locale.ENGLISH, key).contains(CLAIM))
                .filter(key -> !key.matches("(status|cost|failure|cancel|jobs|fetch|undo)\\..*"))
                .toList())
        .containsExactlyInAnyOrderElementsOf(rows);
  }
}
