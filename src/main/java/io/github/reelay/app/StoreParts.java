package io.github.reelay.app;

import io.github.reelay.config.Settings;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.storage.Database;
import io.github.reelay.storage.DatabaseOptions;
import io.github.reelay.storage.DurableTimers;
import io.github.reelay.storage.JdbiDrafts;
import io.github.reelay.storage.JdbiInbox;
import io.github.reelay.storage.JdbiPreferences;
import io.github.reelay.storage.JdbiRuleStore;
import io.github.reelay.storage.JdbiSpending;
import io.github.reelay.storage.JdbiTaskStore;
import io.github.reelay.storage.JdbiTranscript;
import java.time.InstantSource;

/** Everything that is kept. */
record StoreParts(
    Database database,
    JdbiTaskStore tasks,
    DurableTimers timers,
    JdbiInbox inbox,
    JdbiDrafts drafts,
    JdbiPreferences preferences,
    JdbiTranscript transcript,
    JdbiSpending spending,
    RuleStore rules) {

  static StoreParts open(Settings settings, InstantSource clock, String owner, Closing closing) {
    DatabaseOptions options =
        settings
            .database()
            .url()
            .<DatabaseOptions>map(url -> new DatabaseOptions.Server(url, null, null))
            .orElseGet(() -> new DatabaseOptions.Embedded(settings.dataDir()));
    Database database = closing.add("the database", Database.open(options));
    return new StoreParts(
        database,
        new JdbiTaskStore(database),
        closing.add("the timers", new DurableTimers(database, clock, owner, settings.stopGrace())),
        new JdbiInbox(database),
        new JdbiDrafts(database),
        new JdbiPreferences(database),
        new JdbiTranscript(database, clock),
        new JdbiSpending(database),
        new JdbiRuleStore(database));
  }
}
