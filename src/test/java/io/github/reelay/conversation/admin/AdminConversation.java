package io.github.reelay.conversation.admin;

import static io.github.reelay.conversation.ConversationFixture.ANN;
import static io.github.reelay.conversation.ConversationFixture.BOB;
import static io.github.reelay.conversation.ConversationFixture.OPERATOR;
import static io.github.reelay.conversation.ConversationFixture.sender;

import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Sender;
import io.github.reelay.testing.ConversationCalls;
import java.util.Locale;

/** A conversation with an operator, a moderator and somebody else. */
abstract class AdminConversation {
  static final String REFUSED =
      "That is for this bot's operators and, in their own place, for its moderators.";

  final ConversationFixture fixture = new ConversationFixture();
  final ConversationCalls conversation = fixture.conversation();
  final Sender operator = sender(OPERATOR);
  final Sender moderator = sender(BOB, Locale.ENGLISH, true);
  final Sender member = sender(ANN);
}
