package io.github.reelay.storage;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * The rehearsal of an acceptance: refused by a limit at its end, so it leaves nothing behind. The
 * first of a run takes half a second, mostly for loading classes; without a rehearsal hundreds of
 * people may wait for it.
 */
public final class AcceptanceRehearsal {
  private static final String NOBODY = "rehearsal";

  private AcceptanceRehearsal() {}

  public static AcceptResult hold(TaskStore store) {
    Instant moment = Instant.EPOCH;
    Task task =
        Task.accepted(
            TaskId.of(0, 0),
            NOBODY,
            new Requester(new PersonRef(NOBODY, NOBODY), NOBODY, Locale.ROOT),
            Destination.of(new ChatRef(NOBODY, NOBODY)),
            VideoRequest.of(RequestKind.GENERATE, NOBODY, null),
            new Offer(
                NOBODY,
                NOBODY,
                GenerationMode.TEXT,
                1,
                null,
                null,
                Money.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false),
            moment);
    return store.accept(
        task,
        new AdmissionCheck(
            BudgetWindows.at(moment, ZoneOffset.UTC),
            _ ->
                Optional.of(
                    new LimitRefusal(LimitRefusal.Limit.SPEND_PER_DAY_TOTAL, NOBODY, moment))));
  }
}
