package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The drafts that are made of what people ask for. */
record NewDrafts(DraftStore drafts, UserTexts texts, InstantSource clock, Supplier<TaskId> ids) {
  /** Keeps a request. An event that comes again finds the draft as it was changed since. */
  Draft keep(Sender sender, String origin, VideoRequest request) {
    return drafts.saveIfAbsent(
        new Draft(
            ids.get().value(),
            origin,
            texts.requester(sender),
            sender.destination(),
            request,
            clock.instant()));
  }

  /** Keeps a request in the place of what the same event kept before. */
  Draft keepLatest(Sender sender, String origin, VideoRequest request) {
    Draft draft = keep(sender, origin, request);
    if (draft.request().equals(request)) {
      return draft;
    }
    Draft changed = draft.withRequest(request);
    drafts.update(changed);
    return changed;
  }
}
