package io.github.reelay.conversation;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The ports a conversation needs: the tracker, stores, the catalogue, media and alerts.
 *
 * @param personalDataStores all who keep something about people
 * @param installation what {@code /about} tells
 * @param hasDiskSpace whether the disk has room for one more video
 */
public record ConversationPorts(
    TaskService taskService,
    TaskStore tasks,
    ModelCatalogue catalogue,
    MediaStore media,
    DraftStore drafts,
    PreferenceStore preferences,
    SpendReports spendReports,
    List<PersonalDataStore> personalDataStores,
    Installation installation,
    BooleanSupplier hasDiskSpace,
    Alert.Sink alerts) {
  public ConversationPorts {
    personalDataStores = List.copyOf(personalDataStores);
  }
}
