package io.github.reelay.telegram;

import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import java.util.function.BiConsumer;

/**
 * What the Telegram part needs of the rest.
 *
 * @param moveChat moves everything that is kept about a group that became a supergroup ({@code
 *     TaskStore::moveChat})
 */
public record TelegramDependencies(
    MessageTexts texts,
    EventInbox inbox,
    MediaStore media,
    MediaConverter converter,
    MediaLinks links,
    BiConsumer<ChatRef, ChatRef> moveChat,
    Alert.Sink alerts) {}
