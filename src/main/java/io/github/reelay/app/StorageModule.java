package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.storage.JdbiDraftStore;
import io.github.reelay.storage.JdbiDurationStore;
import io.github.reelay.storage.JdbiEventInbox;
import io.github.reelay.storage.JdbiPreferenceStore;
import io.github.reelay.storage.JdbiRuleStore;
import io.github.reelay.storage.JdbiSpendReports;
import io.github.reelay.storage.JdbiTaskStore;
import io.github.reelay.storage.JdbiTranscriptStore;
import io.github.reelay.storage.TaskRowReader;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.timer.Timers;
import io.github.reelay.tracking.duration.DurationStore;
import io.github.reelay.tracking.port.Alert;
import java.time.InstantSource;

/** Everything that is kept. */
record StorageModule(
    Database database,
    TaskRowReader taskRows,
    JdbiTaskStore tasks,
    DurationStore durations,
    Timers timers,
    JdbiEventInbox inbox,
    JdbiDraftStore drafts,
    JdbiPreferenceStore preferences,
    JdbiTranscriptStore transcript,
    JdbiSpendReports spendReports,
    RuleStore rules) {

  static StorageModule open(
      Settings settings,
      Alert.Sink alerts,
      InstantSource clock,
      String owner,
      CloseStack closeStack) {
    Database database = closeStack.add("the database", Database.open(settings.database()));
    TaskRowReader taskRows = new TaskRowReader(alerts);
    return new StorageModule(
        database,
        taskRows,
        new JdbiTaskStore(database, taskRows),
        new JdbiDurationStore(database),
        closeStack.add("the timers", Timers.of(database, clock, owner, settings.stopGrace())),
        new JdbiEventInbox(database),
        new JdbiDraftStore(database),
        new JdbiPreferenceStore(database),
        new JdbiTranscriptStore(database, clock),
        new JdbiSpendReports(database),
        new JdbiRuleStore(database));
  }
}
