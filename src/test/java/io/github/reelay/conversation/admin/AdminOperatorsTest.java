package io.github.reelay.conversation.admin;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.PolicyExamples;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The first operator, by the code of the start, and those who come after. */
class AdminOperatorsTest {
  private static final String REFUSED = AdminConversation.REFUSED;

  private final ConversationFixture fixture = new ConversationFixture();
  private final Sender ann = sender(ANN);
  private final Sender bob = sender(BOB);

  private ConversationCalls withoutOperator() {
    fixture.access = PolicyExamples.OPEN;
    return fixture.conversation();
  }

  private String code() {
    return fixture.claim.code();
  }

  @Test
  void whoeverKnowsTheCodeIsTheOperatorFromThenOnAlsoAfterARestart() {
    ConversationCalls conversation = withoutOperator();
    assertThat(words(conversation.admin(ann, "providers"))).isEqualTo(REFUSED);

    assertThat(words(conversation.admin(ann, "claim " + code())))
        .isEqualTo("You are this bot's operator now. /admin shows what you can do.");

    assertThat(words(conversation.admin(ann, "providers"))).startsWith("Providers:");
    assertThat(words(fixture.conversation().admin(ann, "providers"))).startsWith("Providers:");
    assertThat(words(conversation.admin(bob, "providers"))).isEqualTo(REFUSED);
  }

  @Test
  void theCodeIsReadHoweverItIsTyped() {
    String loose = code().toLowerCase(Locale.ROOT).replace("-", " ");
    assertThat(words(withoutOperator().admin(ann, "claim " + loose))).contains("operator now");
  }

  @Test
  void theCodeIsInNoRecord() {
    withoutOperator().admin(ann, "claim " + code());
    assertThat(fixture.ruleStore.auditEntries(10))
        .singleElement()
        .extracting(RuleStore.AuditEntry::toString)
        .asString()
        .contains("everywhere operator/telegram:1")
        .doesNotContain(code());
    assertThat(fixture.claim.toString()).doesNotContain(code());
  }

  @Test
  void fiveWrongCodesOfAllPeopleTogetherAreTheEndOfIt() {
    ConversationCalls conversation = withoutOperator();
    assertThat(words(conversation.admin(ann, "claim"))).contains("/admin claim K7QM-4XPD");
    assertThat(words(conversation.admin(ann, "claim AAAA-AAAA")))
        .isEqualTo(
            "That is not the code. 4 more tries, then the bot has to be restarted for a new one.");
    conversation.admin(bob, "claim AAAA-AAAB");
    conversation.admin(ann, "claim AAAA-AAAC");
    assertThat(words(conversation.admin(bob, "claim AAAA-AAAD"))).contains("One more try, then");
    String tooMany =
        "There were too many wrong codes, so this one is void. Restart the bot: it prints a new"
            + " one.";
    assertThat(words(conversation.admin(ann, "claim AAAA-AAAE"))).isEqualTo(tooMany);
    assertThat(words(conversation.admin(ann, "claim " + code()))).isEqualTo(tooMany);
    assertThat(fixture.ruleStore.all()).isEmpty();
  }

  @Test
  void theCodeIsGoodForTenMinutes() {
    ConversationCalls conversation = withoutOperator();
    fixture.clock.advance(OperatorClaim.TTL.minus(Duration.ofSeconds(1)));
    assertThat(words(conversation.admin(ann, "claim AAAA-AAAA"))).startsWith("That is not");
    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(words(conversation.admin(ann, "claim " + code())))
        .startsWith("The code was good for ten minutes and is not any more. Restart the bot");
  }

  @Test
  void whereThereIsAnOperatorTheCodeIsOfNoUse() {
    ConversationCalls conversation = fixture.conversation();
    assertThat(words(conversation.admin(ann, "claim " + code())))
        .isEqualTo(
            "This bot has an operator already. Ask them to add you, or put your id under"
                + " access.operators in its configuration.");
    assertThat(words(conversation.admin(sender(OPERATOR), "claim " + code())))
        .isEqualTo("You are an operator of this bot already.");
    assertThat(words(conversation.admin(sender(ANN, Locale.SIMPLIFIED_CHINESE, false), "claim x")))
        .startsWith("这个机器人已经有管理员");
  }

  @Test
  void theOperatorNamesOthersAndTakesThemBack() {
    ConversationCalls conversation = withoutOperator();
    conversation.admin(ann, "claim " + code());

    assertThat(words(conversation.admin(ann, "operators add 2")))
        .isEqualTo("Operators:\nName · telegram:1\nperson:telegram:2 · telegram:2");
    assertThat(words(conversation.admin(bob, "providers"))).startsWith("Providers:");
    assertThat(words(conversation.admin(bob, "operators remove 1")))
        .isEqualTo("Operators:\nperson:telegram:2 · telegram:2");
    assertThat(words(conversation.admin(ann, "providers"))).isEqualTo(REFUSED);
    assertThat(words(conversation.admin(bob, "operators add everywhere"))).contains("“everywhere”");
    assertThat(words(conversation.admin(bob, "operators add"))).contains("/admin operators add");
  }

  @Test
  void anOperatorOfTheConfigurationIsNotTakenOutByChat() {
    assertThat(words(fixture.conversation().admin(sender(OPERATOR), "operators remove 9")))
        .isEqualTo(
            "That one stands under access.operators in the configuration. Take it out there and"
                + " restart.");
  }
}
