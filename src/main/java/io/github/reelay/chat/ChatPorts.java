package io.github.reelay.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskStore;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * The ports a chat is made from: what it needs of the rest of the program. Each takes what it
 * needs.
 *
 * @param texts the bot's sentences about tasks
 * @param bundles all sentences, for a chat that has texts of its own
 * @param currency the operator's, as it is shown in front of an amount
 * @param inbox where a platform's events are stored before they are confirmed to it
 * @param transcript keeps messages for a chat whose platform does not
 * @param preferences people's own defaults, for a chat that shows them before it asks
 * @param tasks what is kept about tasks; moved by a chat whose ids change ({@code moveChat})
 * @param catalogue what can be asked for
 * @param random one that nobody can guess
 */
public record ChatPorts(
    MessageTexts texts,
    MessageBundles bundles,
    String currency,
    EventInbox inbox,
    TranscriptStore transcript,
    PreferenceStore preferences,
    TaskStore tasks,
    ModelCatalogue catalogue,
    MediaStore media,
    MediaConverter converter,
    MediaLinks links,
    Alert.Sink alerts,
    InstantSource clock,
    RandomGenerator random) {}
