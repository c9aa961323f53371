package io.github.reelay.telegram;

import io.github.reelay.conversation.Inbox;
import io.github.reelay.conversation.Wording;
import io.github.reelay.task.ChatRef;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import io.github.reelay.tracking.MediaStore;
import java.util.function.BiConsumer;

/**
 * What the Telegram part needs of the rest.
 *
 * @param moveChat moves everything that is kept about a group that became a supergroup ({@code
 *     TaskStore::moveChat})
 */
public record TelegramPorts(
    Wording wording,
    Inbox inbox,
    MediaStore media,
    ImageFitter fitter,
    MediaLinks links,
    BiConsumer<ChatRef, ChatRef> moveChat,
    Alert.Sink alerts) {}
