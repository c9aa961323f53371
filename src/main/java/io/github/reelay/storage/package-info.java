/**
 * The database: tasks, the ledger, timers, and what conversations keep, from one SQL text on SQLite
 * (in the data folder) and PostgreSQL.
 *
 * <p>Open a {@link Database}, then construct the ports' implementations on it. Nothing here calls
 * the network inside a transaction.
 */
@NullMarked
package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import org.jspecify.annotations.NullMarked;
