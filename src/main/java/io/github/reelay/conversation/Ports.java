package io.github.reelay.conversation;

import io.github.reelay.policy.Spending;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.Desk;
import io.github.reelay.tracking.MediaStore;
import io.github.reelay.tracking.TaskStore;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a conversation needs from the rest of the house.
 *
 * @param memories all who keep something about people
 * @param room whether the disk has room for one more video
 */
public record Ports(
    Desk desk,
    TaskStore tasks,
    ModelMenu menu,
    MediaStore media,
    Drafts drafts,
    Preferences preferences,
    Spending spending,
    List<Memory> memories,
    BooleanSupplier room,
    Alert.Sink alerts) {
  public Ports {
    memories = List.copyOf(memories);
  }
}
