package io.github.reelay.conversation.admin;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.GROUP;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;
import static io.github.reelay.conversation.ConversationFixture.started;
import static io.github.reelay.conversation.ConversationFixture.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.PolicyExamples;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who is not let in asks the operator by one button, who answers by another. */
class AccessRequestsTest {
  private static final MessageRef ON = new MessageRef(GROUP, "70");

  private final ConversationFixture fixture = new ConversationFixture();
  private ConversationCalls conversation;
  private final Sender ann = sender(ANN);
  private int event;

  @BeforeEach
  void onlyWhoIsListedMayAsk() {
    fixture.access =
        new AccessOptions(
            AccessOptions.UnknownPolicy.CLOSED,
            PolicyExamples.NOBODY,
            PolicyExamples.NOBODY,
            Set.of(OPERATOR.toString()));
    fixture.contacts.names.put(Scope.chat(GROUP), "Film <b>Club");
    conversation = fixture.conversation();
  }

  private Answer request(Sender sender) {
    return conversation.generate(sender, RequestInput.ofText("e" + event++, "a fox", null));
  }

  private Answer press(Sender sender, ButtonId button) {
    return conversation.press(sender, button, "p" + event++, ON, null);
  }

  private static List<Button> buttons(Message message) {
    return message.rows().stream().flatMap(List::stream).toList();
  }

  private Answer ask(Sender sender) {
    return press(sender, new ButtonId(ButtonAction.ASK_ACCESS, ButtonAction.HERE));
  }

  private Button answerButton(int at) {
    return buttons(fixture.contacts.toOperators.getLast()).get(at);
  }

  @Test
  void theRefusalHasTheButtonThatAsks() {
    Answer.Reply refusal = (Answer.Reply) request(ann);
    assertThat(refusal.message().text().plainText())
        .isEqualTo(
            "Thank you for asking, but I do not make videos in this chat yet. Ask for access asks"
                + " its operator to allow it.");
    assertThat(buttons(refusal.message()))
        .extracting(Button::label, b -> b.id().encode())
        .containsExactly(tuple("Ask for access", "ask-access:here"));
  }

  @Test
  void theOperatorReadsNamesAndLetsTheChatIn() {
    assertThat(ask(ann))
        .isInstanceOf(Answer.ReplaceMessage.class)
        .extracting(ConversationFixture::words)
        .isEqualTo("The operator has been asked. You hear from me here as soon as they say yes.");
    Message question = fixture.contacts.toOperators.getFirst();
    assertThat(question.text().plainText())
        .isEqualTo("🔔 Name asks for videos in Film <b>Club (Telegram).");
    assertThat(question.text().withoutUntrusted().plainText())
        .as("names are text from outside")
        .isEqualTo("🔔 … asks for videos in … (Telegram).");
    assertThat(buttons(question)).extracting(Button::label).containsExactly("Allow", "Ignore");

    Answer answer = press(sender(OPERATOR), answerButton(0).id());

    assertThat(answer)
        .isInstanceOf(Answer.ReplaceMessage.class)
        .extracting(ConversationFixture::words)
        .isEqualTo("✅ Film <b>Club may ask for videos now.");
    assertThat(fixture.contacts.told)
        .containsExactly(
            "chat:telegram:-100 ✅ You can ask for videos here now. Send your request again.");
    started(request(ann));
    started(request(sender(BOB)));
    assertThat(words(ask(ann))).startsWith("✅ You can ask for videos here now.");
  }

  @Test
  void inPrivateThePersonIsLetIn() {
    Sender inPrivate =
        new Sender(
            ANN,
            "Ann",
            Destination.of(new ChatRef("telegram", "1")),
            Locale.SIMPLIFIED_CHINESE,
            Set.of(),
            () -> false,
            false);
    assertThat(words(ask(inPrivate))).isEqualTo("已经请管理员开通。一旦同意，我会在这里告诉你。");
    assertThat(fixture.contacts.toOperators.getFirst().text().plainText())
        .isEqualTo("🔔 Ann asks for videos in a private chat (Telegram).");
    press(sender(OPERATOR), answerButton(0).id());
    assertThat(fixture.contacts.told)
        .containsExactly("person:telegram:1 ✅ 现在可以在这里请求视频了。请重新发送你的请求。");
    started(request(inPrivate));
    started(request(ann));
    assertThat(words(request(sender(BOB)))).contains("do not make videos");
  }

