package io.github.reelay.conversation;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The ports a conversation needs: the tracker, stores, the catalogue, media and alerts.
 *
 * @param personalDataStores all who keep something about people
 * @param installation what {@code /about} tells
 * @param poster says later what a person asked to be shown then
 * @param hasDiskSpace whether the disk has room for one more video
 */
public record ConversationPorts(
    TaskService taskService,
    TaskStore tasks,
    ModelCatalogue catalogue,
    MediaStore media,
    MediaLinks links,
    DraftStore drafts,
    PreferenceStore preferences,
    SpendReports spendReports,
    List<PersonalDataStore> personalDataStores,
    Installation installation,
    ChatPoster poster,
    PictureFetcher pictureFetcher,
    BooleanSupplier hasDiskSpace,
    Alert.Sink alerts,
    Contacts contacts) {
  public ConversationPorts {
    personalDataStores = List.copyOf(personalDataStores);
  }

  /** People and places by their names, and the means to say something to them unasked. */
  public interface Contacts {
    /** How people there call it; empty if that cannot be told. May block for a call. */
    Optional<String> nameOf(Scope scope);

    /**
     * Says something to a person or into a chat, sooner or later, if that can be; returns at once.
     */
    void tell(Scope to, Message message);

    /** As {@link #tell(Scope, Message)}, in the topic or thread that a person spoke in. */
    void tell(PersonRef person, Destination to, Message message);

    /** Says something to whoever runs the bot, like {@link #tell(Scope, Message)}. */
    void tellOperators(Message message);

    /** Whether there is anybody for {@link #tellOperators}. */
    boolean hasOperators();

    /** What operators are spoken to in. */
    Locale operatorLanguage();
  }
}