  @Test
  void onDiscordTheWholeServerIsLetInAndTheThreadThatAskedIsTold() {
    fixture.contacts.names.put(Scope.server("discord", "77"), "Makers");
    Sender member =
        new Sender(
            new PersonRef("discord", "1"),
            "Ann",
            new Destination(new ChatRef("discord", "5"), "77", "6", null, null),
            Locale.ENGLISH,
            Set.of(),
            () -> false,
            false);
    ask(member);
    assertThat(fixture.contacts.toOperators.getFirst().text().plainText())
        .isEqualTo("🔔 Ann asks for videos in Makers (Discord).");
    assertThat(answerButton(0).id().encode()).isEqualTo("let-in:server:discord:77");
    press(sender(OPERATOR), answerButton(0).id());
    assertThat(fixture.contacts.told).singleElement().asString().startsWith("chat:discord:5/6 ✅");
  }

  @Test
  void aChatAsksOnceADayAlsoWhenItIsIgnored() {
    ask(ann);
    String already =
        "The operator has been asked already. You hear from me here as soon as they say yes.";
    assertThat(words(ask(sender(BOB)))).isEqualTo(already);
    assertThat(words(press(sender(OPERATOR), answerButton(1).id())))
        .isEqualTo("Film <b>Club was not let in. They can ask again tomorrow.");
    assertThat(words(ask(ann))).isEqualTo(already);
    assertThat(fixture.contacts.toOperators).hasSize(1);
    assertThat(fixture.contacts.told).isEmpty();
    assertThat(fixture.ruleStore.all()).isEmpty();

    fixture.clock.advance(Duration.ofDays(1));
    assertThat(words(ask(ann))).startsWith("The operator has been asked. ");
  }

  @Test
  void manyChatsDoNotBuryTheOperator() {
    for (int i = 0; i < 60; i++) {
      ask(
          new Sender(
              ANN,
              "Ann",
              Destination.of(new ChatRef("telegram", "-5" + i)),
              Locale.ENGLISH,
              Set.of(),
              () -> false,
              false));
    }
    assertThat(fixture.contacts.toOperators).hasSize(50);
    assertThat(words(ask(ann))).startsWith("The operator cannot be asked just now.");
  }

  @Test
  void onlyAnOperatorLetsIn() {
    ask(ann);
    assertThat(words(press(ann, answerButton(0).id()))).isEqualTo(AdminConversation.REFUSED);
    assertThat(words(press(sender(OPERATOR), new ButtonId(ButtonAction.LET_IN, "everywhere"))))
        .isEqualTo("That button is no longer of use.");
    assertThat(fixture.ruleStore.all()).isEmpty();
  }

  @Test
  void afterARestartTheOldQuestionIsStillAnswered() {
    ask(ann);
    ButtonId allow = answerButton(0).id();
    conversation = fixture.conversation();
    assertThat(words(press(sender(OPERATOR), allow)))
        .isEqualTo("✅ Film <b>Club may ask for videos now.");
    started(request(ann));
  }

  @Test
  void whereNobodyWouldHearItThereIsNoButton() {
    fixture.contacts.operators = false;
    Answer.Reply refusal = (Answer.Reply) request(ann);
    assertThat(refusal.message().rows()).isEmpty();
    assertThat(refusal.message().text().plainText()).endsWith("can allow it: telegram:-100");
  }

  @Test
  void whoeverIsBannedCannotAsk() {
    conversation.admin(sender(OPERATOR), "ban 1 everywhere");
    assertThat(((Answer.Reply) request(ann)).message().rows()).isEmpty();
    assertThat(words(ask(ann))).isEqualTo("You cannot ask for videos here.");
    assertThat(fixture.contacts.toOperators).isEmpty();
  }

  @Test
  void picturesThatWaitForWordsOutliveTheRefusal() {
    conversation.admin(sender(OPERATOR), "allow 1 everywhere");
    conversation.order(ann, RequestInput.ofText("picture", "", FakeMedia.IMAGE));
    conversation.admin(sender(OPERATOR), "unban 1 everywhere");
    assertThat(words(conversation.order(ann, RequestInput.ofText("w1", "a fox", null))))
        .startsWith("Thank you for asking");
    conversation.admin(sender(OPERATOR), "allow 1 everywhere");
    assertThat(words(conversation.order(ann, RequestInput.ofText("w2", "a fox", null))))
        .contains("🖼 starts from your picture");
  }
}
